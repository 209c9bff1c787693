#include "models/server/RequestReader.h"

#include <QTest>

using namespace gatehouse::server;

namespace {

constexpr int port = 8080;
using State = RequestReader::State;

QByteArray get(const QByteArray &target = "/", const QByteArray &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &body)
{
    return "POST /t HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace

class TestRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequest()
    {
        RequestReader reader({}, port);
        QCOMPARE(reader.state(), State::Idle);
        reader.add("POST /a/b?c=d&e HTTP/1.1\r\nhOsT: LocalHost:8080\r\nX-A:  one two\t\r\nContent-Length: 3\r\n\r\n");
        QCOMPARE(reader.state(), State::Body);
        reader.add("xyz");
        QCOMPARE(reader.state(), State::Complete);
        const Request &request = reader.request();
        QCOMPARE(request.method, "POST");
        QCOMPARE(request.path, "/a/b");
        QCOMPARE(request.query, "c=d&e");
        QCOMPARE(request.header("x-a"), "one two");
        QCOMPARE(request.count("HOST"), 1);
        QCOMPARE(request.body, "xyz");
        QVERIFY(request.keepAlive);
    }

    void targets_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("root") << QByteArray("/") << QByteArray("/") << QByteArray();
        QTest::newRow("query") << QByteArray("/x?y?z") << QByteArray("/x") << QByteArray("y?z");
        QTest::newRow("not decoded") << QByteArray("/%2e%2E/a") << QByteArray("/%2e%2E/a") << QByteArray();
        QTest::newRow("not normalised") << QByteArray("//a/../b") << QByteArray("//a/../b") << QByteArray();
        QTest::newRow("absolute") << QByteArray("http://127.0.0.1:8080/x?y") << QByteArray("/x") << QByteArray("y");
        QTest::newRow("absolute, capitals")
            << QByteArray("HTTP://LOCALHOST:8080/x") << QByteArray("/x") << QByteArray();
        QTest::newRow("absolute without a path") << QByteArray("http://[::1]:8080") << QByteArray("/") << QByteArray();
        QTest::newRow("absolute, query alone")
            << QByteArray("http://[::1]:8080?q") << QByteArray("/") << QByteArray("q");
    }
    void targets()
    {
        QFETCH(const QByteArray, target);
        RequestReader reader({}, port);
        reader.add(get(target));
        QCOMPARE(reader.state(), State::Complete);
        QTEST(reader.request().path, "path");
        QTEST(reader.request().query, "query");
    }

