#include "models/jose/JsonBuilder.h"
#include "models/jose/openssl/OpensslCrypto.h"
#include "models/store/remote/ManagementBackend.h"
#include "models/store/remote/NetworkWire.h"
#include "tests/store/StoreSupport.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>

using namespace gatehouse;
using base::ErrorCode;
using store::remote::ManagementBackend;
using tests::await;
using namespace Qt::StringLiterals;

namespace {

/// What answers each request that comes, whatever it asks, after having read its head; counts what it was told.
class Listener : public QObject
{
public:
    void serve(QTcpServer &server)
    {
        connect(&server, &QTcpServer::pendingConnectionAvailable, this, [this, &server] {
            while (QTcpSocket *socket = server.nextPendingConnection()) {
                ++connections;
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                    received += socket->readAll();
                    const qsizetype head = received.indexOf("\r\n\r\n");
                    if (head < 0 || received.size() < head + 4 + lengthIn(received))
                        return;
                    const QByteArray answer =
                        received.startsWith("POST /oauth/token ") && !answersTokenRequests
                            ? response(200, R"({"access_token":"canary-token","token_type":"Bearer","expires_in":60})")
                            : reply;
                    heard += std::exchange(received, {});
                    socket->write(answer);
                    socket->flush();
                    socket->disconnectFromHost();
                });
            }
        });
    }

    static qsizetype lengthIn(const QByteArray &request)
    {
        const QByteArray name = "content-length:";
        const qsizetype at = request.toLower().indexOf(name);
        return at < 0 ? 0 : request.mid(at + name.size(), 20).split('\r').first().trimmed().toLongLong();
    }

    static QByteArray response(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
               headers + "Connection: close\r\n\r\n" + body;
    }

    QByteArray reply;
    bool answersTokenRequests = false; ///< with `reply`, too
    QByteArray received;
    QByteArray heard;
    int connections = 0;
};

constexpr auto day = std::chrono::hours(24);

/// The network, with pauses that take no time.
class HastyWire final : public store::remote::Wire
{
public:
    base::Result<http::HttpResponse> exchange(const http::HttpRequest &request) override
    {
        return m_network.exchange(request);
    }
    bool rest(std::chrono::milliseconds) override { return true; }
    bool isCancelled() const override { return m_network.isCancelled(); }
    void cancel() override { m_network.cancel(); }
    void resume() override { m_network.resume(); }

private:
    store::remote::NetworkWire m_network;
};

} // namespace

/// Over real sockets: certificates that nobody vouches for, redirects, and connections that break.
class tst_store_RemoteNetwork : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ManagementBackend> backend(const QString &domain, const QByteArray &authorities = {})
    {
        return std::make_unique<ManagementBackend>(
            ManagementBackend::Options{
                .address = *store::remote::TenantAddress::parse(domain),
                .login = store::remote::ClientCredentials{u"robot"_s, base::Secret(QByteArrayView("canary-secret"))},
                .authorities = authorities,
                .requestsPerSecond = 0},
            m_clock, m_random, m_custody);
    }

    const jose::openssl::OpensslCrypto m_openssl;
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    store::remote::RemoteCustody m_custody;

