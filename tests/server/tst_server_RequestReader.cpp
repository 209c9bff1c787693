#include "models/server/RequestReader.h"

#include <QTest>

using namespace gatehouse::server;
using namespace Qt::StringLiterals;

namespace {

const QList<gatehouse::domain::Origin> ours =
    gatehouse::domain::originsOf(gatehouse::domain::Origin::Scheme::Http, 8080);
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

class tst_server_RequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequest()
    {
        RequestReader reader({}, ours);
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
        QTest::newRow("root") << "/"_ba << "/"_ba << QByteArray();
        QTest::newRow("query") << "/x?y?z"_ba << "/x"_ba << "y?z"_ba;
        QTest::newRow("not decoded") << "/%2e%2E/a"_ba << "/%2e%2E/a"_ba << QByteArray();
        QTest::newRow("not normalised") << "//a/../b"_ba << "//a/../b"_ba << QByteArray();
        QTest::newRow("absolute") << "http://127.0.0.1:8080/x?y"_ba << "/x"_ba << "y"_ba;
        QTest::newRow("absolute, capitals") << "HTTP://LOCALHOST:8080/x"_ba << "/x"_ba << QByteArray();
        QTest::newRow("absolute without a path") << "http://[::1]:8080"_ba << "/"_ba << QByteArray();
        QTest::newRow("absolute, query alone") << "http://[::1]:8080?q"_ba << "/"_ba << "q"_ba;
    }
    void targets()
    {
        QFETCH(const QByteArray, target);
        RequestReader reader({}, ours);
        reader.add(get(target));
        QCOMPARE(reader.state(), State::Complete);
        QTEST(reader.request().path, "path");
        QTEST(reader.request().query, "query");
    }

