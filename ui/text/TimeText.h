#pragma once

#include "models/base/Clock.h"

#include <QString>

#include <chrono>

namespace gatehouse::ui::text {

/// Local date and time with seconds: "2026-11-24 21:03:11".
QString localTime(base::Instant instant);
/// ISO 8601 in UTC: "2026-11-24T20:03:11Z", for tooltips and --json.
QString utcTime(base::Instant instant);
/// Seen from `now`, in the two largest units: "in 23 hours", "3 minutes ago", "just now".
QString relativeTime(base::Instant instant, base::Instant now);
/// A length of time in at most two units: "1 day", "2 hours 5 minutes", "0 seconds".
QString durationText(std::chrono::seconds duration);
/// How long a step took: "0.4 ms", "12 ms", "1.3 s".
QString elapsedText(std::chrono::microseconds duration);

} // namespace gatehouse::ui::text
