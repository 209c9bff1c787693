#include "models/http/NetworkHttpClient.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <functional>
#include <thread>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers each request with what the script says, and keeps what it was asked.
class ScriptedServer : public QTcpServer
{
public:
    using Script = std::function<void(QTcpSocket *)>;

    explicit ScriptedServer(Script script)
        : m_script(std::move(script))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                QByteArray &bytes = m_partial[socket];
                bytes += socket->readAll();
                if (const qsizetype end = bytes.indexOf("\r\n\r\n"); end >= 0) {
                    requests.append(bytes);
                    bytes.clear();
                    m_script(socket);
                }
            });
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++disconnected; });
        });
    }

    QUrl url(const QString &path = u"/"_s) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path));
    }

    QByteArrayList requests;
    int disconnected = 0;

private:
    Script m_script;
    QHash<QTcpSocket *, QByteArray> m_partial;
};

ScriptedServer::Script say(const QByteArray &answer, bool close = true)
{
    return [answer, close](QTcpSocket *socket) {
        socket->write(answer);
        if (close)
            socket->disconnectFromHost();
    };
}

QByteArray answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace

class tst_http_NetworkHttpClient : public QObject
{
    Q_OBJECT

private:
    std::optional<base::Result<http::HttpResponse>> m_result;

    base::Result<http::HttpResponse> wait(const base::Job<http::HttpResponse> &job)
    {
        m_result.reset();
        job.then(this, [this](base::Result<http::HttpResponse> result) { m_result = std::move(result); });
        if (!QTest::qWaitFor([this] { return m_result.has_value(); }, 8000))
            return base::failure(base::ErrorCode::Internal, base::ErrorStep::HttpRequest, u"no result at all"_s);
        return *m_result;
    }

    static http::HttpRequest get(const QUrl &url)
    {
        http::HttpRequest request;
        request.url = url;
        return request;
    }

private Q_SLOTS:
    void initTestCase()
    {
        // A desktop proxy that answers nothing: requests to this machine must not go there.
        qputenv("http_proxy", "http://127.0.0.1:9");
        qputenv("no_proxy", "");
    }

