#include "CommandLine.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// `gatehouse activity`, over real processes.
class tst_app_Activity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(
            m_line.run({u"api"_s, u"create"_s, u"--name"_s, u"=HYPERLINK(\"x\")"_s, u"--identifier"_s, u"urn:new"_s})
                .exit,
            0);
        QCOMPARE(m_line.run({u"api"_s, u"update"_s, u"urn:new"_s, u"--token-lifetime"_s, u"900"_s}).exit, 0);
    }

    void newestFirst()
    {
        const Ran all = m_line.json({u"activity"_s});
        QCOMPARE(all.exit, 0);
        QVERIFY(all.array().size() >= 3);
        qint64 before = std::numeric_limits<qint64>::max();
        for (const QJsonArray entries = all.array(); const QJsonValue &entry : entries) {
            QVERIFY(entry["entry"_L1].toInteger() < before);
            before = entry["entry"_L1].toInteger();
        }
        const QJsonValue newest = all.array().first();
        QCOMPARE(newest["source"_L1].toString(), u"command line"_s);
        const QJsonValue item = newest["items"_L1].toArray().first();
        QCOMPARE(item["action"_L1].toString(), u"updated"_s);
        const QJsonValue field = item["fields"_L1].toArray().first();
        QCOMPARE(field["field"_L1].toString(), u"token_lifetime"_s);
        QCOMPARE(field["after"_L1].toString(), u"900"_s);
    }

    void filters_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("count"); // -1: all
        QTest::newRow("none") << QStringList() << -1;
        QTest::newRow("limit") << QStringList{u"--limit"_s, u"1"_s} << 1;
        QTest::newRow("object") << QStringList{u"--object"_s, u"hyperlink"_s} << 2;
        QTest::newRow("no object") << QStringList{u"--object"_s, u"no such thing"_s} << 0;
        QTest::newRow("no user") << QStringList{u"--user"_s, u"nobody at all"_s} << 0;
        QTest::newRow("since a day ago") << QStringList{u"--since"_s, u"1d"_s} << -1;
        QTest::newRow("since a far day") << QStringList{u"--since"_s, u"2999-01-01"_s} << 0;
        QTest::newRow("until a far day") << QStringList{u"--until"_s, u"2999-01-01T00:00:00Z"_s} << -1;
        QTest::newRow("until an hour ago") << QStringList{u"--until"_s, u"60m"_s} << 0;
    }
    void filters()
    {
        QFETCH(const QStringList, options);
        QFETCH(const int, count);
        const auto all = m_line.json({u"activity"_s}).array().size();
        const Ran shown = m_line.json(QStringList{u"activity"_s} + options);
        QCOMPARE(shown.exit, 0);
        QCOMPARE(shown.array().size(), count < 0 ? all : count);
    }

    void csvIsSafeForASpreadsheet()
    {
        const Ran csv = m_line.run({u"activity"_s, u"--csv"_s, u"--object"_s, u"hyperlink"_s});
        QCOMPARE(csv.exit, 0);
        QVERIFY(csv.out.startsWith("\"entry\",\"at\",\"user\",\"source\",\"action\",\"kind\",\"id\",\"name\",\"field\","
                                   "\"before\",\"after\"\r\n"));
        QVERIFY2(csv.out.contains("\"'=HYPERLINK(\"\"x\"\")\""), csv.out.constData());
        QVERIFY(csv.out.contains("\"token_lifetime\",\"86400\",\"900\"\r\n"));
    }

    void wrongUse_data()
    {
        QTest::addColumn<QStringList>("options");
        for (const QString &when : {u"yesterday"_s, u"7w"_s, u"-1d"_s, u"2026-13-01"_s, u"99999999999999999999d"_s})
            QTest::newRow(qPrintable(when)) << QStringList{u"--since="_s + when};
        QTest::newRow("no limit") << QStringList{u"--limit"_s, u"0"_s};
    }
    void wrongUse()
    {
        QFETCH(const QStringList, options);
        const Ran refused = m_line.run(QStringList{u"activity"_s} + options);
        QCOMPARE(refused.exit, 2);
        QVERIFY(refused.out.isEmpty() && !refused.err.isEmpty());
    }

private:
    CommandLine m_line;
};

QTEST_GUILESS_MAIN(tst_app_Activity)
#include "tst_app_Activity.moc"
