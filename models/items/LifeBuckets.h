#pragma once

#include "models/base/Clock.h"
#include "models/scan/BatchRow.h"

#include <array>

namespace gatehouse::items {

/// How long a token still lives, or since when it does not, in steps that a histogram can show side by side. In order
/// of time; tokens without an expiry come last.
enum class LifeBucket {
    ExpiredYears,
    ExpiredMonths, ///< more than thirty days ago
    ExpiredDays,
    ExpiredHours,
    ExpiredMinutes,
    LeftMinutes,
    LeftHours,
    LeftDays,
    LeftMonths,
    LeftYears,
    NoExpiry,
};
inline constexpr int lifeBucketCount = static_cast<int>(LifeBucket::NoExpiry) + 1;

LifeBucket lifeBucketOf(const scan::BatchRow &row, base::Instant now);

/// Tokens of one bucket, by inspector::Verdict.
using LifeBar = std::array<int, 3>;
using LifeHistogram = std::array<LifeBar, lifeBucketCount>;

LifeHistogram lifeHistogramOf(const QList<scan::BatchRow> &rows, base::Instant now);

} // namespace gatehouse::items
