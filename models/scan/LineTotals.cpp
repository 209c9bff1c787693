#include "models/scan/LineTotals.h"

#include <numeric>

namespace gatehouse::scan {

LineKind lineKindOf(const inspector::Verdicts &verdicts)
{
    using inspector::Claims;
    using inspector::Form;
    using inspector::Time;
    if (!verdicts.isVerified()) {
        const bool isUnreadable =
            verdicts.form == Form::Malformed || verdicts.form == Form::NotAJwt || verdicts.form == Form::Encrypted;
        if (isUnreadable)
            return LineKind::Unreadable;
        return verdicts.hasValidSignature() ? LineKind::ClaimsDiffer : LineKind::Failed;
    }
    if (verdicts.claimsVerdict == Claims::Malformed || verdicts.time == Time::Malformed)
        return LineKind::ClaimsDiffer;
    if (verdicts.time == Time::Expired)
        return LineKind::Expired;
    return verdicts.time == Time::NotYet ? LineKind::NotYetValid : LineKind::Verified;
}

QLatin1StringView lineKindName(LineKind kind)
{
    using namespace Qt::StringLiterals;
    switch (kind) {
    case LineKind::Verified:
        return "verified"_L1;
    case LineKind::Expired:
        return "expired"_L1;
    case LineKind::NotYetValid:
        return "not_yet_valid"_L1;
    case LineKind::ClaimsDiffer:
        return "claims_differ"_L1;
    case LineKind::Failed:
        return "failed"_L1;
    case LineKind::Unreadable:
        return "unreadable"_L1;
    }
    return {};
}

void LineTotals::add(const inspector::Verdicts &verdicts)
{
    ++m_lines[static_cast<std::size_t>(lineKindOf(verdicts))];
    m_verified += verdicts.isVerified() ? 1 : 0;
}

LineTotals &LineTotals::operator+=(const LineTotals &other)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        m_lines[i] += other.m_lines[i];
    m_verified += other.m_verified;
    return *this;
}

qint64 LineTotals::all() const
{
    return std::accumulate(m_lines.begin(), m_lines.end(), qint64{0});
}

} // namespace gatehouse::scan
