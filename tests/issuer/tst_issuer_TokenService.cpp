#include "app/crypto/Crypto.h"
#include "models/issuer/TokenService.h"
#include "models/jose/CompactJws.h"
#include "tests/support/FakeClock.h"
#include "tests/support/TokenTenant.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using issuer::TokenParameters;

Q_DECLARE_METATYPE(TokenParameters)

namespace {

base::Secret secretOf(const char *text)
{
    return base::Secret(QByteArrayView(text));
}

/// A request of client alpha that succeeds, to be spoilt by each row.
TokenParameters good(const QString &audience = TokenTenant::orders)
{
    TokenParameters parameters;
    parameters.values = {
        {u"grant_type"_s, u"client_credentials"_s}, {u"client_id"_s, TokenTenant::alpha}, {u"audience"_s, audience}};
    parameters.clientSecret = secretOf(TokenTenant::alphaSecret.latin1());
    return parameters;
}

TokenParameters with(TokenParameters parameters, const QString &name, const QString &value)
{
    parameters.values.insert(name, value);
    return parameters;
}

TokenParameters without(TokenParameters parameters, const QString &name)
{
    parameters.values.remove(name);
    return parameters;
}

TokenParameters byBasic(TokenParameters parameters, const QString &id, const char *secret)
{
    parameters.values.remove(u"client_id"_s);
    parameters.clientSecret.reset();
    parameters.basic = {{.clientId = id, .clientSecret = secretOf(secret)}};
    return parameters;
}

} // namespace

class tst_issuer_TokenService : public QObject
{
    Q_OBJECT

private:
    app::Crypto m_crypto;
    PlainCustody m_custody{m_crypto.signers()};
    FakeClock m_clock;
    store::SnapshotSource m_tenant;
    issuer::TokenService m_service{m_tenant, m_custody, m_clock};
    const QString m_issuer = u"http://127.0.0.1:4711/"_s;

    oauth::TokenErrorResponse error(const TokenParameters &parameters) const { return errorOf(m_service, parameters); }
    oauth::TokenErrorResponse errorOf(const issuer::TokenService &service, const TokenParameters &parameters) const
    {
        const auto answer = service.answer(parameters, m_issuer);
        const auto *found = std::get_if<oauth::TokenErrorResponse>(&answer);
        return found ? *found
                     : oauth::TokenErrorResponse{.status = 200, .error = u"(issued)"_s, .description = {}, .uri = {}};
    }

private Q_SLOTS:
    void init()
    {
        m_tenant.write(TokenTenant::make());
        m_custody.broken = false;
        m_service.forgetAttempts();
    }

