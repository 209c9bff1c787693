#include "ManagementWorld.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Every route of the Management API, as it says itself, asked with every kind of token that must not open it.
class tst_server_ManagementTokens : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

    /// Something that stands for the id: each refusal comes before anyone looks whether there is such a thing.
    static QByteArray pathOf(const server::ManagementApi::Offer &offer)
    {
        return QByteArray(offer.path).replace("{id}", "some%7Cid");
    }
    QByteArray bearer(const QByteArray &token) const { return "Authorization: Bearer " + token + "\r\n"; }
    void everywhere(const QByteArray &headers, int status, const QString &message);

private Q_SLOTS:
    void init() { m_world.reset(); }

    void theTableIsWhole();
    void noToken();
    void whatIsNoToken();
    void changedToken();
    void unsignedToken();
    void anotherAudience();
    void expiredToken();
    void anotherTenant();
    void anotherIssuer();
    void clientThatIsGone();
    void clientWhoseGrantIsGone();
    void keyThatWasRevoked();
    void theScopesOfOthers();
    void scopeTakenBack();
    void everyScopeOpensWhatItIsFor();
    void aRateIsKept();
    void switchedOffItRefusesEverything();
};

void tst_server_ManagementTokens::everywhere(const QByteArray &headers, int status, const QString &message)
{
    const qsizetype commits = m_world.commitCount();
    for (const auto offers = server::ManagementApi::offers(); const auto &offer : offers) {
        const auto answer =
            m_world.raw(offer.method, pathOf(offer), headers + "Content-Type: application/json\r\n", "{}");
        QVERIFY2(answer.status == status,
                 qPrintable(QString::fromUtf8(offer.method + ' ' + offer.path + ": " + answer.head + answer.body)));
        QCOMPARE(answer.text(u"message"), message);
        QCOMPARE(answer.text(u"statusCode"), QString::number(status));
    }
    QCOMPARE(m_world.commitCount(), commits);
}

void tst_server_ManagementTokens::theTableIsWhole()
{
    const auto offers = server::ManagementApi::offers();
    QVERIFY(offers.size() >= 35);
    const QStringList known = [] {
        QStringList values;
        for (const domain::Scope &scope : domain::managementApiScopes())
            values.append(scope.value);
        return values;
    }();
    QSet<QString> used;
    for (const auto &offer : offers) {
        QVERIFY(!offer.scopes.isEmpty());
        for (const QString &scope : offer.scopes) {
            QVERIFY2(known.contains(scope), qPrintable(scope));
            used.insert(scope);
        }
    }
    // A scope that opens nothing would promise something.
    for (const QString &scope : known)
        QVERIFY2(used.contains(scope), qPrintable(scope));
}

void tst_server_ManagementTokens::noToken()
{
    everywhere({}, 401, u"Missing authentication"_s);
    QCOMPARE(m_world.raw("GET", "/api/v2/clients", {}).header("WWW-Authenticate"), "Bearer realm=\"Management API\"");
}

void tst_server_ManagementTokens::whatIsNoToken()
{
    everywhere("Authorization: Bearer abc\r\n", 400, u"Bad HTTP authentication header format"_s);
    everywhere("Authorization: Basic YTpi\r\n", 400, u"Bad HTTP authentication header format"_s);
    everywhere("Authorization: Bearer a.b.c\r\n", 401, u"Invalid token"_s);
    everywhere(bearer(m_world.bearer()) + bearer(m_world.bearer()), 400, u"Bad HTTP authentication header format"_s);
}

void tst_server_ManagementTokens::changedToken()
{
    QByteArray token = m_world.bearer();
    const qsizetype at = token.lastIndexOf('.') + 20;
    token[at] = token.at(at) == 'A' ? 'B' : 'A';
    everywhere(bearer(token), 401, u"Invalid signature received for JSON Web Token validation"_s);
}

void tst_server_ManagementTokens::unsignedToken()
{
    const QByteArrayList parts = m_world.bearer().split('.');
    const auto none = "{\"alg\":\"none\",\"typ\":\"JWT\"}"_ba.toBase64(QByteArray::Base64UrlEncoding |
                                                                       QByteArray::OmitTrailingEquals);
    everywhere(bearer(none + '.' + parts.at(1) + '.'), 401, u"Invalid token"_s);
}

void tst_server_ManagementTokens::anotherAudience()
{
    everywhere(bearer(m_world.token(TokenTenant::alpha, {}, TokenTenant::orders)), 401, u"Bad audience"_s);
}

void tst_server_ManagementTokens::expiredToken()
{
    const QByteArray token = m_world.token();
    const auto before = m_world.clock.now();
    m_world.clock.setNow(before + std::chrono::seconds(domain::defaultTokenLifetime));
    everywhere(bearer(token), 401, u"Expired token received for JSON Web Token validation"_s);
    m_world.clock.setNow(before);
}

void tst_server_ManagementTokens::anotherTenant()
{
    // The same ids and the same origin, and a key of its own.
    ManagementWorld other;
    QCOMPARE(other.raw("POST", "/api/v2/keys/signing/rotate", bearer(other.bearer())).status, 201);
    const auto tokenOfOther = other.token(TokenTenant::alpha, {}, domain::managementApiIdentifier());
    QVERIFY(!tokenOfOther.isEmpty());
    // Its first rotation made a key without a next one: what it signs with now, nobody here has.
    everywhere(bearer(tokenOfOther), 401, u"Invalid signature received for JSON Web Token validation"_s);
}

