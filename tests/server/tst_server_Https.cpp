#include "models/jose/CompactJws.h"
#include "models/jose/openssl/OpensslCrypto.h"
#include "tests/support/Interpreter.h"
#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

server::RequestLimits hasty()
{
    server::RequestLimits limits;
    limits.headerTime = 600ms;
    limits.secureIdleTime = 900ms;
    return limits;
}

const QStringList hosts{u"127.0.0.1"_s, u"localhost"_s, u"[::1]"_s};

/// A socket that listens on ::1, as another user's program might.
class Squatter
{
public:
    Squatter()
        : m_socket(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_addr = in6addr_loopback;
        socklen_t size = sizeof address;
        m_isThere = ::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_socket, 1) == 0 &&
                    ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) == 0;
        m_port = ntohs(address.sin6_port);
    }
    ~Squatter() { ::close(m_socket); }
    Squatter(const Squatter &) = delete;
    Squatter &operator=(const Squatter &) = delete;

    bool isThere() const { return m_isThere; }
    int port() const { return m_port; }

private:
    int m_socket;
    bool m_isThere = false;
    int m_port = 0;
};

} // namespace

/// HTTPS beside HTTP, asked by the programs that people use: curl, Python, Node, OpenSSL's client.
class tst_server_Https : public QObject
{
    Q_OBJECT

private:
    const jose::openssl::OpensslCrypto m_openssl;
    const base::Result<jose::CertifiedKey> m_authority =
        m_openssl.certificateMint().makeAuthority(base::SystemClock().now());
    QTemporaryDir m_folder;
    TokenServer m_tokens{hasty(), [this](base::Instant) {
                             return m_openssl.certificateMint().makeIdentity(*m_authority, base::SystemClock().now());
                         }};

    QString authorityPath() const { return m_folder.filePath(u"ca.pem"_s); }
    QString address(const QString &scheme, const QString &host) const
    {
        const int port = scheme == "https"_L1 ? m_tokens.server.httpsPort() : m_tokens.server.port();
        return u"%1://%2:%3"_s.arg(scheme, host).arg(port);
    }
    std::optional<Interpreted> curl(const QStringList &arguments) const
    {
        return interpret(u"curl"_s, QStringList{u"-sS"_s, u"--noproxy"_s, u"*"_s, u"--max-time"_s, u"10"_s} + arguments,
                         {});
    }
    std::optional<Interpreted> client(const QStringList &arguments, const QByteArray &input = "Q\n") const
    {
        return interpret(u"openssl"_s,
                         QStringList{u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(m_tokens.server.httpsPort()),
                                     u"-CAfile"_s, authorityPath(), u"-verify_return_error"_s, u"-x509_strict"_s} +
                             arguments,
                         input);
    }
    static void schemesAndHosts()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("host");
        for (const QString &scheme : {u"http"_s, u"https"_s}) {
            for (const QString &host : hosts)
                QTest::addRow("%s %s", qPrintable(scheme), qPrintable(host)) << scheme << host;
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_authority);
        QFile file(authorityPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(jose::certificatePem(m_authority->certificate));
        QVERIFY(m_tokens.server.start(0, 0));
        QVERIFY(m_tokens.server.httpsPort() > 0 && m_tokens.server.httpsPort() != m_tokens.server.port());
    }
    void cleanup()
    {
        RawClient client(m_tokens.server.port());
        client.send(m_tokens.tokenRequest(TokenServer::goodForm()));
        QCOMPARE(statusOf(client.answer()), 200);
    }

    void curlVerifies_data() { schemesAndHosts(); }
    void curlVerifies()
    {
        QFETCH(const QString, scheme);
        QFETCH(const QString, host);
        const QString origin = address(scheme, host);
        const auto said = curl({u"--cacert"_s, authorityPath(), origin + u"/.well-known/openid-configuration"_s});
        if (!said)
            QSKIP("no curl here");
        QCOMPARE(said->exitCode, 0);
        QVERIFY2(said->output.contains("\"issuer\":\"" + origin.toUtf8() + "/\""), said->output.constData());
        QVERIFY(said->output.contains("\"token_endpoint\":\"" + origin.toUtf8() + "/oauth/token\""));
    }

