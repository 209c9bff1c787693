#include "models/http/NetworkHttpClient.h"
#include "models/jose/CompactJws.h"
#include "models/oauth/TokenEndpoint.h"
#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

#include <atomic>
#include <thread>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray headerOf(const QByteArray &answer, const QByteArray &name)
{
    for (const QByteArray &line : answer.first(std::max<qsizetype>(0, answer.indexOf("\r\n\r\n"))).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

QByteArray member(const QByteArray &answer, QStringView name)
{
    const auto json = jose::parseStrictJson(bodyOf(answer));
    const auto *value = json ? json->member(name) : nullptr;
    return value ? (value->isString() ? value->string.toUtf8() : value->toJson()) : "(absent)"_ba;
}

/// Spelt with escapes: moc loses its place in raw strings with quotes.
QByteArray errorBody(const QByteArray &code, const QByteArray &description)
{
    return "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}";
}

} // namespace

class tst_server_AuthorizationServer : public QObject
{
    Q_OBJECT

private:
    TokenServer m_tokens;

    QByteArray ask(const QByteArray &request)
    {
        RawClient client(m_tokens.server.port());
        client.send(request);
        return client.answer();
    }

private Q_SLOTS:
    void init()
    {
        m_tokens.tenant.write(TokenTenant::make());
        QVERIFY(m_tokens.server.start(m_tokens.server.port()));
    }

    void issuesTokens_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("scope");
        const QByteArray id = TokenTenant::alpha.latin1();
        const QByteArray secret = TokenTenant::alphaSecret.latin1();
        const QByteArray json = "{\"grant_type\":\"client_credentials\",\"audience\":\"https://orders.example.com\"";
        const QByteArray credentials = ",\"client_id\":\"" + id + "\",\"client_secret\":\"" + secret + "\"";
        const QByteArray basic = "Authorization: Basic " + (id + ':' + secret).toBase64() + "\r\n";
        const QByteArray encoded =
            "Authorization: basic " + (id + ':' + QByteArray(secret).replace("_", "%5F")).toBase64() + "\r\n";
        const QByteArray all = "read:orders write:orders";
        QTest::newRow("form") << TokenServer::goodForm() << QByteArray() << all;
        QTest::newRow("form, one scope") << TokenServer::goodForm() + "&scope=read%3Aorders" << QByteArray()
                                         << "read:orders"_ba;
        QTest::newRow("json") << json + credentials + "}" << QByteArray() << all;
        QTest::newRow("json, Basic") << json + "}" << basic << all;
        QTest::newRow("form, Basic") << "grant_type=client_credentials&audience=https%3A%2F%2Forders.example.com"_ba
                                     << basic << all;
        QTest::newRow("Basic, form-encoded") << json + "}" << encoded << all;
        QTest::newRow("with an Expect that needs no answer") << TokenServer::goodForm() << "Accept: */*\r\n"_ba << all;
    }
    void issuesTokens()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, headers);
        QFETCH(const QByteArray, scope);
        const QByteArray answer = ask(m_tokens.tokenRequest(body, headers));
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(headerOf(answer, "Content-Type"), "application/json");
        QCOMPARE(headerOf(answer, "Cache-Control"), "no-store");
        QCOMPARE(headerOf(answer, "Pragma"), "no-cache");
        QCOMPARE(headerOf(answer, "X-Content-Type-Options"), "nosniff");
        QCOMPARE(headerOf(answer, "Server"), "");
        QCOMPARE(headerOf(answer, "Access-Control-Allow-Origin"), "");
        QCOMPARE(member(answer, u"scope"), scope);
        QCOMPARE(member(answer, u"expires_in"), "3600");
        QCOMPARE(member(answer, u"token_type"), "Bearer");
        const auto jws = jose::CompactJws::parse(member(answer, u"access_token"));
        QVERIFY(jws);
        QVERIFY(jws->payload.contains("\"iss\":\"" + m_tokens.server.issuer().toUtf8() + "\""));
    }

    void whoGuessesIsToldWhenToComeBack()
    {
        const QByteArray wrong = QByteArray(TokenServer::goodForm()).replace("alpha-secret", "other-secret");
        QByteArray answer;
        for (int i = 0; i <= issuer::SecretAttempts::allowed; ++i)
            answer = ask(m_tokens.tokenRequest(wrong));
        QCOMPARE(statusOf(answer), 429);
        QCOMPARE(headerOf(answer, "Retry-After"), "3");
        m_tokens.tokens.forgetAttempts();
    }

    void refusesTokens_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray good = TokenServer::goodForm();
        const QByteArray basic =
            "Authorization: Basic " + QByteArray(TokenTenant::alpha.latin1()).append(":wrong").toBase64() + "\r\n";
        const QByteArray unauthorized = errorBody("access_denied", "Unauthorized");
        const auto row = [](const char *name, const QByteArray &body, const QByteArray &headers, int status,
                            const QByteArray &expected) {
            QTest::newRow(name) << body << headers << status << expected;
        };
        row("no grant type", QByteArray(good).replace("grant_type", "grant"), {}, 400,
            errorBody("invalid_request", "Missing required parameter: grant_type"));
        row("unknown grant type", QByteArray(good).replace("client_credentials", "password"), {}, 400,
            errorBody("unsupported_grant_type", "Unsupported grant type: password"));
        row("wrong secret", QByteArray(good).replace("alpha-secret", "other-secret"), {}, 401, unauthorized);
        row("unknown client", QByteArray(good).replace("Alpha", "Gamma"), {}, 401, unauthorized);
        row("wrong secret by Basic", "grant_type=client_credentials&audience=x", basic, 401, unauthorized);
        row("Basic and body", good, basic, 400,
            errorBody("invalid_request", "Use one client authentication method, not several"));
        row("bearer", good, "Authorization: Bearer x\r\n", 401,
            errorBody("invalid_client", "Client authentication failed"));
        row("no audience", QByteArray(good).replace("audience", "a"), {}, 403,
            errorBody("access_denied",
                      "No audience parameter was provided, and no default audience has been configured"));
        row("unknown audience", QByteArray(good).replace("orders.ex", "other.ex"), {}, 403,
            errorBody("access_denied", "Service not enabled within domain: https://other.example.com"));
        row("scope outside", good + "&scope=delete:orders+x", {}, 403,
            errorBody("access_denied", "Client has not been granted scopes: delete:orders, x"));
        row("repeated", good + "&scope=a&scope=b", {}, 400,
            errorBody("invalid_request", "Parameter given more than once: scope"));
        row("broken json", "{", {}, 400, errorBody("invalid_request", "The body is not well-formed JSON"));
    }
    void refusesTokens()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, headers);
        QFETCH(const int, status);
        QFETCH(const QByteArray, expected);
        const QByteArray answer = ask(m_tokens.tokenRequest(body, headers));
        QCOMPARE(statusOf(answer), status);
        QCOMPARE(bodyOf(answer), expected);
        QCOMPARE(headerOf(answer, "Cache-Control"), "no-store");
        QCOMPARE(headerOf(answer, "Pragma"), "no-cache");
        QCOMPARE(headerOf(answer, "WWW-Authenticate").startsWith("Basic realm="), status == 401);
    }

    void noGrant()
    {
        store::StoreSnapshot tenant = TokenTenant::make();
        tenant.grants.clear();
        m_tokens.tenant.write(tenant);
        const QByteArray answer = ask(m_tokens.tokenRequest(TokenServer::goodForm()));
        QCOMPARE(statusOf(answer), 403);
        const QByteArray expected = "Client \"" + QByteArray(TokenTenant::alpha.latin1()) +
                                    "\" is not authorized to access resource server \"https://orders.example.com\". "
                                    "You need to create a \"client-grant\" associated to this API.";
        QCOMPARE(member(answer, u"error_description"), expected);
    }

    void otherMediaTypes()
    {
        for (const QByteArray &type : {"text/plain"_ba, "multipart/form-data; boundary=x"_ba, "text/json"_ba}) {
            const QByteArray answer =
                ask(m_tokens.request("POST /oauth/token", "Content-Type: " + type + "\r\n", TokenServer::goodForm()));
            QCOMPARE(statusOf(answer), 415);
        }
        QCOMPARE(statusOf(ask(m_tokens.request("POST /oauth/token", {}, TokenServer::goodForm()))), 415);
    }

    /// RFC 9112 section 7.1: what .NET's PostAsJsonAsync sends.
    void chunkedBodies()
    {
        const QByteArray form = TokenServer::goodForm();
        const QByteArray head =
            "POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_tokens.server.port()) +
            "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            "Transfer-Encoding: chunked\r\nConnection: close\r\n";
        const QByteArray body = QByteArray::number(form.size(), 16) + "\r\n" + form + "\r\n0\r\n\r\n";
        QCOMPARE(statusOf(ask(head + "\r\n" + body)), 200);
        QCOMPARE(statusOf(ask(head + "Content-Length: 5\r\n\r\n" + body)), 400);
    }

    void documents()
    {
        const QByteArray keys = ask(m_tokens.request("GET /.well-known/jwks.json"));
        QCOMPARE(statusOf(keys), 200);
        QCOMPARE(headerOf(keys, "Access-Control-Allow-Origin"), "*");
        QVERIFY(bodyOf(keys).contains(TokenTenant::keyId.latin1()));
        QVERIFY(!keys.contains(TokenTenant::ledgerSecret.latin1()));
        const QByteArray one = ask(m_tokens.request("GET /.well-known/openid-configuration"));
        const QByteArray other = ask(m_tokens.request("GET /.well-known/oauth-authorization-server"));
        QCOMPARE(statusOf(one), 200);
        QCOMPARE(statusOf(other), 200);
        for (const QByteArray &answer : {one, other}) {
            QCOMPARE(member(answer, u"issuer"), m_tokens.server.issuer().toUtf8());
            QVERIFY(!bodyOf(answer).contains("[]"));
        }
    }

    /// Issuer, endpoints and `iss` carry the origin that the client used: discovery clients compare them byte for byte.
    void issuerFollowsTheOrigin_data()
    {
        QTest::addColumn<QByteArray>("host");
        for (const char *host : {"127.0.0.1", "localhost", "[::1]", "LocalHost"})
            QTest::newRow(host) << QByteArray(host);
    }
    void issuerFollowsTheOrigin()
    {
        QFETCH(const QByteArray, host);
        const QByteArray port = QByteArray::number(m_tokens.server.port());
        const QByteArray issuer = "http://" + host.toLower() + ':' + port + '/';
        const auto there = [&](QByteArray request) {
            return ask(request.replace("Host: 127.0.0.1:", "Host: " + host + ':'));
        };
        for (const QByteArray &kind : {"openid-configuration"_ba, "oauth-authorization-server"_ba}) {
            const QByteArray answer = there(m_tokens.request("GET /.well-known/" + kind));
            QCOMPARE(member(answer, u"issuer"), issuer);
            QCOMPARE(member(answer, u"token_endpoint"), issuer + "oauth/token");
            QCOMPARE(member(answer, u"jwks_uri"), issuer + ".well-known/jwks.json");
        }
        const QByteArray answer = there(m_tokens.tokenRequest(TokenServer::goodForm()));
        const auto jws = jose::CompactJws::parse(member(answer, u"access_token"));
        QVERIFY(jws);
        QVERIFY(jws->payload.contains("\"iss\":\"" + issuer + "\""));
    }

    /// What the metadata names works, and what it does not name fails.
    void metadataIsTrue()
    {
        const QByteArray answer = ask(m_tokens.request("GET /.well-known/openid-configuration"));
        const auto metadata = jose::parseStrictJson(bodyOf(answer));
        QVERIFY(metadata);
        const QByteArray base = m_tokens.server.issuer().chopped(1).toUtf8();
        QCOMPARE(statusOf(ask(m_tokens.request("GET " + member(answer, u"jwks_uri").sliced(base.size())))), 200);
        QCOMPARE(member(answer, u"token_endpoint"), base + "/oauth/token");
        for (const auto &grant : metadata->member(u"grant_types_supported")->elements) {
            const QByteArray body =
                QByteArray(TokenServer::goodForm()).replace("client_credentials", grant.string.toUtf8());
            QCOMPARE(statusOf(ask(m_tokens.tokenRequest(body))), 200);
        }
        for (const char *grant : {"authorization_code", "refresh_token", "password", "implicit"}) {
            const QByteArray body = QByteArray(TokenServer::goodForm()).replace("client_credentials", grant);
            QCOMPARE(member(ask(m_tokens.tokenRequest(body)), u"error"), "unsupported_grant_type");
        }
        for (const char *path :
             {"/userinfo", "/oauth/revoke", "/oidc/register", "/api/v2/clients", "/", "/favicon.ico"})
            QCOMPARE(statusOf(ask(m_tokens.request("GET "_ba + path))), 404);
        // The endpoint is there, as OpenID Connect requires, and explains that nobody can sign in at it.
        QCOMPARE(member(answer, u"authorization_endpoint"), base + "/authorize");
        for (const char *query :
             {"", "?response_type=none", "?response_type=code&client_id=x&redirect_uri=https://x.example/"}) {
            const QByteArray refused = ask(m_tokens.request("GET /authorize"_ba + query));
            QCOMPARE(statusOf(refused), 400);
            QVERIFY(headerOf(refused, "Location").isEmpty());
            QVERIFY(member(refused, u"message").contains("client_credentials"));
        }
    }

    void headIsGetWithoutABody()
    {
        RawClient client(m_tokens.server.port());
        client.send(m_tokens.request("HEAD /.well-known/jwks.json"));
        const QByteArray head = client.answer(std::chrono::seconds(2), false);
        client.send(m_tokens.request("GET /.well-known/jwks.json"));
        const QByteArray get = client.answer();
        QCOMPARE(statusOf(head), 200);
        QCOMPARE(headerOf(head, "Content-Length"), headerOf(get, "Content-Length"));
        QVERIFY(bodyOf(head).isEmpty());
        QVERIFY(!bodyOf(get).isEmpty());
    }

    void keepsTheConnection()
    {
        RawClient client(m_tokens.server.port());
        for (int i = 0; i < 20; ++i) {
            QVERIFY(client.send(m_tokens.tokenRequest(TokenServer::goodForm())));
            const QByteArray answer = client.answer();
            QCOMPARE(statusOf(answer), 200);
            QCOMPARE(headerOf(answer, "Connection"), "keep-alive");
        }
        client.send(m_tokens.request("GET /.well-known/jwks.json", "Connection: close\r\n"));
        QCOMPARE(headerOf(client.answer(), "Connection"), "close");
        QVERIFY(client.isClosed());
    }

    void continues()
    {
        RawClient client(m_tokens.server.port());
        const QByteArray whole = m_tokens.tokenRequest(TokenServer::goodForm(), "Expect: 100-continue\r\n");
        const qsizetype end = whole.indexOf("\r\n\r\n") + 4;
        client.send(whole.first(end));
        QCOMPARE(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
        client.send(whole.sliced(end));
        QCOMPARE(statusOf(client.answer()), 200);
        client.send(whole); // a client that does not wait gets both, and then its answer
        QByteArray first = client.answer();
        if (first.startsWith("HTTP/1.1 100"))
            first = client.answer();
        QCOMPARE(statusOf(first), 200);
    }

    /// The client of the Test tab, over the same door as every other client.
    void ownClient()
    {
        http::NetworkHttpClient http;
        oauth::HttpTokenEndpoint endpoint(http);
        for (const auto authentication :
             {oauth::ClientAuthentication::SecretPost, oauth::ClientAuthentication::SecretBasic}) {
            oauth::TokenRequest request{
                .client = {.clientId = TokenTenant::alpha,
                           .secret = base::Secret(QByteArrayView(TokenTenant::alphaSecret.latin1())),
                           .authentication = authentication},
                .audience = TokenTenant::ledger};
            const auto run = [&] {
                std::optional<base::Result<oauth::TokenExchange>> result;
                endpoint.request(request, QUrl(m_tokens.server.issuer() + u"oauth/token"_s))
                    .then(this, [&result](base::Result<oauth::TokenExchange> done) { result = std::move(done); });
                (void)QTest::qWaitFor([&result] { return result.has_value(); });
                return result;
            };
            const auto issued = run();
            QVERIFY(issued && *issued);
            QCOMPARE(std::get<oauth::TokenResponse>((*issued)->answer).scope, u"read:ledger"_s);
            request.client.secret = base::Secret(QByteArrayView("wrong"));
            const auto refused = run();
            QVERIFY(refused && *refused);
            QCOMPARE(std::get<oauth::TokenErrorResponse>((*refused)->answer).status, 401);
        }
    }

    void signalsWithoutSecrets()
    {
        QSignalSpy served(&m_tokens.server, &server::AuthorizationServer::requestServed);
        const qint64 before = m_tokens.server.servedRequests();
        ask(m_tokens.tokenRequest(TokenServer::goodForm()));
        ask(m_tokens.request("GET /nowhere?client_secret=hidden-value"));
        ask("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(served.size(), 3);
        QCOMPARE(m_tokens.server.servedRequests(), before + 3);
        const QList<QVariant> refused{QString(), QString(), 400};
        const QList<QVariant> issued{u"POST"_s, u"/oauth/token"_s, 200};
        const QList<QVariant> unknown{u"GET"_s, u"/nowhere"_s, 404};
        QCOMPARE(served.at(0), issued);
        QCOMPARE(served.at(1), unknown);
        QCOMPARE(served.at(2), refused);
    }

    void portInUse()
    {
        server::AuthorizationServer second({.tokens = m_tokens.tokens,
                                            .tenant = m_tokens.tenant,
                                            .keys = m_tokens.crypto.keys(),
                                            .clock = m_tokens.clock});
        const auto started = second.start(m_tokens.server.port());
        QVERIFY(!started);
        QCOMPARE(started.error().code, base::ErrorCode::PortInUse);
        QCOMPARE(started.error().subject, QString::number(m_tokens.server.port()));
        QVERIFY(!second.isRunning());
        QCOMPARE(statusOf(ask(m_tokens.tokenRequest(TokenServer::goodForm()))), 200);
    }

    void impossiblePorts()
    {
        server::AuthorizationServer second({.tokens = m_tokens.tokens,
                                            .tenant = m_tokens.tenant,
                                            .keys = m_tokens.crypto.keys(),
                                            .clock = m_tokens.clock});
        QCOMPARE(second.start(-1).error().code, base::ErrorCode::PortForbidden);
        QCOMPARE(second.start(65536).error().code, base::ErrorCode::PortForbidden);
    }

    void startAndStop()
    {
        server::AuthorizationServer second({.tokens = m_tokens.tokens,
                                            .tenant = m_tokens.tenant,
                                            .keys = m_tokens.crypto.keys(),
                                            .clock = m_tokens.clock});
        QSignalSpy started(&second, &server::AuthorizationServer::started);
        QSignalSpy stopped(&second, &server::AuthorizationServer::stopped);
        const auto port = second.start(0);
        QVERIFY(port);
        QVERIFY(second.isRunning());
        QCOMPARE(second.port(), *port);
        QCOMPARE(second.issuer(), u"http://127.0.0.1:%1/"_s.arg(*port));
        QCOMPARE(second.start(0), port); // already there
        QCOMPARE(started.size(), 1);
        second.stop();
        second.stop();
        QCOMPARE(stopped.size(), 1);
        QVERIFY(!second.isRunning());
        QCOMPARE(second.port(), *port); // remembered
        QVERIFY(!RawClient(*port).isConnected());
        // The same port again, with connections of the last run in TIME_WAIT.
        QCOMPARE(second.start(*port), port);
        QVERIFY(RawClient(*port).isConnected());
    }

    /// stop() does not wait for clients: idle, half-sent and unread connections are closed.
    void stopsWithOpenConnections()
    {
        auto second = std::make_unique<TokenServer>();
        QVERIFY(second->server.start(0));
        std::vector<RawClient> clients;
        for (int i = 0; i < 30; ++i) {
            clients.emplace_back(second->server.port());
            const QByteArray whole = second->tokenRequest(TokenServer::goodForm());
            clients.back().send(i % 3 == 0 ? QByteArray() : i % 3 == 1 ? whole.first(40) : whole);
        }
        QElapsedTimer timer;
        timer.start();
        second->server.stop();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        for (RawClient &client : clients)
            QVERIFY(client.isClosed());
        QVERIFY(second->server.start(0));
        second.reset(); // and with the object itself going away
    }

    /// Requests from several clients while the tenant changes and the server is stopped under them: for
    /// ThreadSanitizer.
    void manyClientsAtOnce()
    {
        std::atomic<int> issued = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> threads;
        threads.reserve(4);
        const QByteArray request = m_tokens.tokenRequest(TokenServer::goodForm() + "&scope=write:orders");
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 25; ++round) {
                    RawClient client(m_tokens.server.port());
                    client.send(request);
                    const int status = statusOf(client.answer());
                    ++(status == 200 ? issued : refused);
                }
            });
        }
        for (int i = 0; i < 50; ++i) {
            store::StoreSnapshot tenant = TokenTenant::make();
            if (i % 2)
                tenant.grants.first().scopes.removeLast();
            m_tokens.tenant.write(tenant);
            QTest::qWait(1);
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(issued + refused, 100);
        QVERIFY(issued > 0);
    }
};

QTEST_GUILESS_MAIN(tst_server_AuthorizationServer)
#include "tst_server_AuthorizationServer.moc"
