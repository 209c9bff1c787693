#pragma once

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