    void guessesAreSlowedDown_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("a client's id") << QString(TokenTenant::alpha);
        QTest::newRow("nobody's id") << u"nobody"_s;
    }
    void guessesAreSlowedDown()
    {
        using issuer::SecretAttempts;
        QFETCH(QString, id);
        FakeClock clock;
        const issuer::TokenService service(m_tenant, m_custody, clock);
        const auto error = [&](const TokenParameters &parameters) { return errorOf(service, parameters); };
        const TokenParameters right = with(good(), u"client_id"_s, id);
        TokenParameters wrong = right;
        wrong.clientSecret = secretOf("wrong");
        for (int i = 0; i < SecretAttempts::allowed; ++i)
            QCOMPARE(error(wrong).status, 401);
        // Neither more guesses nor the right secret are told apart now, nor ids that exist from others.
        QCOMPARE(error(wrong).status, 429);
        QCOMPARE(error(right).status, 429);
        QCOMPARE(error(right).error, u"too_many_requests"_s);
        clock.advance(SecretAttempts::pause);
        QCOMPARE(error(wrong).status, 401);
        QCOMPARE(error(wrong).status, 429);
        clock.advance(SecretAttempts::pause * SecretAttempts::allowed);
        QCOMPARE(error(right).status, id == "nobody"_L1 ? 401 : 200);
        for (int i = 0; i < SecretAttempts::allowed; ++i)
            error(wrong);
        QCOMPARE(error(right).status, 429);
        service.forgetAttempts();
        QCOMPARE(error(right).status, id == "nobody"_L1 ? 401 : 200);
    }
    /// Right secrets are never counted, however many come.
    void rightSecretsAreNotCounted()
    {
        for (int i = 0; i < 3 * issuer::SecretAttempts::allowed; ++i)
            QCOMPARE(error(good()).status, 200);
        // Nor is the reading of a header that turns out not to be the one that was meant.
        TokenParameters read = byBasic(good(), good().value("client_id"_L1), "my%2Dsecret");
        read.basic.append({.clientId = read.basic.first().clientId, .clientSecret = *good().clientSecret});
        for (int i = 0; i < 3 * issuer::SecretAttempts::allowed; ++i)
            QCOMPARE(error(read).status, 200);
    }

    /// What names no API is for the tenant's default one (contract section 1.11).
    void theDefaultAudienceStandsIn()
    {
        QCOMPARE(error(without(good(), u"audience"_s)).error, u"access_denied"_s);
        store::StoreSnapshot tenant = TokenTenant::make();
        tenant.tenant.kept.insert(u"default_audience"_s, "\"https://orders.example.com\"");
        m_tenant.write(tenant);
        const auto answer = m_service.answer(without(good(), u"audience"_s), m_issuer);
        const auto *token = std::get_if<oauth::TokenResponse>(&answer);
        QVERIFY(token);
        QCOMPARE(token->scope, u"read:orders write:orders"_s);
        tenant.tenant.kept.insert(u"default_audience"_s, "\"https://nobody.example\"");
        m_tenant.write(tenant);
        QCOMPARE(error(without(good(), u"audience"_s)).description,
                 u"Service not enabled within domain: https://nobody.example"_s);
        QCOMPARE(error(good()).status, 200); // named is named
    }

    void refusals_data()
    {
        QTest::addColumn<TokenParameters>("parameters");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("description");
        const auto row = [](const char *name, const TokenParameters &parameters, int status, const QString &error,
                            const QString &description) {
            QTest::newRow(name) << parameters << status << error << description;
        };
        const QString denied = u"access_denied"_s;
        const QString unauthorized = u"Unauthorized"_s;
        const QString alphaAt = u"Client \"%1\" is not authorized to access resource server \"%2\". "
                                "You need to create a \"client-grant\" associated to this API."_s;

        row("no grant type", without(good(), u"grant_type"_s), 400, u"invalid_request"_s,
            u"Missing required parameter: grant_type"_s);
        row("nothing at all", TokenParameters(), 400, u"invalid_request"_s,
            u"Missing required parameter: grant_type"_s);
        row("unknown grant type", with(good(), u"grant_type"_s, u"password"_s), 400, u"unsupported_grant_type"_s,
            u"Unsupported grant type: password"_s);
        row("grant type in another case", with(good(), u"grant_type"_s, u"Client_Credentials"_s), 400,
            u"unsupported_grant_type"_s, u"Unsupported grant type: Client_Credentials"_s);
        row("hostile grant type", with(good(), u"grant_type"_s, u"a\r\nX: y"_s), 400, u"unsupported_grant_type"_s,
            u"Unsupported grant type: a\\u000D\\u000AX: y"_s);
        row("no client id", without(good(), u"client_id"_s), 401, u"invalid_client"_s, u"Missing client_id"_s);
        row("unknown client", with(good(), u"client_id"_s, u"nobody"_s), 401, denied, unauthorized);
        row("client id in another case", with(good(), u"client_id"_s, QString(TokenTenant::alpha).toLower()), 401,
            denied, unauthorized);
        TokenParameters wrong = good();
        wrong.clientSecret = secretOf("wrong");
        row("wrong secret", wrong, 401, denied, unauthorized);
        wrong.clientSecret = secretOf("beta-secret");
        row("another client's secret", wrong, 401, denied, unauthorized);
        wrong.clientSecret = base::Secret(QByteArrayView(TokenTenant::alphaSecret.latin1()).chopped(1));
        row("secret cut by one", wrong, 401, denied, unauthorized);
        wrong.clientSecret = secretOf(QByteArray(TokenTenant::alphaSecret.latin1()).replace("xyz", "xyZ").constData());
        row("secret with one other letter", wrong, 401, denied, unauthorized);
        wrong.clientSecret.reset();
        row("no secret", wrong, 401, denied, unauthorized);
        row("wrong secret by Basic", byBasic(good(), TokenTenant::alpha, "x"), 401, denied, unauthorized);
        row("unknown client by Basic", byBasic(good(), u"nobody"_s, "x"), 401, denied, unauthorized);
        TokenParameters both = byBasic(good(), TokenTenant::alpha, TokenTenant::alphaSecret.latin1());
        both.clientSecret = secretOf(TokenTenant::alphaSecret.latin1());
        row("Basic and a secret in the body", both, 400, u"invalid_request"_s,
            u"Use one client authentication method, not several"_s);
        row("Basic and another client id",
            with(byBasic(good(), TokenTenant::alpha, TokenTenant::alphaSecret.latin1()), u"client_id"_s, u"other"_s),
            400, u"invalid_request"_s, u"client_id differs from the authenticated client"_s);
        row("no audience", without(good(), u"audience"_s), 403, denied,
            u"No audience parameter was provided, and no default audience has been configured"_s);
        row("unknown audience", good(u"https://unknown.example"_s), 403, denied,
            u"Service not enabled within domain: https://unknown.example"_s);
        row("audience with one slash more", good(u"https://orders.example.com/"_s), 403, denied,
            u"Service not enabled within domain: https://orders.example.com/"_s);
        row("audience in another case", good(u"https://ORDERS.example.com"_s), 403, denied,
            u"Service not enabled within domain: https://ORDERS.example.com"_s);
        TokenParameters ungranted = with(good(), u"client_id"_s, TokenTenant::beta);
        ungranted.clientSecret = secretOf("beta-secret");
        row("no grant", ungranted, 403, denied, alphaAt.arg(TokenTenant::beta, TokenTenant::orders));
        row("scope outside the grant", with(good(), u"scope"_s, u"delete:orders"_s), 403, denied,
            u"Client has not been granted scopes: delete:orders"_s);
        row("several scopes outside", with(good(), u"scope"_s, u"a read:orders b"_s), 403, denied,
            u"Client has not been granted scopes: a, b"_s);
        row("OpenID scopes", with(good(), u"scope"_s, u"openid profile"_s), 403, denied,
            u"Client has not been granted scopes: openid, profile"_s);
        row("scope in another case", with(good(), u"scope"_s, u"READ:orders"_s), 403, denied,
            u"Client has not been granted scopes: READ:orders"_s);
        row("granted and not defined", with(good(TokenTenant::drifted), u"scope"_s, u"gone"_s), 403, denied,
            u"Client has not been granted scopes: gone"_s);
        row("scopes parted by a tab", with(good(), u"scope"_s, u"read:orders\twrite:orders"_s), 403, denied,
            u"Client has not been granted scopes: read:orders\\u0009write:orders"_s);
    }
    void refusals()
    {
        QFETCH(const TokenParameters, parameters);
        const auto refused = error(parameters);
        QTEST(refused.status, "status");
        QTEST(refused.error, "error");
        QTEST(refused.description, "description");
    }

    /// What comes first where several things are wrong: nobody learns about audiences before showing who they are.
    void precedence()
    {
        TokenParameters wrong = good(u"unknown"_s);
        wrong.clientSecret = secretOf("x");
        QCOMPARE(error(wrong).status, 401);
        QCOMPARE(error(with(wrong, u"grant_type"_s, u"x"_s)).error, u"unsupported_grant_type"_s);
        QCOMPARE(error(with(good(u"unknown"_s), u"scope"_s, u"x"_s)).description,
                 u"Service not enabled within domain: unknown"_s);
    }

    /// A stranger's text comes back cut.
    void echoesAreBounded()
    {
        const QString huge(60000, u'x');
        for (const TokenParameters &parameters :
             {with(good(), u"grant_type"_s, huge), good(huge), with(good(), u"scope"_s, huge),
              with(good(), u"scope"_s, QString(u"y1234567 "_s).repeated(3) + QString(20000, u' ') + u"z"_s)}) {
            const auto refused = error(parameters);
            QVERIFY(refused.status >= 400);
            QVERIFY2(refused.description.size() < 1500, qPrintable(QString::number(refused.description.size())));
        }
        QStringList many;
        for (int i = 0; i < 5000; ++i)
            many.append(u"scope%1"_s.arg(i));
        QVERIFY(error(with(good(), u"scope"_s, many.join(u' '))).description.size() < 1500);
    }

    /// An unknown client costs the same opening and comparing of a secret as a known one.
    void equalWorkForUnknownClients()
    {
        m_custody.opened = 0;
        (void)error(with(good(), u"client_id"_s, u"nobody"_s));
        const int forUnknown = m_custody.opened;
        m_custody.opened = 0;
        TokenParameters wrong = good();
        wrong.clientSecret = secretOf("x");
        (void)error(wrong);
        QCOMPARE(forUnknown, m_custody.opened.load());
        QCOMPARE(forUnknown, 1);
    }

    void clientWithoutASecretIsNeverRight()
    {
        store::StoreSnapshot tenant = TokenTenant::make();
        tenant.clients.first().secret = {};
        m_tenant.write(tenant);
        TokenParameters empty = good();
        empty.clientSecret = base::Secret();
        QCOMPARE(error(empty).status, 401);
        empty.clientSecret.reset();
        QCOMPARE(error(empty).status, 401);
        m_tenant.write({});
        QCOMPARE(error(good()).status, 401);
    }

    void serverErrors()
    {
        m_custody.broken = true;
        QCOMPARE(error(good()).status, 500);
        QCOMPARE(error(good()).error, u"server_error"_s);
        QCOMPARE(error(with(good(), u"client_id"_s, u"nobody"_s)).status, 401);
        m_custody.broken = false;
        store::StoreSnapshot keyless = TokenTenant::make();
        keyless.signingKeys.clear();
        m_tenant.write(keyless);
        QCOMPARE(error(good()).status, 500);
        QVERIFY(std::holds_alternative<oauth::TokenResponse>(m_service.answer(good(TokenTenant::ledger), m_issuer)));
    }

    void issued_data()
    {
        QTest::addColumn<TokenParameters>("parameters");
        QTest::addColumn<QString>("audience");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<qint64>("lifetime");
        const auto row = [](const char *name, const TokenParameters &parameters, const QString &audience,
                            const QString &scope,
                            qint64 lifetime) { QTest::newRow(name) << parameters << audience << scope << lifetime; };
        const QString all = u"read:orders write:orders"_s;
        row("everything granted", good(), TokenTenant::orders, all, 3600);
        row("by Basic", byBasic(good(), TokenTenant::alpha, TokenTenant::alphaSecret.latin1()), TokenTenant::orders,
            all, 3600);
        row("by Basic, id repeated",
            with(byBasic(good(), TokenTenant::alpha, TokenTenant::alphaSecret.latin1()), u"client_id"_s,
                 TokenTenant::alpha),
            TokenTenant::orders, all, 3600);
        row("one scope", with(good(), u"scope"_s, u"write:orders"_s), TokenTenant::orders, u"write:orders"_s, 3600);
        row("as requested", with(good(), u"scope"_s, u"write:orders read:orders"_s), TokenTenant::orders,
            u"write:orders read:orders"_s, 3600);
        row("asked twice", with(good(), u"scope"_s, u" read:orders  read:orders "_s), TokenTenant::orders,
            u"read:orders"_s, 3600);
        row("blanks alone are absent", with(good(), u"scope"_s, u"  "_s), TokenTenant::orders, all, 3600);
        row("HS256", good(TokenTenant::ledger), TokenTenant::ledger, u"read:ledger"_s, 86400);
        row("empty grant", good(TokenTenant::archive), TokenTenant::archive, QString(), 60);
        row("undefined scopes are left out", good(TokenTenant::drifted), TokenTenant::drifted, u"kept"_s, 60);
        row("unknown parameters are ignored", with(good(), u"organization"_s, u"x"_s), TokenTenant::orders, all, 3600);
    }
    void issued()
    {
        QFETCH(const TokenParameters, parameters);
        QFETCH(const QString, audience);
        QFETCH(const QString, scope);
        QFETCH(const qint64, lifetime);
        const auto answer = m_service.answer(parameters, m_issuer);
        const auto *response = std::get_if<oauth::TokenResponse>(&answer);
        QVERIFY2(response, qPrintable(error(parameters).description));
        QCOMPARE(response->tokenType, u"Bearer"_s);
        QCOMPARE(response->expiresIn, lifetime);
        QCOMPARE(response->scope.has_value(), !scope.isEmpty());
        QCOMPARE(response->scope.value_or(QString()), scope);

        const auto jws = jose::CompactJws::parse(response->accessToken);
        QVERIFY(jws);
        const auto claims = jose::parseStrictJson(jws->payload);
        QVERIFY(claims);
        QCOMPARE(claims->member(u"iss")->string, m_issuer);
        QCOMPARE(claims->member(u"aud")->string, audience);
        QCOMPARE(claims->member(u"azp")->string, TokenTenant::alpha);
        QCOMPARE(claims->member(u"sub")->string, TokenTenant::alpha + u"@clients"_s);
        QCOMPARE(claims->member(u"iat")->number, "1700000000");
        QCOMPARE(claims->member(u"exp")->number, QByteArray::number(1700000000 + lifetime));
        QCOMPARE(claims->member(u"scope") != nullptr, !scope.isEmpty());
        if (!scope.isEmpty())
            QCOMPARE(claims->member(u"scope")->string, scope);
        verifySignature(*jws);
    }

    void timeMovesOn()
    {
        m_clock.advance(std::chrono::seconds(5));
        const auto answer = m_service.answer(good(), m_issuer);
        const auto jws = jose::CompactJws::parse(std::get<oauth::TokenResponse>(answer).accessToken);
        QVERIFY(jws->payload.contains(R"("iat":1700000005,)"));
        m_clock.setNow(base::Instant(std::chrono::milliseconds(1'700'000'000'000)));
    }

    /// The service reads the tenant anew with each request: a removed grant counts at once.
    void readsTheTenantEachTime()
    {
        QVERIFY(std::holds_alternative<oauth::TokenResponse>(m_service.answer(good(), m_issuer)));
        store::StoreSnapshot tenant = TokenTenant::make();
        tenant.grants.removeFirst();
        m_tenant.write(tenant);
        QCOMPARE(error(good()).status, 403);
    }

