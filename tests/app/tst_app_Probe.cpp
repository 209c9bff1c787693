#include "CommandLine.h"

#include <QTcpServer>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// `api probe`: where tokens may go, and how its end is told. What it finds, interop_probed shows.
class tst_app_Probe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tokensGoNowhereUnnamed_data();
    void tokensGoNowhereUnnamed();
    void nobodyThere();
    void aClientWithoutGrantHasNoToken();

private:
    Ran probe(const QString &url, const QStringList &more = {}) const
    {
        return m_line.json(
            QStringList{u"api"_s, u"probe"_s, url, u"--api"_s, u"orders"_s, u"--client"_s, u"Reports"_s} + more);
    }

    CommandLine m_line;
};

void tst_app_Probe::initTestCase()
{
    m_line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    const Ran made = m_line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    QVERIFY2(made.exit == 0, made.all().constData());
}

void tst_app_Probe::tokensGoNowhereUnnamed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("another machine") << u"https://api.example.com/x"_s << QStringList() << u"target-refused"_s;
    QTest::newRow("another than named") << u"https://api.example.com/x"_s
                                        << QStringList{u"--send-to"_s, u"example.com"_s} << u"target-refused"_s;
    QTest::newRow("in the clear") << u"http://api.example.com/x"_s << QStringList{u"--send-to"_s, u"api.example.com"_s}
                                  << u"target-refused"_s;
    QTest::newRow("no address") << u"orders"_s << QStringList() << u"target-refused"_s;
    QTest::newRow("a header of HTTP") << u"http://127.0.0.1:1/"_s << QStringList{u"--header"_s, u"Host: x"_s}
                                      << u"header-refused"_s;
    QTest::newRow("no header") << u"http://127.0.0.1:1/"_s << QStringList{u"--header"_s, u"X"_s} << u"header-refused"_s;
}

void tst_app_Probe::tokensGoNowhereUnnamed()
{
    QFETCH(QString, url);
    QFETCH(QStringList, more);
    const Ran ran = probe(url, more);
    QCOMPARE(ran.exit, 1);
    QTEST(ran.object()[u"outcome"_s].toString(), "outcome");
}

void tst_app_Probe::nobodyThere()
{
    m_line.run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1/"_s.arg(closed.serverPort());
    closed.close();
    const Ran ran = probe(url);
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"failed"_s);
    QCOMPARE(ran.object()[u"calls"_s].toArray().size(), 10);
    QVERIFY(!ran.all().contains("eyJ"));
    m_line.run({u"grant"_s, u"delete"_s, u"Reports"_s, u"orders"_s});
}

void tst_app_Probe::aClientWithoutGrantHasNoToken()
{
    const Ran ran = m_line.json(
        {u"api"_s, u"probe"_s, u"http://127.0.0.1:1/"_s, u"--api"_s, u"orders"_s, u"--client"_s, u"Calendar Sync"_s});
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.object()[u"outcome"_s].toString(), u"client-not-authorized"_s);
}

QTEST_GUILESS_MAIN(tst_app_Probe)
#include "tst_app_Probe.moc"
