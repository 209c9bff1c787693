#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

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
class tst_server_ConnectionLimits : public QObject
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
        QTest::newRow("half a request line") << "GET /"_ba << 250 << 408;
        QTest::newRow("half a head") << "GET / HTTP/1.1\r\nHost: "_ba << 250 << 408;
        QTest::newRow("all but the last byte of the head") << "GET / HTTP/1.1\r\nHost: x\r\n\r"_ba << 250 << 408;
        QTest::newRow("no body") << "POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 5\r\n\r\n"_ba << 500 << 408;
        QTest::newRow("half a body") << "POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 5\r\n\r\nab"_ba << 500
                                     << 408;
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
        QTest::newRow("head") << "GET / HTTP/1.1\r\nX: "_ba << 3000;
        QTest::newRow("body") << "POST / HTTP/1.1\r\nHost: %HOST%\r\nContent-Length: 60000\r\n\r\n"_ba << 3000;
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

    /// HTTP-05: a burst of honest clients, each with a connection of its own, loses none, even when it is larger than
    /// the table: the rest waits in the system's backlog.
    void burstsLoseNothing_data()
    {
        QTest::addColumn<int>("places");
        QTest::addColumn<int>("clients");
        QTest::newRow("200 where 256 fit") << 256 << 200;
        QTest::newRow("400 where 8 fit") << 8 << 400;
    }
    void burstsLoseNothing()
    {
        QFETCH(const int, places);
        QFETCH(const int, clients);
        server::RequestLimits limits;
        limits.connections = places;
        TokenServer tokens(limits);
        QVERIFY(tokens.server.start(0));
        std::vector<RawClient> open;
        open.reserve(static_cast<std::size_t>(clients));
        for (int i = 0; i < clients; ++i)
            open.emplace_back(tokens.server.port());
        const QByteArray request = tokens.request("GET /.well-known/jwks.json", "Connection: close\r\n");
        for (const RawClient &client : open)
            QVERIFY(client.send(request));
        int answered = 0;
        for (RawClient &client : open)
            answered += statusOf(client.answer(20s)) == 200 ? 1 : 0;
        QCOMPARE(answered, clients);
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
        const QByteArray said = waiting.front().rest(2s);
        QCOMPARE(statusOf(said), 503);
        QVERIFY(said.contains("\r\nRetry-After: 1\r\n"));
        QVERIFY(waiting.front().isClosed(0ms));
        QCOMPARE(waiting.back().rest(0ms), "");
        QVERIFY(!waiting.back().isClosed(0ms));
    }

    /// Who asks and never reads takes a place until another needs it.
    void whoNeverReadsGivesWay()
    {
        TokenServer tokens(crowded());
        QVERIFY(tokens.server.start(0));
        std::vector<RawClient> stuck;
        for (int i = 0; i < 8; ++i) {
            stuck.emplace_back(tokens.server.port());
            QVERIFY(stuck.back().sendUntilStuck(tokens.request("GET /.well-known/jwks.json")));
        }
        RawClient client(tokens.server.port());
        client.send(tokens.request("GET /.well-known/jwks.json"));
        QCOMPARE(statusOf(client.answer(2s)), 200);
    }

    /// Connections that are in use all the time make room, too: one that is waited for ends with its next answer.
    void busyConnectionsMakeRoom()
    {
        TokenServer tokens(crowded());
        QVERIFY(tokens.server.start(0));
        const QByteArray request = tokens.request("GET /.well-known/jwks.json");
        std::vector<RawClient> busy;
        for (int i = 0; i < 8; ++i)
            busy.emplace_back(tokens.server.port());
        std::atomic<bool> isOver = false;
        std::vector<QByteArray> lastAnswers(busy.size());
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < busy.size(); ++i) {
            threads.emplace_back([&, i] {
                while (!isOver && busy[i].send(request)) {
                    lastAnswers[i] = busy[i].answer(5s);
                    if (lastAnswers[i].contains("Connection: close"))
                        return;
                }
            });
        }
        int answered = 0;
        for (int i = 0; i < 8; ++i) {
            RawClient client(tokens.server.port());
            client.send(request);
            answered += statusOf(client.answer(5s)) == 200 ? 1 : 0;
        }
        isOver = true;
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(answered, 8);
        for (const QByteArray &answer : lastAnswers)
            QVERIFY(answer.isEmpty() || statusOf(answer) == 200);
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

QTEST_GUILESS_MAIN(tst_server_ConnectionLimits)
#include "tst_server_ConnectionLimits.moc"
