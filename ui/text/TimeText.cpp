#include "ui/text/TimeText.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimeZone>

#include <array>
#include <cstdlib>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class TimeWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::TimeText)
};

bool isShowable(base::Instant instant)
{
    const qint64 seconds = base::unixSeconds(instant);
    return seconds >= base::firstDatedSecond && seconds <= base::lastDatedSecond;
}

QDateTime dateTime(base::Instant instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count(), zone);
}

/// "UTC", "UTC+1", "UTC-3:30": a name that means the same everywhere, which abbreviations such as IST do not.
QString offsetText(int seconds)
{
    if (seconds == 0)
        return u"UTC"_s;
    const int minutes = std::abs(seconds) / 60;
    const QString hours = QString::number(minutes / 60);
    const QString sign = seconds < 0 ? u"-"_s : u"+"_s;
    return minutes % 60 == 0 ? u"UTC%1%2"_s.arg(sign, hours)
                             : u"UTC%1%2:%3"_s.arg(sign, hours).arg(minutes % 60, 2, 10, QChar(u'0'));
}

enum class Unit { Day, Hour, Minute, Second };

struct UnitLength
{
    Unit unit;
    qint64 seconds;
};
constexpr std::array<UnitLength, 4> unitLengths{
    {{Unit::Day, 86400}, {Unit::Hour, 3600}, {Unit::Minute, 60}, {Unit::Second, 1}}};

QString counted(Unit unit, qint64 count)
{
    const QString number = QString::number(count);
    switch (unit) {
    case Unit::Day:
        return count == 1 ? TimeWords::tr("1 day") : TimeWords::tr("%1 days").arg(number);
    case Unit::Hour:
        return count == 1 ? TimeWords::tr("1 hour") : TimeWords::tr("%1 hours").arg(number);
    case Unit::Minute:
        return count == 1 ? TimeWords::tr("1 minute") : TimeWords::tr("%1 minutes").arg(number);
    case Unit::Second:
        return count == 1 ? TimeWords::tr("1 second") : TimeWords::tr("%1 seconds").arg(number);
    }
    return {};
}

} // namespace

QString localTime(base::Instant instant)
{
    if (!isShowable(instant))
        return QString::number(base::unixSeconds(instant));
    // Asked once: a program's zone does not change while it runs.
    static const QTimeZone zone = displayZone(qgetenv("TZ"));
    const QDateTime shown = dateTime(instant, zone);
    return shown.toString(u"yyyy-MM-dd HH:mm:ss "_s) + offsetText(shown.offsetFromUtc());
}

QTimeZone displayZone(const QByteArray &tz)
{
    const QByteArray id = tz.startsWith(':') ? tz.sliced(1) : tz;
    if (id.isEmpty()) {
        const QTimeZone system = QTimeZone::systemTimeZone();
        return system.isValid() ? system : QTimeZone::utc();
    }
    return QTimeZone::availableTimeZoneIds().contains(id) ? QTimeZone(id) : QTimeZone::utc();
}

QString utcTime(base::Instant instant)
{
    if (!isShowable(instant))
        return QString::number(base::unixSeconds(instant));
    return dateTime(instant, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s);
}

QString relativeTime(base::Instant instant, base::Instant now)
{
    const qint64 seconds = base::unixSeconds(instant) - base::unixSeconds(now);
    if (seconds == 0)
        return TimeWords::tr("just now");
    // Far from now the smaller unit says nothing: "in 23 hours" rather than "in 23 hours 59 minutes 12 seconds".
    const qint64 distance = seconds < 0 ? -seconds : seconds;
    for (const UnitLength &unit : unitLengths) {
        if (distance >= unit.seconds) {
            const QString length = counted(unit.unit, distance / unit.seconds);
            return seconds > 0 ? TimeWords::tr("in %1").arg(length) : TimeWords::tr("%1 ago").arg(length);
        }
    }
    return TimeWords::tr("just now");
}

QString durationText(std::chrono::seconds duration)
{
    qint64 rest = duration.count() < 0 ? 0 : duration.count();
    for (std::size_t i = 0; i < unitLengths.size(); ++i) {
        if (rest < unitLengths[i].seconds)
            continue;
        QString text = counted(unitLengths[i].unit, rest / unitLengths[i].seconds);
        rest %= unitLengths[i].seconds;
        if (i + 1 < unitLengths.size() && rest >= unitLengths[i + 1].seconds)
            text += u' ' + counted(unitLengths[i + 1].unit, rest / unitLengths[i + 1].seconds);
        return text;
    }
    return counted(Unit::Second, 0);
}

QString elapsedText(std::chrono::microseconds duration)
{
    const double milliseconds = static_cast<double>(duration.count()) / 1000.0;
    if (milliseconds < 10)
        return TimeWords::tr("%1 ms").arg(QString::number(milliseconds, 'f', 1));
    if (milliseconds < 1000)
        return TimeWords::tr("%1 ms").arg(QString::number(milliseconds, 'f', 0));
    return TimeWords::tr("%1 s").arg(QString::number(milliseconds / 1000.0, 'f', 1));
}

} // namespace gatehouse::ui::text
