#include "ui/text/TimeText.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::text;
using std::chrono::seconds;

class tst_text_Times : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void relative_data();
    void relative();
    void moments();
    void elapsed();
};

void tst_text_Times::durations_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QString>("told");
    QTest::newRow("none") << qint64(0) << QStringLiteral("0 seconds");
    QTest::newRow("one second") << qint64(1) << QStringLiteral("1 second");
    QTest::newRow("a minute and a bit") << qint64(65) << QStringLiteral("1 minute 5 seconds");
    QTest::newRow("hours") << qint64(7500) << QStringLiteral("2 hours 5 minutes");
    QTest::newRow("a day") << qint64(86400) << QStringLiteral("1 day");
    QTest::newRow("the longest lifetime") << qint64(2592000) << QStringLiteral("30 days");
    QTest::newRow("never backwards") << qint64(-5) << QStringLiteral("0 seconds");
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
    QTest::newRow("now") << qint64(0) << QStringLiteral("just now");
    QTest::newRow("soon") << qint64(30) << QStringLiteral("in 30 seconds");
    QTest::newRow("23 hours") << qint64(23 * 3600 + 3599) << QStringLiteral("in 23 hours");
    QTest::newRow("a day") << qint64(86400) << QStringLiteral("in 1 day");
    QTest::newRow("past") << qint64(-180) << QStringLiteral("3 minutes ago");
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
    QCOMPARE(localTime(instant), QStringLiteral("2023-11-14 22:13:20"));
    QCOMPARE(utcTime(instant), QStringLiteral("2023-11-14T22:13:20Z"));
    QCOMPARE(localTime(base::Instant(seconds(253402300800))), QStringLiteral("253402300800"));
}

void tst_text_Times::elapsed()
{
    using std::chrono::microseconds;
    QCOMPARE(elapsedText(microseconds(412)), QStringLiteral("0.4 ms"));
    QCOMPARE(elapsedText(microseconds(12'300)), QStringLiteral("12 ms"));
    QCOMPARE(elapsedText(microseconds(1'340'000)), QStringLiteral("1.3 s"));
}

QTEST_GUILESS_MAIN(tst_text_Times)
#include "tst_text_Times.moc"