void tst_server_ManagementTokens::anotherIssuer()
{
    issuer::TokenParameters parameters;
    parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                         {u"client_id"_s, TokenTenant::alpha},
                         {u"audience"_s, domain::managementApiIdentifier()}};
    parameters.clientSecret = base::Secret(QByteArrayView(TokenTenant::alphaSecret.latin1()));
    const auto answer = m_world.tokens.answer(parameters, u"http://127.0.0.1:1/"_s);
    everywhere(bearer(std::get<oauth::TokenResponse>(answer).accessToken), 401, u"Invalid token"_s);
}

void tst_server_ManagementTokens::clientThatIsGone()
{
    const QByteArray token = m_world.token();
    m_world.edit([](store::StoreSnapshot &tenant) {
        tenant.clients.removeIf([](const auto &client) { return client.id.text() == TokenTenant::alpha; });
        tenant.grants.clear();
    });
    everywhere(bearer(token), 401, u"Invalid token"_s);
}

void tst_server_ManagementTokens::clientWhoseGrantIsGone()
{
    const QByteArray token = m_world.token();
    m_world.edit([](store::StoreSnapshot &tenant) { tenant.grants.clear(); });
    everywhere(bearer(token), 401, u"Invalid token"_s);
}

void tst_server_ManagementTokens::keyThatWasRevoked()
{
    const QByteArray token = m_world.token();
    m_world.edit(
        [](store::StoreSnapshot &tenant) { tenant.signingKeys[0].state = domain::SigningKey::State::Revoked; });
    everywhere(bearer(token), 401, u"Invalid signature received for JSON Web Token validation"_s);
}

void tst_server_ManagementTokens::theScopesOfOthers()
{
    QStringList all;
    for (const domain::Scope &scope : domain::managementApiScopes())
        all.append(scope.value);
    for (const auto offers = server::ManagementApi::offers(); const auto &offer : offers) {
        QStringList others = all;
        others.removeIf([&](const QString &scope) { return offer.scopes.contains(scope); });
        const auto answer = m_world.raw(
            offer.method, pathOf(offer),
            bearer(m_world.token(TokenTenant::alpha, others.join(u' '))) + "Content-Type: application/json\r\n", "{}");
        QVERIFY2(answer.status == 403,
                 qPrintable(QString::fromUtf8(offer.method + ' ' + offer.path + ": " + answer.body)));
        QCOMPARE(answer.text(u"message"), u"Insufficient scope, expected any of: "_s + offer.scopes.join(u','));
        QCOMPARE(answer.text(u"errorCode"), u"insufficient_scope"_s);
        // Where each is needed, one is not enough.
        for (const QString &scope : offer.needsAll ? offer.scopes : QStringList()) {
            QCOMPARE(m_world.raw(offer.method, pathOf(offer), bearer(m_world.token(TokenTenant::alpha, scope))).status,
                     403);
        }
    }
    QCOMPARE(m_world.commitCount(), 0);
}

void tst_server_ManagementTokens::scopeTakenBack()
{
    const QByteArray token = m_world.token();
    m_world.edit([](store::StoreSnapshot &tenant) {
        tenant.grants.removeIf([](const auto &grant) { return grant.resourceServerId == TokenTenant::apiId(u"0"_s); });
        tenant.grants.append(ManagementWorld::grant(TokenTenant::alpha, {u"read:clients"_s}));
    });
    QCOMPARE(m_world.raw("GET", "/api/v2/clients", bearer(token)).status, 200);
    QCOMPARE(m_world.raw("GET", "/api/v2/resource-servers", bearer(token)).status, 403);
}

void tst_server_ManagementTokens::everyScopeOpensWhatItIsFor()
{
    for (const auto offers = server::ManagementApi::offers(); const auto &offer : offers) {
        if (offer.path.endsWith("/rotate"))
            continue; // takes its time, and is tried elsewhere
        const auto answer = m_world.raw(offer.method, pathOf(offer),
                                        bearer(m_world.token(TokenTenant::alpha, offer.scopes.join(u' '))) +
                                            "Content-Type: application/json\r\n",
                                        "{}");
        QVERIFY2(answer.status != 401 && answer.status != 403 && answer.status != 500,
                 qPrintable(QString::fromUtf8(offer.method + ' ' + offer.path + ": " + answer.head)));
    }
}

void tst_server_ManagementTokens::aRateIsKept()
{
    ManagementWorld limited(3);
    for (int i = 2; i >= 0; --i) {
        const auto answer = limited.ask("GET", "/clients");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("X-RateLimit-Limit"), "3");
        QCOMPARE(answer.header("X-RateLimit-Remaining"), QByteArray::number(i));
    }
    const auto refused = limited.ask("GET", "/clients");
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.text(u"errorCode"), u"too_many_requests"_s);
    QCOMPARE(refused.header("Retry-After"), "1");
    limited.clock.advance(std::chrono::seconds(1));
    QCOMPARE(limited.ask("GET", "/clients").status, 200);
    QCOMPARE(m_world.ask("GET", "/clients").header("X-RateLimit-Limit"), "");
}

void tst_server_ManagementTokens::switchedOffItRefusesEverything()
{
    m_world.bearer();
    m_world.edit([](store::StoreSnapshot &tenant) { tenant.tenant.managementApiEnabled = false; });
    const auto refused = m_world.ask("GET", "/clients");
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.text(u"errorCode"), u"management_api_off"_s);
    QCOMPARE(m_world.raw("GET", "/api/v2/clients", {}).status, 403); // without a token, too
    m_world.edit([](store::StoreSnapshot &tenant) { tenant.tenant.managementApiEnabled = true; });
    QCOMPARE(m_world.ask("GET", "/clients").status, 200);
}

QTEST_GUILESS_MAIN(tst_server_ManagementTokens)
#include "tst_server_ManagementTokens.moc"
