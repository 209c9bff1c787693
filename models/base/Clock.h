#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace gatehouse::base {

/// A moment in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Whole seconds since 1970, as JWT's NumericDate counts them (RFC 7519 section 2).
inline std::int64_t unixSeconds(Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: between them a moment has a date with a year of four digits (RFC 3339
/// section 1). A number of seconds beyond is shown as the number it is.
inline constexpr std::int64_t firstDatedSecond = -62135596800;
inline constexpr std::int64_t lastDatedSecond = 253402300799;

/// The moment `seconds` after 1970, which may be any number that a token contains: held between 1970 and
/// lastDatedSecond.
inline Instant datedInstant(std::int64_t seconds)
{
    return Instant(std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, lastDatedSecond)));
}

/// Where "now" comes from. Nothing but SystemClock asks the system, so that tests decide what time it is.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    /// Never runs backwards; for durations only.
    virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock
{
public:
    Instant now() const override;
    std::chrono::steady_clock::time_point steady() const override;
};

} // namespace gatehouse::base