    void keepAlive_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("connection");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("1.1") << QByteArray() << true;
        QTest::newRow("1.1 close") << QByteArray("1.1") << QByteArray("Connection: close\r\n") << false;
        QTest::newRow("1.1 close among others")
            << QByteArray("1.1") << QByteArray("Connection: te, Close\r\n") << false;
        QTest::newRow("1.0") << QByteArray("1.0") << QByteArray() << false;
        QTest::newRow("1.0 keep-alive") << QByteArray("1.0") << QByteArray("Connection: keep-alive\r\n") << true;
    }
    void keepAlive()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QByteArray, connection);
        RequestReader reader({}, port);
        reader.add("GET / HTTP/" + version + "\r\nHost: 127.0.0.1:8080\r\n" + connection + "\r\n");
        QCOMPARE(reader.state(), State::Complete);
        QTEST(reader.request().keepAlive, "keepAlive");
    }

    /// Pipelined requests wait for their turn; each is whole.
    void oneAfterTheOther()
    {
        RequestReader reader({}, port);
        reader.add(post("first") + get("/second") + post("third") + "GET /fou");
        QCOMPARE(reader.request().body, "first");
        reader.next();
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(reader.request().path, "/second");
        reader.add("rth HTTP/1.1\r\n");
        QCOMPARE(reader.request().path, "/second");
        reader.next();
        QCOMPARE(reader.request().body, "third");
        reader.next();
        QCOMPARE(reader.state(), State::Head);
        reader.add("Host: 127.0.0.1:8080\r\n\r\n");
        QCOMPARE(reader.request().path, "/fourth");
        reader.next();
        QCOMPARE(reader.state(), State::Idle);
    }

    /// The verdict, and the request read, are the same however the bytes arrive.
    void splitsChangeNothing()
    {
        const QByteArray stream = post("body & more") + get("/x", "X-Y: z\r\n");
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            RequestReader reader({}, port);
            reader.add(stream.first(cut));
            reader.add(stream.sliced(cut));
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.request().body, "body & more");
            reader.next();
            QCOMPARE(reader.request().path, "/x");
        }
        RequestReader reader({}, port);
        for (const char byte : post("by bytes"))
            reader.add(QByteArrayView(&byte, 1));
        QCOMPARE(reader.request().body, "by bytes");
    }

    void nothingIsReadAfterARefusal()
    {
        RequestReader reader({}, port);
        reader.add("GET / HTTP/1.1\nHost: x\n\n");
        QCOMPARE(reader.state(), State::Refused);
        QCOMPARE(reader.refusal(), 400);
        reader.add(get());
        reader.next();
        QCOMPARE(reader.state(), State::Refused);
        QVERIFY(reader.request().path.isEmpty());
    }

    void limits_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("refusal");
        const RequestLimits limits;
        const auto target = [&limits](int more) {
            return get('/' + QByteArray(static_cast<qsizetype>(limits.target) - 1 + more, 'a'));
        };
        // The host line takes 22 bytes of the block, "X: " and the line break 5.
        const auto block = [&limits](int more) {
            return get("/",
                       "X: " + QByteArray(static_cast<qsizetype>(limits.headerBlock) - 22 - 5 + more, 'a') + "\r\n");
        };
        const auto count = [&limits](int more) {
            return get("/", QByteArray("X: y\r\n").repeated(static_cast<qsizetype>(limits.headerCount) - 1 + more));
        };
        const auto body = [&limits](int more) {
            return post(QByteArray(static_cast<qsizetype>(limits.body) + more, 'a'));
        };
        QTest::newRow("target one less") << target(-1) << 0;
        QTest::newRow("target at the limit") << target(0) << 0;
        QTest::newRow("target one more") << target(1) << 414;
        QTest::newRow("block one less") << block(-1) << 0;
        QTest::newRow("block at the limit") << block(0) << 0;
        QTest::newRow("block one more") << block(1) << 431;
        QTest::newRow("count one less") << count(-1) << 0;
        QTest::newRow("count at the limit") << count(0) << 0;
        QTest::newRow("count one more") << count(1) << 431;
        QTest::newRow("body one less") << body(-1) << 0;
        QTest::newRow("body at the limit") << body(0) << 0;
        QTest::newRow("body one more") << body(1) << 413;
        QTest::newRow("endless length")
            << QByteArray("POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 99999999999999999999999\r\n\r\n")
            << 400;
        QTest::newRow("large length")
            << QByteArray("POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 9000000000000000000\r\n\r\n")
            << 413;
    }
    void limits()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, refusal);
        RequestReader reader({}, port);
        reader.add(bytes);
        QCOMPARE(reader.refusal(), refusal);
        QCOMPARE(reader.state(), refusal ? State::Refused : State::Complete);
    }

    /// Too much is refused when the first byte too many is there, not when the rest has been kept.
    void limitsCountWhileReading()
    {
        RequestReader reader({}, port);
        reader.add("GET /" + QByteArray(9000, 'a'));
        QCOMPARE(reader.refusal(), 414);
        RequestReader other({}, port);
        other.add("GET / HTTP/1.1\r\nX: " + QByteArray(17000, 'a'));
        QCOMPARE(other.refusal(), 431);
    }

    void continueIsAwaitedOnce()
    {
        RequestReader reader({}, port);
        reader.add("POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(reader.awaitsContinue());
        reader.add("x");
        QVERIFY(!reader.awaitsContinue());
        QCOMPARE(reader.state(), State::Complete);
        RequestReader old({}, port);
        old.add("POST / HTTP/1.0\r\nHost: 127.0.0.1:8080\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(!old.awaitsContinue());
    }
};

QTEST_GUILESS_MAIN(TestRequestReader)
#include "tst_requestreader.moc"
