#include "models/items/LifeBuckets.h"

namespace gatehouse::items {

LifeBucket lifeBucketOf(const scan::BatchRow &row, base::Instant now)
{
    if (!row.expiresAt)
        return LifeBucket::NoExpiry;
    constexpr double hour = 3600;
    constexpr double day = 24 * hour;
    // As a fraction: an exp of any size is a number, and a difference of two of them may not be one of 64 bits.
    const double left = static_cast<double>(*row.expiresAt) - static_cast<double>(base::unixSeconds(now));
    if (left <= -365 * day)
        return LifeBucket::ExpiredYears;
    if (left <= -30 * day)
        return LifeBucket::ExpiredMonths;
    if (left <= -day)
        return LifeBucket::ExpiredDays;
    if (left <= -hour)
        return LifeBucket::ExpiredHours;
    if (left <= 0)
        return LifeBucket::ExpiredMinutes;
    if (left < hour)
        return LifeBucket::LeftMinutes;
    if (left < day)
        return LifeBucket::LeftHours;
    if (left < 30 * day)
        return LifeBucket::LeftDays;
    if (left < 365 * day)
        return LifeBucket::LeftMonths;
    return LifeBucket::LeftYears;
}

LifeHistogram lifeHistogramOf(const QList<scan::BatchRow> &rows, base::Instant now)
{
    LifeHistogram histogram{};
    for (const scan::BatchRow &row : rows)
        ++histogram[static_cast<std::size_t>(lifeBucketOf(row, now))][static_cast<std::size_t>(row.verdict)];
    return histogram;
}

} // namespace gatehouse::items