private Q_SLOTS:
    void certificates_data()
    {
        QTest::addColumn<int>("madeDaysAgo");
        QTest::addColumn<bool>("isTrusted");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("as it should be") << 0 << true << u"127.0.0.1"_s << true;
        QTest::newRow("by name") << 0 << true << u"localhost"_s << true;
        QTest::newRow("of an authority nobody named") << 0 << false << u"127.0.0.1"_s << false;
        QTest::newRow("expired") << 500 << true << u"127.0.0.1"_s << false;
        QTest::newRow("not yet valid") << -30 << true << u"127.0.0.1"_s << false;
        QTest::newRow("for another name") << 0 << true << u"127.0.0.2"_s << false;
    }
    void certificates()
    {
        QFETCH(const int, madeDaysAgo);
        QFETCH(const bool, isTrusted);
        QFETCH(const QString, host);
        QFETCH(const bool, isAccepted);
        const base::Instant now = m_clock.now();
        const auto &mint = m_openssl.certificateMint();
        const auto authority = mint.makeAuthority(now - 600 * day);
        VERIFY_RESULT(authority);
        const auto identity = mint.makeIdentity(*authority, now - madeDaysAgo * day);
        VERIFY_RESULT(identity);
        QSslServer server;
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificateChain({QSslCertificate(identity->leaf.certificate, QSsl::Der)});
        tls.setPrivateKey(QSslKey(identity->leaf.key.bytes().toByteArray(), QSsl::Ec, QSsl::Der));
        server.setSslConfiguration(tls);
        QVERIFY(server.listen(QHostAddress::AnyIPv4));
        Listener listener;
        listener.answersTokenRequests = true;
        listener.reply = Listener::response(401, R"({"error":"access_denied","error_description":"Unauthorized"})");
        listener.serve(server);
        const auto remote = backend(u"%1:%2"_s.arg(host).arg(server.serverPort()),
                                    isTrusted ? jose::certificatePem(authority->certificate) : QByteArray());
        const auto loaded = await(remote->load());
        if (isAccepted) {
            COMPARE_ERROR(loaded, ErrorCode::LoginRefused);
            QVERIFY(listener.heard.contains("canary-secret"));
        } else {
            COMPARE_ERROR(loaded, ErrorCode::TlsRefused);
            QVERIFY(!loaded.error().detail.isEmpty());
            QVERIFY(listener.heard.isEmpty());
        }
    }

    void redirects_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("to");
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d elsewhere", status) << status << "http://127.0.0.1:OTHER/api/v2/clients"_ba;
            QTest::addRow("%d by another name", status) << status << "//localhost:OTHER/"_ba;
        }
        QTest::newRow("within the tenant") << 302 << "/login"_ba;
    }
    void redirects()
    {
        QFETCH(const int, status);
        QFETCH(QByteArray, to);
        QTcpServer tenant;
        QTcpServer other;
        QVERIFY(tenant.listen(QHostAddress::LocalHost) && other.listen(QHostAddress::LocalHost));
        Listener listener;
        Listener stranger;
        listener.serve(tenant);
        stranger.serve(other);
        to.replace("OTHER", QByteArray::number(other.serverPort()));
        listener.reply = Listener::response(status, {}, "Location: " + to + "\r\n");
        const auto remote = backend(u"http://127.0.0.1:%1"_s.arg(tenant.serverPort()));
        const auto loaded = await(remote->load());
        COMPARE_ERROR(loaded, ErrorCode::UnexpectedAnswer);
        QCOMPARE(loaded.error().detail, u"redirect"_s);
        QCOMPARE(loaded.error().httpStatus, status);
        QCOMPARE(listener.connections, 2);
        QCOMPARE(stranger.connections, 0);
    }

    void brokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("nothing") << QByteArray() << ErrorCode::ServerUnreachable;
        QTest::newRow("half a head") << "HTTP/1.1 200 OK\r\nContent-Ty"_ba << ErrorCode::ServerUnreachable;
        QTest::newRow("half a body") << "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"total\":1"_ba
                                     << ErrorCode::UnexpectedAnswer;
        QTest::newRow("announced too large")
            << "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{\"total\":1"_ba << ErrorCode::TooLarge;
        QTest::newRow("too deep") << Listener::response(200, QByteArray(5000, '[') + QByteArray(5000, ']'))
                                  << ErrorCode::UnexpectedAnswer;
        QTest::newRow("not text") << Listener::response(200, "\xff\xfe{\0}") << ErrorCode::UnexpectedAnswer;
        QTest::newRow("packed, though nobody asked")
            << Listener::response(200, QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8), "Content-Encoding: gzip\r\n")
            << ErrorCode::UnexpectedAnswer;
    }
    void brokenAnswers()
    {
        QFETCH(const QByteArray, reply);
        QFETCH(const ErrorCode, code);
        QTcpServer tenant;
        QVERIFY(tenant.listen(QHostAddress::LocalHost));
        Listener listener;
        listener.serve(tenant);
        listener.reply = reply;
        HastyWire wire;
        store::remote::ManagementClient client(
            wire, m_clock, m_random,
            *store::remote::TenantAddress::parse(u"http://127.0.0.1:%1"_s.arg(tenant.serverPort())),
            store::remote::PastedToken{base::Secret(QByteArrayView("canary-token"))}, 0);
        COMPARE_ERROR(client.get("/clients"), code);
        // And what is written is written once, whatever becomes of the answer; Qt may still be asking again for what is
        // only read.
        const auto written = client.write("POST", "/clients", jose::json::object());
        QVERIFY(!written && written.error().mayBeDone);
        QCOMPARE((listener.heard + listener.received).count("POST /api/v2/clients "), 1);
    }

    void nobodyIsThere()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const int port = gone.serverPort();
        gone.close();
        const auto remote = backend(u"http://127.0.0.1:%1"_s.arg(port));
        const auto job = remote->load();
        job.cancel();
        COMPARE_ERROR(await(job), ErrorCode::Cancelled);
        // A job that is cancelled ends the one and not the next.
        const auto next = remote->logIn();
        next.cancel();
        COMPARE_ERROR(await(next), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_store_RemoteNetwork)
#include "tst_store_RemoteNetwork.moc"
