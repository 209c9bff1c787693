#pragma once

#include "models/inspector/TokenInspection.h"

#include <array>

namespace gatehouse::scan {

/// What a line with a token comes to, each line to one of these.
enum class LineKind {
    Verified,
    Expired,      ///< verified, and expired
    NotYetValid,  ///< verified, and not yet valid
    ClaimsDiffer, ///< a valid signature; the claims are malformed, or not as expected
    Failed,       ///< no valid signature
    Unreadable,   ///< not a token, or a malformed or encrypted one
};

inline constexpr std::array allLineKinds{LineKind::Verified,     LineKind::Expired, LineKind::NotYetValid,
                                         LineKind::ClaimsDiffer, LineKind::Failed,  LineKind::Unreadable};

LineKind lineKindOf(const inspector::Verdicts &verdicts);
/// A stable name for scripts: "not_yet_valid".
QLatin1StringView lineKindName(LineKind kind);

/// How many lines came to what. Empty lines do not count.
class LineTotals
{
public:
    void add(const inspector::Verdicts &verdicts);
    LineTotals &operator+=(const LineTotals &other);

    qint64 of(LineKind kind) const { return m_lines[static_cast<std::size_t>(kind)]; }
    /// Those of which Verdicts::isVerified() holds, whatever their time.
    qint64 verified() const { return m_verified; }
    qint64 all() const;

    bool operator==(const LineTotals &) const = default;

private:
    std::array<qint64, allLineKinds.size()> m_lines{};
    qint64 m_verified = 0;
};

} // namespace gatehouse::scan