private:
    void verifySignature(const jose::CompactJws &jws)
    {
        const bool rsa = jws.header.member(u"alg")->string == u"RS256";
        jose::Jwk key;
        if (rsa) {
            QCOMPARE(jws.header.member(u"kid")->string, TokenTenant::keyId);
            const auto published = m_crypto.keys().publicKeyFromDer(TokenTenant::make().signingKeys.first().publicKey);
            QVERIFY(published);
            key = *published;
        } else {
            QVERIFY(!jws.header.member(u"kid"));
            key = jose::Jwk::fromSecret(secretOf(TokenTenant::ledgerSecret.latin1()));
        }
        const auto algorithm = rsa ? jose::Algorithm::RS256 : jose::Algorithm::HS256;
        const auto &verifier = m_crypto.verifier();
        QCOMPARE(verifier.verify(algorithm, key, jws.signingInput(), jws.signature),
                 jose::SignatureVerifier::Outcome::Verified);
        QByteArray changed = jws.signature;
        changed[0] = static_cast<char>(changed[0] ^ 1);
        QCOMPARE(verifier.verify(algorithm, key, jws.signingInput(), changed),
                 jose::SignatureVerifier::Outcome::Failed);
    }
};

QTEST_GUILESS_MAIN(tst_issuer_TokenService)
#include "tst_issuer_TokenService.moc"
