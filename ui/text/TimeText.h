#pragma once

#include "models/base/Clock.h"

#include <QString>
#include <QTimeZone>

#include <chrono>

namespace gatehouse::ui::text {

/// Date and time with seconds in the zone of displayZone(), which it names by what it is ahead of UTC:
/// "2026-11-24 21:03:11 UTC+1".
QString localTime(base::Instant instant);
/// The zone that times are shown in: the one `tz` (the variable TZ) names, or the system's where it names none. UTC
/// where the zone database does not know it, and for rules in POSIX's own notation, which a database would contradict
/// sooner or later.
QTimeZone displayZone(const QByteArray &tz);
/// ISO 8601 in UTC: "2026-11-24T20:03:11Z", for tooltips and --json.
QString utcTime(base::Instant instant);
/// Seen from `now`, in the two largest units: "in 23 hours", "3 minutes ago", "just now".
QString relativeTime(base::Instant instant, base::Instant now);
/// A length of time in at most two units: "1 day", "2 hours 5 minutes", "0 seconds".
QString durationText(std::chrono::seconds duration);
/// How long a step took: "0.4 ms", "12 ms", "1.3 s".
QString elapsedText(std::chrono::microseconds duration);

} // namespace gatehouse::ui::text