    void sendsWhatIsGiven()
    {
        ScriptedServer server(say(answer("200 OK", "Content-Type: text/plain\r\nX-One: 1\r\n", "hello")));
        http::NetworkHttpClient client;
        http::HttpRequest request = get(server.url(u"/path?a=b%20c"_s));
        request.method = "POST";
        request.headers = {{"Content-Type", "application/json"}, {"X-Mine", "yes"}};
        request.body = "{}";
        const auto response = wait(client.send(request));
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body, "hello");
        QCOMPARE(response->header("x-one"), "1");
        QCOMPARE(server.requests.size(), 1);
        const QByteArray sent = server.requests.first();
        QVERIFY(sent.startsWith("POST /path?a=b%20c HTTP/1.1\r\n"));
        QVERIFY(sent.toLower().contains("\r\nx-mine: yes\r\n"));
        QVERIFY(sent.toLower().contains("\r\naccept-encoding: identity\r\n"));
        QVERIFY(sent.endsWith("\r\n\r\n{}"));
    }

    void everyCompleteAnswerIsAResponse_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::newRow("ok") << "200 OK"_ba << QByteArray();
        QTest::newRow("bad request") << "400 Bad Request"_ba << QByteArray();
        QTest::newRow("unauthorized") << "401 Unauthorized"_ba << QByteArray();
        QTest::newRow("challenge") << "401 Unauthorized"_ba
                                   << "WWW-Authenticate: Basic realm=\"x\"\r\n"_ba;
        QTest::newRow("forbidden") << "403 Forbidden"_ba << QByteArray();
        QTest::newRow("not found") << "404 Not Found"_ba << QByteArray();
        QTest::newRow("teapot") << "418 I'm a teapot"_ba << QByteArray();
        QTest::newRow("too many") << "429 Too Many Requests"_ba << "Retry-After: 7\r\n"_ba;
        QTest::newRow("server error") << "500 Internal Server Error"_ba << QByteArray();
        QTest::newRow("unavailable") << "503 Service Unavailable"_ba << QByteArray();
    }
    void everyCompleteAnswerIsAResponse()
    {
        QFETCH(const QByteArray, status);
        QFETCH(const QByteArray, headers);
        ScriptedServer server(say(answer(status, headers, R"({"error":"x"})")));
        http::NetworkHttpClient client;
        http::HttpRequest request = get(server.url());
        request.method = "POST";
        request.body = "a=b";
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        const auto response = wait(client.send(request));
        QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
        QCOMPARE(response->status, status.first(3).toInt());
        QCOMPARE(response->body, R"({"error":"x"})");
    }

    void redirectsAreAnswersAndNotFollowed()
    {
        ScriptedServer target(say(answer("200 OK", {}, "stolen")));
        const QByteArray location = "Location: " + target.url(u"/steal"_s).toEncoded() + "\r\n";
        for (const QByteArray &status : {"301 Moved"_ba, "302 Found"_ba, "307 Temporary"_ba, "308 Permanent"_ba}) {
            ScriptedServer server(say(answer(status, location, {})));
            http::NetworkHttpClient client;
            http::HttpRequest request = get(server.url());
            request.headers = {{"Authorization", "Bearer secret"}};
            const auto response = wait(client.send(request));
            QVERIFY(response);
            QCOMPARE(response->status, status.first(3).toInt());
        }
        QTest::qWait(50); // what must not come has a moment to come
        QCOMPARE(target.requests.size(), 0);
    }

    void cookiesAreNotKept()
    {
        ScriptedServer server(say(answer("200 OK", "Set-Cookie: session=1; Path=/\r\n", "x")));
        http::NetworkHttpClient client;
        QVERIFY(wait(client.send(get(server.url()))));
        QVERIFY(wait(client.send(get(server.url()))));
        QCOMPARE(server.requests.size(), 2);
        QVERIFY(!server.requests.at(1).toLower().contains("cookie"));
    }

    void compressedBytesStayAsTheyAre()
    {
        const QByteArray bytes = QByteArray::fromHex("1f8b0800000000000003") + "not really gzip";
        ScriptedServer server(say(answer("200 OK", "Content-Encoding: gzip\r\n", bytes)));
        http::NetworkHttpClient client;
        const auto response = wait(client.send(get(server.url())));
        QVERIFY(response);
        QCOMPARE(response->body, bytes);
    }

    void failures_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("close");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::newRow("closed without a word") << QByteArray() << true << base::ErrorCode::ServerUnreachable;
        QTest::newRow("never answers") << QByteArray() << false << base::ErrorCode::TimedOut;
        QTest::newRow("head and no body")
            << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"_ba << false << base::ErrorCode::TimedOut;
        QTest::newRow("broken off") << "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc"_ba << true
                                    << base::ErrorCode::UnexpectedAnswer;
        QTest::newRow("not HTTP") << "SSH-2.0-OpenSSH_9.2\r\n"_ba << true << base::ErrorCode::ServerUnreachable;
        QTest::newRow("announced too large")
            << "HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\nabc"_ba << false << base::ErrorCode::TooLarge;
        QTest::newRow("too large") << answer("200 OK", {}, QByteArray(5000, 'x')) << false << base::ErrorCode::TooLarge;
        QTest::newRow("too large without a length")
            << "HTTP/1.1 200 OK\r\n\r\n" + QByteArray(5000, 'x') << false << base::ErrorCode::TooLarge;
        QTest::newRow("too large in chunks")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n" + QByteArray(5000, 'x') + "\r\n"
            << false << base::ErrorCode::TooLarge;
    }
    void failures()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, close);
        QFETCH(const base::ErrorCode, code);
        ScriptedServer server(say(bytes, close));
        http::NetworkHttpClient client;
        http::HttpRequest request = get(server.url());
        request.maxAnswerBytes = 4096;
        request.deadline = 400ms;
        const auto response = wait(client.send(request));
        QVERIFY(!response);
        QCOMPARE(base::errorName(response.error().code), base::errorName(code));
        QCOMPARE(response.error().subject, u"127.0.0.1"_s);
        // What has not come whole is not waited for. (After a whole answer Qt keeps the connection for the next
        // request.)
        if (qstrcmp(QTest::currentDataTag(), "too large") != 0)
            QTRY_VERIFY(server.disconnected > 0);
    }

    /// The limit itself still fits.
    void limitIsInclusive()
    {
        ScriptedServer server(say(answer("200 OK", {}, QByteArray(4096, 'x'))));
        http::NetworkHttpClient client;
        http::HttpRequest request = get(server.url());
        request.maxAnswerBytes = 4096;
        const auto response = wait(client.send(request));
        QVERIFY(response);
        QCOMPARE(response->body.size(), 4096);
    }

    /// A server that sends a byte now and then resets Qt's transfer timeout, not the deadline.
    void deadlineIsForTheWholeAnswer()
    {
        ScriptedServer server([](QTcpSocket *socket) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            auto *drip = new QTimer(socket);
            connect(drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
            drip->start(50);
        });
        http::NetworkHttpClient client;
        http::HttpRequest request = get(server.url());
        request.deadline = 400ms;
        QElapsedTimer timer;
        timer.start();
        const auto response = wait(client.send(request));
        QVERIFY(!response);
        QCOMPARE(response.error().code, base::ErrorCode::TimedOut);
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void nothingListens()
    {
        QTcpServer taken;
        taken.listen(QHostAddress::LocalHost);
        const quint16 port = taken.serverPort();
        taken.close();
        http::NetworkHttpClient client;
        const auto response = wait(client.send(get(QUrl(u"http://127.0.0.1:%1/"_s.arg(port)))));
        QVERIFY(!response);
        QCOMPARE(response.error().code, base::ErrorCode::ServerUnreachable);
    }

    void otherSchemesAreRefused_data()
    {
        QTest::addColumn<QString>("url");
        QTest::newRow("file") << u"file:///etc/hostname"_s;
        QTest::newRow("data") << u"data:text/plain,x"_s;
        QTest::newRow("no host") << u"http:///path"_s;
        QTest::newRow("empty") << QString();
    }
    void otherSchemesAreRefused()
    {
        QFETCH(const QString, url);
        http::NetworkHttpClient client;
        const auto response = wait(client.send(get(QUrl(url))));
        QVERIFY(!response);
        QCOMPARE(response.error().code, base::ErrorCode::ServerUnreachable);
    }

    void cancelReachesTheConnection_data()
    {
        QTest::addColumn<bool>("otherThread");
        QTest::newRow("own thread") << false;
        QTest::newRow("another thread") << true;
    }
    void cancelReachesTheConnection()
    {
        QFETCH(const bool, otherThread);
        ScriptedServer server(say({}, false));
        http::NetworkHttpClient client;
        const auto job = client.send(get(server.url()));
        QTRY_COMPARE(server.requests.size(), 1);
        if (otherThread)
            std::thread([&job] { job.cancel(); }).join();
        else
            job.cancel();
        const auto response = wait(job);
        QVERIFY(!response);
        QCOMPARE(response.error().code, base::ErrorCode::Cancelled);
        QTRY_COMPARE(server.disconnected, 1);
        job.cancel(); // once more does nothing
    }

    void destroyedClientDeliversCancelled()
    {
        ScriptedServer server(say({}, false));
        auto client = std::make_unique<http::NetworkHttpClient>();
        const auto job = client->send(get(server.url()));
        QTRY_COMPARE(server.requests.size(), 1);
        client.reset();
        const auto response = wait(job);
        QVERIFY(!response);
        QCOMPARE(response.error().code, base::ErrorCode::Cancelled);
        QTRY_COMPARE(server.disconnected, 1);
    }
};

QTEST_GUILESS_MAIN(tst_http_NetworkHttpClient)
#include "tst_http_NetworkHttpClient.moc"