    /// Twice over one connection, in Python's strictest mode, and the token's issuer is the origin.
    void pythonVerifies_data() { schemesAndHosts(); }
    void pythonVerifies()
    {
        QFETCH(const QString, scheme);
        QFETCH(const QString, host);
        const QByteArray code = "import ssl, http.client, sys, json, base64\n"
                                "context = ssl.create_default_context(cafile=sys.argv[1])\n"
                                "context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN\n"
                                "host, port = sys.argv[3].strip('[]'), int(sys.argv[4])\n"
                                "secure = sys.argv[2] == 'https'\n"
                                "c = (http.client.HTTPSConnection(host, port, context=context, timeout=10) if secure\n"
                                "     else http.client.HTTPConnection(host, port, timeout=10))\n"
                                "for i in range(2):\n"
                                "    c.request('POST', '/oauth/token', sys.argv[5],\n"
                                "              {'Content-Type': 'application/x-www-form-urlencoded'})\n"
                                "    answer = json.loads(c.getresponse().read())\n"
                                "claims = answer['access_token'].split('.')[1]\n"
                                "print(json.loads(base64.urlsafe_b64decode(claims + '=='))['iss'])\n";
        const int port = scheme == "https"_L1 ? m_tokens.server.httpsPort() : m_tokens.server.port();
        const auto said = interpret(
            u"python3"_s,
            {u"-"_s, authorityPath(), scheme, host, QString::number(port), QString::fromUtf8(TokenServer::goodForm())},
            code);
        if (!said)
            QSKIP("no Python here");
        QVERIFY2(said->exitCode == 0, said->errors.constData());
        QCOMPARE(said->output.trimmed(), (address(scheme, host) + u'/').toUtf8());
    }

    /// Some releases of Node 20 verify no IPv6 address in any certificate: their domainToASCII makes nothing of it.
    void nodeVerifies()
    {
        const QByteArray code =
            "const names = ['127.0.0.1', 'localhost'];\n"
            "if (require('url').domainToASCII('::1') !== '') names.push('[::1]');\n"
            "const get = url => fetch(url + '/.well-known/openid-configuration').then(r => r.json());\n"
            "Promise.all(names.map(async name => {\n"
            "  const url = 'https://' + name + ':' + process.argv[2];\n"
            "  if ((await get(url)).issuer !== url + '/') throw new Error(url);\n"
            "})).then(() => console.log('all'), e => { console.error(e); process.exit(1); });\n";
        qputenv("NODE_EXTRA_CA_CERTS", authorityPath().toUtf8());
        const auto said = interpret(u"node"_s, {u"-"_s, QString::number(m_tokens.server.httpsPort())}, code);
        qunsetenv("NODE_EXTRA_CA_CERTS");
        if (!said)
            QSKIP("no Node here");
        QVERIFY2(said->exitCode == 0, said->errors.constData());
        QCOMPARE(said->output.trimmed(), "all");
    }