    /// The origin is that of the authority the client named, which is the target's where it names one.
    void origins_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &target, const QByteArray &host, const QString &issuer,
                            int status = 0) { QTest::newRow(name) << target << host << issuer << status; };
        row("address", "/", "127.0.0.1:8443", u"https://127.0.0.1:8443/"_s);
        row("localhost", "/", "localhost:8443", u"https://localhost:8443/"_s);
        row("capitals", "/", "LOCALHOST:8443", u"https://localhost:8443/"_s);
        row("IPv6", "/", "[::1]:8443", u"https://[::1]:8443/"_s);
        row("absolute form", "https://[::1]:8443/", "localhost:8443", u"https://[::1]:8443/"_s);
        row("the other scheme", "http://localhost:8443/", "localhost:8443", {}, 400);
        row("another authority in the target", "https://evil.example/", "localhost:8443", {}, 421);
        row("port missing", "/", "localhost", {}, 421);
        row("the other listener's port", "/", "localhost:8080", {}, 421);
        row("port with a zero", "/", "localhost:08443", {}, 421);
        row("a dot at the end", "/", "localhost.:8443", {}, 421);
        row("a name below", "/", "a.localhost:8443", {}, 421);
        row("a name above", "/", "localhost.evil:8443", {}, 421);
        row("short address", "/", "127.1:8443", {}, 421);
        row("another loopback address", "/", "127.0.0.2:8443", {}, 421);
        row("IPv6 in full", "/", "[0:0:0:0:0:0:0:1]:8443", {}, 421);
        row("IPv6 without brackets", "/", "::1:8443", {}, 421);
        row("with a user", "/", "x@localhost:8443", {}, 421);
        row("with a scheme", "/", "https://localhost:8443", {}, 421);
    }
    void origins()
    {
        using gatehouse::domain::Origin;
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, host);
        QFETCH(const int, status);
        RequestReader reader({}, originsOf(Origin::Scheme::Https, 8443));
        reader.add("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        QCOMPARE(reader.refusal(), status);
        if (status == 0)
            QTEST(reader.request().origin.issuer(), "issuer");
    }

    /// Where ::1 is not ours, neither is the name that may mean it.
    void onlyTheOriginsGiven()
    {
        for (const QByteArray &host : {"localhost:8443"_ba, "[::1]:8443"_ba, "127.0.0.1:8443"_ba}) {
            RequestReader reader({}, {{.port = 8443}});
            reader.add("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            QCOMPARE(reader.refusal(), host.startsWith("127") ? 0 : 421);
        }
    }

    void keepAlive_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("connection");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << "1.1"_ba << QByteArray() << true;
        QTest::newRow("1.1 close") << "1.1"_ba << "Connection: close\r\n"_ba << false;
        QTest::newRow("1.1 close among others") << "1.1"_ba << "Connection: te, Close\r\n"_ba << false;
        QTest::newRow("1.0") << "1.0"_ba << QByteArray() << false;
        QTest::newRow("1.0 keep-alive") << "1.0"_ba << "Connection: keep-alive\r\n"_ba << true;
    }
    void keepAlive()
    {
        QFETCH(const QByteArray, version);
        QFETCH(const QByteArray, connection);
        RequestReader reader({}, ours);
        reader.add("GET / HTTP/" + version + "\r\nHost: 127.0.0.1:8080\r\n" + connection + "\r\n");
        QCOMPARE(reader.state(), State::Complete);
        QTEST(reader.request().keepAlive, "keepAlive");
    }

    /// Pipelined requests wait for their turn; each is whole.
    void oneAfterTheOther()
    {
        RequestReader reader({}, ours);
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
            RequestReader reader({}, ours);
            reader.add(stream.first(cut));
            reader.add(stream.sliced(cut));
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.request().body, "body & more");
            reader.next();
            QCOMPARE(reader.request().path, "/x");
        }
        RequestReader reader({}, ours);
        for (const char byte : post("by bytes"))
            reader.add(QByteArrayView(&byte, 1));
        QCOMPARE(reader.request().body, "by bytes");
    }

    /// RFC 9112 section 7.1, cut into packets at every place.
    void chunks_data()
    {
        QTest::addColumn<QByteArray>("chunks");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, const QByteArray &chunks, const QByteArray &body) {
            QTest::newRow(name) << chunks << body;
        };
        row("none", "0\r\n\r\n", {});
        row("one", "5\r\na=b&c\r\n0\r\n\r\n", "a=b&c");
        row("several", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc");
        row("capitals and leading zeros", "000A\r\n0123456789\r\n00\r\n\r\n", "0123456789");
        row("line ends in the data", "6\r\n\r\n0\r\n\r\r\n0\r\n\r\n", "\r\n0\r\n\r"_ba);
        row("extensions", "1;a\r\nx\r\n1 ; b=c;d=\"e f\"\r\ny\r\n0;last\r\n\r\n", "xy");
        row("trailers", "1\r\nx\r\n0\r\nDigest: abc\r\nX-Empty:\r\n\r\n", "x");
    }
    void chunks()
    {
        QFETCH(const QByteArray, chunks);
        QFETCH(const QByteArray, body);
        const QByteArray stream =
            "POST /t HTTP/1.1\r\nHost: localhost:8080\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks + get("/next");
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            RequestReader reader({}, ours);
            reader.add(stream.first(cut));
            reader.add(stream.sliced(cut));
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.request().body, body);
            reader.next();
            QCOMPARE(reader.state(), State::Complete);
            QCOMPARE(reader.request().path, "/next");
        }
    }

    void chunksUpToTheLimit()
    {
        const QByteArray head = "POST /t HTTP/1.1\r\nHost: localhost:8080\r\nTransfer-Encoding: chunked\r\n\r\n";
        RequestReader reader({}, ours);
        reader.add(head);
        const RequestLimits limits;
        for (std::size_t i = 0; i < limits.body; ++i)
            reader.add("1\r\na\r\n");
        QCOMPARE(reader.state(), State::Body);
        reader.add("0\r\n\r\n");
        QCOMPARE(reader.state(), State::Complete);
        QCOMPARE(reader.request().body.size(), static_cast<qsizetype>(limits.body));
    }

    void nothingIsReadAfterARefusal()
    {
        RequestReader reader({}, ours);
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
            return get("/", "X: y\r\n"_ba.repeated(static_cast<qsizetype>(limits.headerCount) - 1 + more));
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
            << "POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 99999999999999999999999\r\n\r\n"_ba << 400;
        QTest::newRow("large length")
            << "POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 9000000000000000000\r\n\r\n"_ba << 413;
    }
    void limits()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, refusal);
        RequestReader reader({}, ours);
        reader.add(bytes);
        QCOMPARE(reader.refusal(), refusal);
        QCOMPARE(reader.state(), refusal ? State::Refused : State::Complete);
    }

    /// Too much is refused when the first byte too many is there, not when the rest has been kept.
    void limitsCountWhileReading()
    {
        RequestReader reader({}, ours);
        reader.add("GET /" + QByteArray(25000, 'a'));
        QCOMPARE(reader.refusal(), 414);
        RequestReader other({}, ours);
        other.add("GET / HTTP/1.1\r\nX: " + QByteArray(17000, 'a'));
        QCOMPARE(other.refusal(), 431);
    }

    /// HTTP-05: how large a body may be depends on where it is sent; the next request is not measured by the last.
    void bodyLimitOfThePath_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("refusal");
        QTest::newRow("small, at the limit") << "/small"_ba << 10 << 0;
        QTest::newRow("small, one more") << "/small"_ba << 11 << 413;
        QTest::newRow("large, at the limit") << "/large"_ba << 100000 << 0;
        QTest::newRow("large, one more") << "/large"_ba << 100001 << 413;
        QTest::newRow("large, with a query") << "/large?a"_ba << 100000 << 0;
    }
    void bodyLimitOfThePath()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, size);
        QFETCH(const int, refusal);
        const auto limit = [](const QByteArray &of) -> std::size_t { return of == "/large" ? 100000 : 10; };
        const QByteArray body(size, 'a');
        const QByteArray head = "POST " + path + " HTTP/1.1\r\nHost: localhost:8080\r\n";
        const QByteArray plain = head + "Content-Length: " + QByteArray::number(size) + "\r\n\r\n" + body;
        const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(size, 16) + "\r\n" +
                                   body + "\r\n0\r\n\r\n";
        const QByteArray other = path == "/small" ? "/large"_ba : "/small"_ba;
        for (const QByteArray &request : {plain, chunked}) {
            RequestReader reader({}, ours, limit);
            reader.add("POST " + other + " HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 0\r\n\r\n");
            reader.next();
            reader.add(request);
            QCOMPARE(reader.refusal(), refusal);
        }
    }

    void continueIsAwaitedOnce()
    {
        RequestReader reader({}, ours);
        reader.add("POST / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(reader.awaitsContinue());
        reader.add("x");
        QVERIFY(!reader.awaitsContinue());
        QCOMPARE(reader.state(), State::Complete);
        RequestReader old({}, ours);
        old.add("POST / HTTP/1.0\r\nHost: 127.0.0.1:8080\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(!old.awaitsContinue());
    }
};

QTEST_GUILESS_MAIN(tst_server_RequestReader)
#include "tst_server_RequestReader.moc"
