#include "ui/text/TimeText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using std::chrono::seconds;
using namespace Qt::StringLiterals;

class tst_text_Times : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void relative_data();
    void relative();
    void moments();
    void zones_data();
    void zones();
    void elapsed();
};

void tst_text_Times::durations_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("told");
    QTest::newRow("none") << qint64(0) << u"0 seconds"_s;
    QTest::newRow("one second") << qint64(1) << u"1 second"_s;
    QTest::newRow("a minute and a bit") << qint64(65) << u"1 minute 5 seconds"_s;
    QTest::newRow("hours") << qint64(7500) << u"2 hours 5 minutes"_s;
    QTest::newRow("a day") << qint64(86400) << u"1 day"_s;
    QTest::newRow("the longest lifetime") << qint64(2592000) << u"30 days"_s;
    QTest::newRow("never backwards") << qint64(-5) << u"0 seconds"_s;
}

void tst_text_Times::durations()
{
    QFETCH(qint64, length);
    QFETCH(QString, told);
    QCOMPARE(durationText(seconds(length)), told);
}

void tst_text_Times::relative_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QString>("told");
    QTest::newRow("now") << qint64(0) << u"just now"_s;
    QTest::newRow("soon") << qint64(30) << u"in 30 seconds"_s;
    QTest::newRow("23 hours") << qint64(23 * 3600 + 3599) << u"in 23 hours"_s;
    QTest::newRow("a day") << qint64(86400) << u"in 1 day"_s;
    QTest::newRow("past") << qint64(-180) << u"3 minutes ago"_s;
}

void tst_text_Times::relative()
{
    QFETCH(qint64, offset);
    QFETCH(QString, told);
    const base::Instant now(seconds(1'700'000'000));
    QCOMPARE(relativeTime(now + seconds(offset), now), told);
}

void tst_text_Times::moments()
{
    // The tests run in UTC.
    const base::Instant instant(seconds(1'700'000'000));
    QCOMPARE(localTime(instant), u"2023-11-14 22:13:20 UTC"_s);
    QCOMPARE(utcTime(instant), u"2023-11-14T22:13:20Z"_s);
    QCOMPARE(localTime(base::Instant(seconds(253402300800))), u"253402300800"_s);
}

void tst_text_Times::zones_data()
{
    QTest::addColumn<QByteArray>("tz");
    QTest::addColumn<int>("winter"); // seconds ahead of UTC in January
    QTest::newRow("Berlin") << "Europe/Berlin"_ba << 3600;
    QTest::newRow("with a colon") << ":Asia/Kolkata"_ba << 19800;
    QTest::newRow("UTC") << "UTC"_ba << 0;
    QTest::newRow("POSIX") << "CET-1CEST"_ba << 0;
    QTest::newRow("POSIX with rules") << "CET-1CEST,M3.5.0,M10.5.0/3"_ba << 0;
    QTest::newRow("POSIX in brackets") << "<+03>-3"_ba << 0;
    QTest::newRow("not in the database") << "Mars/Olympus"_ba << 0;
}

void tst_text_Times::zones()
{
    QFETCH(QByteArray, tz);
    const QTimeZone zone = displayZone(tz);
    QVERIFY(zone.isValid());
    QTEST(zone.offsetFromUtc(QDateTime(QDate(2026, 1, 15), QTime(12, 0), QTimeZone::utc())), "winter");
}

void tst_text_Times::elapsed()
{
    using std::chrono::microseconds;
    QCOMPARE(elapsedText(microseconds(412)), u"0.4 ms"_s);
    QCOMPARE(elapsedText(microseconds(12'300)), u"12 ms"_s);
    QCOMPARE(elapsedText(microseconds(1'340'000)), u"1.3 s"_s);
}

QTEST_GUILESS_MAIN(tst_text_Times)
#include "tst_text_Times.moc"
