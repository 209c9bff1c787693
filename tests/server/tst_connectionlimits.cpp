#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>
#include <vector>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace std::chrono_literals;

namespace {

/// The product's limits with a tenth of the patience.
server::RequestLimits hasty()
{
    server::RequestLimits limits;
    limits.connections = 8;
    limits.headerTime = 300ms;
    limits.bodyTime = 600ms;
    limits.idleTime = 900ms;
    limits.absoluteTime = 1800ms;
    return limits;
}

/// Few places and all the time in the world, so that a slow machine does not take time-outs for evictions.
server::RequestLimits crowded()
{
    server::RequestLimits limits;
    limits.connections = 8;
    return limits;
}

} // namespace

/// HTTP-05, HTTP-06: what one client may cost. Times have a lower bound too: who is in time is not cut off.
class TestConnectionLimits : public QObject
{
    Q_OBJECT

private:
    TokenServer m_tokens{hasty()};

    /// Milliseconds until the server closed, and what it said.
    qint64 closedAfter(RawClient &client, QByteArray &said)
    {
        QElapsedTimer timer;
        timer.start();
        said = client.rest(5s);
        return timer.elapsed();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_tokens.server.start(0)); }

    void slowClients_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<int>("atLeast");
        QTest::addColumn<int>("status");
        QTest::newRow("says nothing") << QByteArray() << 250 << 0;
        QTest::newRow("half a request line") << QByteArray("GET /") << 250 << 408;
        QTest::newRow("half a head") << QByteArray("GET / HTTP/1.1\r\nHost: ") << 250 << 408;
        QTest::newRow("all but the last byte of the head")
            << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r") << 250 << 408;
        QTest::newRow("no body") << QByteArray("POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 5\r\n\r\n") << 500
                                 << 408;
        QTest::newRow("half a body") << QByteArray("POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 5\r\n\r\nab")
                                     << 500 << 408;
    }
    void slowClients()
    {
        QFETCH(QByteArray, sent);
        QFETCH(const int, atLeast);
        QFETCH(const int, status);
        RawClient client(m_tokens.server.port());
        client.send(sent.replace("%HOST%", m_tokens.host()));
        QByteArray said;
        const qint64 elapsed = closedAfter(client, said);
        QCOMPARE(statusOf(said), status);
        QVERIFY2(elapsed >= atLeast && elapsed < atLeast + 2500, qPrintable(QString::number(elapsed)));
        QVERIFY(client.isClosed(0ms));
    }

    /// A byte now and then does not buy more time.
    void dripping_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<int>("atMost");
        QTest::newRow("head") << QByteArray("GET / HTTP/1.1\r\nX: ") << 3000;
        QTest::newRow("body") << QByteArray("POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 60000\r\n\r\n") << 3000;
    }
    void dripping()
    {
        QFETCH(QByteArray, start);
        QFETCH(const int, atMost);
        RawClient client(m_tokens.server.port());
        client.send(start.replace("%HOST%", m_tokens.host()));
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 4000 && client.rest(20ms).isEmpty() && !client.isClosed(0ms))
            client.send("x");
        QVERIFY2(timer.elapsed() < atMost, qPrintable(QString::number(timer.elapsed())));
    }

    void idleBetweenRequests()
    {
        RawClient client(m_tokens.server.port());
        client.send(m_tokens.request("GET /.well-known/jwks.json"));
        QCOMPARE(statusOf(client.answer()), 200);
        QByteArray said;
        const qint64 elapsed = closedAfter(client, said);
        QVERIFY(said.isEmpty());
        QVERIFY2(elapsed >= 700 && elapsed < 3500, qPrintable(QString::number(elapsed)));
    }

    /// The second request of a connection has the time of the first, counted from its first byte.
    void secondHeadHasItsOwnTime()
    {
        RawClient client(m_tokens.server.port());
        client.send(m_tokens.request("GET /.well-known/jwks.json"));
        client.answer();
        QTest::qWait(400); // longer than a head may take, shorter than idle
        client.send("GET /.well");
        QByteArray said;
        const qint64 elapsed = closedAfter(client, said);
        QCOMPARE(statusOf(said), 408);
        QVERIFY2(elapsed >= 200 && elapsed < 3000, qPrintable(QString::number(elapsed)));
    }

    /// Nine half-open connections where eight fit: the oldest is told 503 and goes, a newer client is served at once.
    void oldestHalfOpenGivesWay()
    {
        TokenServer tokens(crowded());
        QVERIFY(tokens.server.start(0));
        std::vector<RawClient> waiting;
        for (int i = 0; i < 8; ++i) {
            waiting.emplace_back(tokens.server.port());
            waiting.back().send("GET / HTTP/1.1\r\n");
            std::this_thread::sleep_for(5ms); // so that there is an oldest
        }
        RawClient client(tokens.server.port());
        client.send(tokens.request("GET /.well-known/jwks.json"));
        QCOMPARE(statusOf(client.answer(2s)), 200);
        QCOMPARE(statusOf(waiting.front().rest(2s)), 503);
        QVERIFY(waiting.front().isClosed(0ms));
        QCOMPARE(waiting.back().rest(0ms), "");
        QVERIFY(!waiting.back().isClosed(0ms));
    }

    /// A connection in use outlives the flood: what waits longest goes first.
    void activeConnectionSurvives()
    {
        TokenServer tokens(crowded());
        QVERIFY(tokens.server.start(0));
        RawClient active(tokens.server.port());
        for (int i = 0; i < 40; ++i) {
            RawClient halfOpen(tokens.server.port());
            halfOpen.send("GET / HTTP/1.1\r\n");
            QVERIFY(active.send(tokens.request("GET /.well-known/jwks.json")));
            QCOMPARE(statusOf(active.answer()), 200);
        }
    }
};

QTEST_GUILESS_MAIN(TestConnectionLimits)
#include "tst_connectionlimits.moc"