    void opensslVerifies_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("isAccepted");
        const auto row = [](const char *name, const QStringList &options, bool isAccepted) {
            QTest::newRow(name) << options << isAccepted;
        };
        row("TLS 1.3", {u"-tls1_3"_s, u"-verify_hostname"_s, u"localhost"_s}, true);
        row("TLS 1.2", {u"-tls1_2"_s, u"-verify_ip"_s, u"127.0.0.1"_s}, true);
        row("IPv6", {u"-verify_ip"_s, u"::1"_s}, true);
        row("TLS 1.1", {u"-tls1_1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s}, false);
        row("TLS 1.0", {u"-tls1"_s, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s}, false);
        row("CBC", {u"-tls1_2"_s, u"-cipher"_s, u"ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA256"_s}, false);
        row("without forward secrecy", {u"-tls1_2"_s, u"-cipher"_s, u"AES128-GCM-SHA256"_s}, false);
        row("another name", {u"-verify_hostname"_s, u"example.com"_s}, false);
        row("another address", {u"-verify_ip"_s, u"127.0.0.2"_s}, false);
    }
    void opensslVerifies()
    {
        QFETCH(const QStringList, options);
        QFETCH(const bool, isAccepted);
        const auto said = client(options);
        if (!said)
            QSKIP("no openssl here");
        QVERIFY2((said->exitCode == 0) == isAccepted, (said->output + said->errors).constData());
        QVERIFY(!said->output.contains("TLS session ticket:"));
    }

    /// A client that renegotiates is cut off (RFC 9325 section 3.5).
    void noRenegotiation()
    {
        const auto said = client({u"-tls1_2"_s}, "R\n");
        if (!said)
            QSKIP("no openssl here");
        QVERIFY((said->output + said->errors).contains("no renegotiation") ||
                (said->output + said->errors).contains("no_renegotiation"));
    }

    void strangersAreRefused()
    {
        const QString url = address(u"https"_s, u"localhost"_s) + u"/.well-known/jwks.json"_s;
        const auto withoutTheAuthority = curl({url});
        if (!withoutTheAuthority)
            QSKIP("no curl here");
        constexpr int notVerified = 60;
        QCOMPARE(withoutTheAuthority->exitCode, notVerified);
        const QString port = QString::number(m_tokens.server.httpsPort());
        const QStringList rebound{u"--resolve"_s, u"rebound.example:%1:127.0.0.1"_s.arg(port),
                                  u"https://rebound.example:%1/.well-known/jwks.json"_s.arg(port)};
        QCOMPARE(curl(QStringList{u"--cacert"_s, authorityPath()} + rebound)->exitCode, notVerified);
        const auto unverified = curl(QStringList{u"-k"_s, u"-w"_s, u"%{http_code}"_s} + rebound);
        QVERIFY(unverified->output.endsWith("421"));
    }

    /// Who takes one port for the other is told so, and nobody hangs.
    void theWrongPort()
    {
        RawClient plain(m_tokens.server.httpsPort());
        plain.send(m_tokens.request("GET /.well-known/jwks.json"));
        const QByteArray said = plain.rest(3s);
        QCOMPARE(statusOf(said), 400);
        QVERIFY(said.contains("https://") && !said.contains("kty"));
        QVERIFY(plain.isClosed(0ms));
        const auto secure = curl({u"-k"_s, u"https://127.0.0.1:%1/"_s.arg(m_tokens.server.port())});
        if (!secure)
            QSKIP("no curl here");
        constexpr int handshakeFailed = 35;
        QCOMPARE(secure->exitCode, handshakeFailed);
    }

    void halfHandshakes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("a record begun") << "\x16\x03\x01\x02\x00\x01"_ba << false;
        QTest::newRow("no client hello") << QByteArray("\x16\x03\x01\x00\x05\x02\x00\x00\x01\x00", 10) << true;
        QTest::newRow("a record too long") << "\x16\x03\x01\xff\xff"_ba + QByteArray(2000, 'a') << true;
        QTest::newRow("noise") << "\x16"_ba + QByteArray(100, '\xee') << true;
        QTest::newRow("an old version") << "\x80\x2e\x01\x00\x02"_ba << true;
    }
    void halfHandshakes()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const bool, atOnce);
        RawClient client(m_tokens.server.httpsPort());
        client.send(bytes);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!client.rest(5s).contains("access_token"));
        QVERIFY(client.isClosed(0ms));
        QVERIFY2(timer.elapsed() < 3500 && (atOnce || timer.elapsed() > 450),
                 qPrintable(QString::number(timer.elapsed())));
    }

    void aNewCertificateInTime()
    {
        const QByteArray first = m_tokens.server.certificate();
        QVERIFY(!first.isEmpty());
        const QStringList ask{u"--cacert"_s, authorityPath(),
                              address(u"https"_s, u"localhost"_s) + u"/.well-known/jwks.json"_s};
        if (!curl(ask))
            QSKIP("no curl here");
        QCOMPARE(m_tokens.server.certificate(), first);
        m_tokens.clock.advance(std::chrono::days(20000));
        QCOMPARE(curl(ask)->exitCode, 0);
        QVERIFY(m_tokens.server.certificate() != first);
        m_tokens.clock.advance(-std::chrono::days(20000));
    }

    /// HTTP-01, and where ::1 is somebody else's on the port, so may be `localhost`: then it is none of our names.
    void anotherProgramOnIpv6()
    {
        const Squatter squatter;
        if (!squatter.isThere())
            QSKIP("no ::1 here");
        TokenServer tokens;
        QVERIFY(tokens.server.start(squatter.port()));
        const auto statusFor = [&tokens](const QByteArray &host) {
            RawClient client(tokens.server.port());
            client.send("GET /.well-known/jwks.json HTTP/1.1\r\nHost: " + host + ':' +
                        QByteArray::number(tokens.server.port()) + "\r\n\r\n");
            return statusOf(client.answer());
        };
        QCOMPARE(statusFor("127.0.0.1"), 200);
        QCOMPARE(statusFor("localhost"), 421);
        QCOMPARE(statusFor("[::1]"), 421);
        QCOMPARE(tokens.server.origins().size(), 1);
        QCOMPARE(m_tokens.server.origins().size(), 6);
    }

    void portsThatAreTaken()
    {
        TokenServer tokens(
            {}, [this](base::Instant now) { return m_openssl.certificateMint().makeIdentity(*m_authority, now); });
        const auto taken = tokens.server.start(0, m_tokens.server.httpsPort());
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, base::ErrorCode::PortInUse);
        QCOMPARE(taken.error().subject, QString::number(m_tokens.server.httpsPort()));
        QVERIFY(!tokens.server.isRunning());
        QVERIFY(!tokens.server.start(0, 70000));
        TokenServer broken({}, [](base::Instant) -> base::Result<jose::TlsIdentity> {
            return base::failure(base::ErrorCode::Internal, base::ErrorStep::MintCertificate);
        });
        QVERIFY(!broken.server.start(0, 0));
        QVERIFY(!broken.server.isRunning());
    }
};

QTEST_GUILESS_MAIN(tst_server_Https)
#include "tst_server_Https.moc"
