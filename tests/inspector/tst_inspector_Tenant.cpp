#include "tests/inspector/TokenSmith.h"
#include "tests/support/PlainCustody.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// A tenant with an HS256 and an RS256 API side by side: the API decides the algorithm, and its key is the only one
/// tried.
class tst_inspector_Tenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void resolves_data();
    void resolves();
    void recordsTheWay();
    void namesEveryTurn();
    void secretsAndPublicKeysStayApart();
    void retiredAndRevokedKeys();
    void replacedSecrets_data();
    void replacedSecrets();
    void replacedSecretsNeedATime();
    void severalKeysWithoutKid();
    void brokenSealIsSaid();
    void knowsScopesAndGrants_data();
    void knowsScopesAndGrants();
    void unitesSeveralApis();

private:
    TokenInspection inspect(const QByteArray &token, const store::StoreSnapshot &tenant,
                            std::optional<base::Instant> now = {}) const
    {
        VerificationPolicy policy;
        policy.now = now;
        policy.keys.emplace<TenantKeys>(tenant, m_custody, QStringList{u"http://127.0.0.1:8080/"_s});
        return m_smith.inspect(token, policy);
    }
    static QByteArray claims(const QByteArray &aud, const QByteArray &iss = "http://127.0.0.1:8080/",
                             const QByteArray &more = {});
    static QByteArray secret() { return QByteArray(48, 's'); }

    TokenSmith m_smith;
    PlainCustody m_custody;
    store::StoreSnapshot m_tenant;
};

namespace {

const QByteArray hsAudience = R"("https://hs.example.com")";
const QByteArray rsAudience = R"("https://rs.example.com")";
const QByteArray rsHeader = R"({"alg":"RS256","typ":"JWT","kid":"k1"})";
const QByteArray hsHeader = R"({"alg":"HS256","typ":"JWT"})";

} // namespace

QByteArray tst_inspector_Tenant::claims(const QByteArray &aud, const QByteArray &iss, const QByteArray &more)
{
    return R"({"iss":")" + iss + R"(","aud":)" + aud + more + '}';
}

void tst_inspector_Tenant::initTestCase()
{
    domain::ResourceServer hs;
    hs.id = domain::ResourceServerId(u"a00000000000000000000001"_s);
    hs.name = u"Symmetric"_s;
    hs.identifier = u"https://hs.example.com"_s;
    hs.signingAlgorithm = domain::SigningAlgorithm::HS256;
    hs.signingSecret = m_custody.sealSigningSecret(hs.id, base::Secret(QByteArrayView(secret()))).value();
    domain::ResourceServer rs;
    rs.id = domain::ResourceServerId(u"a00000000000000000000002"_s);
    rs.name = u"Asymmetric"_s;
    rs.identifier = u"https://rs.example.com"_s;
    rs.tokenLifetime = 600;
    rs.scopes = {{u"read:x"_s, {}}, {u"write:x"_s, {}}};
    domain::ResourceServer rs2 = rs;
    rs2.id = domain::ResourceServerId(u"a00000000000000000000003"_s);
    rs2.identifier = u"https://rs2.example.com"_s;
    m_tenant.resourceServers = {hs, rs, rs2};
    domain::ClientApplication client;
    client.id = domain::ClientId(u"client1"_s);
    m_tenant.clients = {client};
    m_tenant.grants = {{.id = domain::ClientGrantId(u"cgr_1"_s),
                        .clientId = client.id,
                        .resourceServerId = rs.id,
                        .scopes = {u"read:x"_s}}};
    domain::SigningKey key;
    key.id = domain::KeyId(u"k1"_s);
    key.publicKey = derOfPem(testKeyFile(u"public-spki.pem"_s));
    m_tenant.signingKeys = {key};
}

void tst_inspector_Tenant::resolves_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("api");

    const auto row = [](const char *name, const QByteArray &token, const char *reason, const char *verdict,
                        const char *api = "") {
        QTest::newRow(name) << token << QString::fromLatin1(reason) << QString::fromLatin1(verdict)
                            << QString::fromLatin1(api);
    };
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    row("RS256 API", m_smith.rs256(rsHeader, claims(rsAudience)), "verified", "ok", "Asymmetric");
    row("HS256 API", m_smith.hs256(hsHeader, claims(hsAudience), secret()), "verified", "ok", "Symmetric");
    row("no kid, the only key", m_smith.rs256(R"({"alg":"RS256"})", claims(rsAudience)), "verified", "ok",
        "Asymmetric");
    row("audience in an array", m_smith.rs256(rsHeader, claims("[\"https://u.example\"," + rsAudience + "]")),
        "verified", "ok", "Asymmetric");
    row("two RS256 APIs share their key",
        m_smith.rs256(rsHeader, claims("[" + rsAudience + ",\"https://rs2.example.com\"]")), "verified", "ok",
        "Asymmetric");
    row("two APIs of two algorithms",
        m_smith.hs256(hsHeader, claims("[" + hsAudience + "," + rsAudience + "]"), secret()), "key-ambiguous", "ok");
    row("HS256 API's secret for the RS256 API", m_smith.hs256(hsHeader, claims(rsAudience), secret()),
        "algorithm-confusion", "ok", "Asymmetric");
    row("public key as secret", m_smith.hs256(hsHeader, claims(rsAudience), pem), "algorithm-confusion", "ok",
        "Asymmetric");
    row("RS256 for the HS256 API", m_smith.rs256(rsHeader, claims(hsAudience)), "algorithm-mismatch", "ok",
        "Symmetric");
    row("RS512 for the RS256 API",
        m_smith.rsa(TokenSmith::part(R"({"alg":"RS512","kid":"k1"})") + '.' + TokenSmith::part(claims(rsAudience)),
                    jose::Algorithm::RS512),
        "algorithm-mismatch", "ok", "Asymmetric");
    row("kid unknown", m_smith.rs256(R"({"alg":"RS256","kid":"k9"})", claims(rsAudience)), "key-not-found", "ok",
        "Asymmetric");
    row("kid in another case", m_smith.rs256(R"({"alg":"RS256","kid":"K1"})", claims(rsAudience)), "key-not-found",
        "ok", "Asymmetric");
    row("wrong secret", m_smith.hs256(hsHeader, claims(hsAudience), QByteArray(48, 'x')), "signature-wrong", "ok",
        "Symmetric");
    row("issuer of another port", m_smith.rs256(rsHeader, claims(rsAudience, "http://127.0.0.1:9090/")),
        "claims-mismatch", "mismatch", "Asymmetric");
    row("audience unknown, issuer ours", m_smith.rs256(rsHeader, claims(R"("https://x.example")")), "claims-mismatch",
        "mismatch");
    row("audience unknown, issuer foreign",
        m_smith.rs256(rsHeader, claims(R"("https://x.example")", "https://evil.example/")), "key-not-found",
        "mismatch");
    row("audience unknown, HS256", m_smith.hs256(hsHeader, claims(R"("https://x.example")"), secret()), "key-not-found",
        "mismatch");
    row("audience with a slash", m_smith.hs256(hsHeader, claims(R"("https://hs.example.com/")"), secret()),
        "key-not-found", "mismatch");
    row("audience twice", m_smith.rs256(rsHeader, R"({"aud":"https://rs.example.com","aud":"https://rs.example.com"})"),
        "key-not-found", "malformed");
}

void tst_inspector_Tenant::resolves()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, reason);
    QFETCH(QString, verdict);
    QFETCH(QString, api);
    const TokenInspection inspection = inspect(token, m_tenant);
    QCOMPARE(reasonCode(inspection.reason), reason);
    QCOMPARE(claimsName(inspection.claimsVerdict), verdict);
    QCOMPARE(inspection.key.apiName, api);
    QVERIFY(!inspection.resolution.isEmpty());
}

void tst_inspector_Tenant::recordsTheWay()
{
    using Kind = ResolutionStep::Kind;
    const TokenInspection good = inspect(m_smith.rs256(rsHeader, claims(rsAudience)), m_tenant);
    const QList<ResolutionStep> expected{{Kind::AudienceMatches, {u"https://rs.example.com"_s, u"Asymmetric"_s}},
                                         {Kind::IssuerMatches, {u"http://127.0.0.1:8080/"_s}},
                                         {Kind::AlgorithmOfApi, {u"Asymmetric"_s, u"RS256"_s}},
                                         {Kind::KeyByKid, {u"k1"_s}}};
    QCOMPARE(good.resolution, expected);
    QCOMPARE(good.key.origin, KeyUsed::Origin::TenantKey);
    QCOMPARE(good.key.kid, u"k1"_s);
    QCOMPARE(good.key.thumbprint, m_smith.rsaJwk().thumbprint());

    const TokenInspection refused = inspect(m_smith.hs256(hsHeader, claims(rsAudience), secret()), m_tenant);
    QCOMPARE(refused.resolution.last(), (ResolutionStep{Kind::AlgorithmRefused, {u"HS256"_s, u"RS256"_s}}));
    const TokenInspection symmetric = inspect(m_smith.hs256(hsHeader, claims(hsAudience), secret()), m_tenant);
    QCOMPARE(symmetric.resolution.last(), (ResolutionStep{Kind::SecretOfApi, {u"Symmetric"_s}}));
    QCOMPARE(symmetric.key.origin, KeyUsed::Origin::ApiSecret);
    QVERIFY(symmetric.key.thumbprint.isEmpty());
}

void tst_inspector_Tenant::namesEveryTurn()
{
    using Kind = ResolutionStep::Kind;
    const auto has = [](const TokenInspection &inspection, Kind kind) {
        return std::ranges::any_of(inspection.resolution,
                                   [kind](const ResolutionStep &step) { return step.kind == kind; });
    };
    const TokenInspection both =
        inspect(m_smith.hs256(hsHeader, claims("[" + hsAudience + "," + rsAudience + "]"), secret()), m_tenant);
    QVERIFY(both.resolution.contains(ResolutionStep{Kind::SeveralApis, {u"Symmetric, Asymmetric"_s}}));
    QCOMPARE(both.reason, Reason::KeyAmbiguous);
    const QByteArray token = m_smith.rs256(rsHeader, claims(rsAudience));
    store::StoreSnapshot tenant = m_tenant;
    tenant.signingKeys[0].state = domain::SigningKey::State::Previous;
    QVERIFY(has(inspect(token, tenant), Kind::KeyRetired));
    tenant.signingKeys[0].state = domain::SigningKey::State::Revoked;
    QVERIFY(has(inspect(token, tenant), Kind::KeyRevoked));
    QVERIFY(!has(inspect(token, m_tenant), Kind::KeyRevoked));
    const QByteArray nameless = m_smith.rs256(rsHeader, "{\"aud\":" + rsAudience + '}');
    QVERIFY(has(inspect(nameless, m_tenant), Kind::IssuerMissing));
    domain::SigningKey other = m_tenant.signingKeys.first();
    other.id = domain::KeyId(u"k2"_s);
    tenant.signingKeys = {other, m_tenant.signingKeys.first()};
    QVERIFY(has(inspect(m_smith.rs256(R"({"alg":"RS256"})", claims(rsAudience)), tenant), Kind::KeysTried));
}

void tst_inspector_Tenant::secretsAndPublicKeysStayApart()
{
    // Signed with the one API's secret, named by the other API's kid: neither may lend its key.
    const QByteArray token = m_smith.hs256(R"({"alg":"HS256","kid":"k1"})", claims(hsAudience), secret());
    QVERIFY(inspect(token, m_tenant).isVerified());
    const QByteArray crossed = m_smith.hs256(R"({"alg":"HS256","kid":"k1"})", claims(rsAudience), secret());
    QVERIFY(!inspect(crossed, m_tenant).isVerified());
    const TokenInspection attack =
        inspect(m_smith.hs256(hsHeader, claims(rsAudience), m_smith.crypto.keys().toPem(m_smith.rsaJwk())), m_tenant);
    QVERIFY(hasFinding(attack, "key-confusion-attack"));
}

void tst_inspector_Tenant::retiredAndRevokedKeys()
{
    const QByteArray token = m_smith.rs256(rsHeader, claims(rsAudience));
    store::StoreSnapshot tenant = m_tenant;
    tenant.signingKeys[0].state = domain::SigningKey::State::Previous;
    const TokenInspection retired = inspect(token, tenant);
    QVERIFY(retired.isVerified());
    QVERIFY(hasFinding(retired, "key-retired"));
    tenant.signingKeys[0].state = domain::SigningKey::State::Revoked;
    const TokenInspection revoked = inspect(token, tenant);
    QCOMPARE(revoked.reason, Reason::KeyUnusable);
    QVERIFY(hasFinding(revoked, "key-revoked"));
    QVERIFY(!inspect(m_smith.rs256(R"({"alg":"RS256"})", claims(rsAudience)), tenant).isVerified());
}

void tst_inspector_Tenant::replacedSecrets_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<qint64>("issuedAt"); // relative to the replacement
    QTest::addColumn<qint64>("now");
    QTest::addColumn<bool>("isVerified");
    QTest::addColumn<bool>("isOld");

    const QByteArray old = "the secret before the present one, long enough";
    QTest::newRow("the new one") << secret() << qint64(5) << qint64(10) << true << false;
    QTest::newRow("the old one, issued before") << old << qint64(-5) << qint64(10) << true << true;
    QTest::newRow("the old one, issued in that second") << old << qint64(0) << qint64(10) << true << true;
    QTest::newRow("the old one, issued since") << old << qint64(1) << qint64(10) << false << false;
    QTest::newRow("the old one at the end") << old << qint64(-5) << qint64(86399) << true << true;
    QTest::newRow("the old one after the end") << old << qint64(-5) << qint64(86400) << false << false;
    QTest::newRow("another one") << "neither of the two secrets, and long enough"_ba << qint64(-5) << qint64(10)
                                 << false << false;
}

void tst_inspector_Tenant::replacedSecrets()
{
    QFETCH(QByteArray, key);
    QFETCH(qint64, issuedAt);
    QFETCH(qint64, now);
    QFETCH(bool, isVerified);
    QFETCH(bool, isOld);
    constexpr qint64 replaced = 1'700'000'000;
    store::StoreSnapshot tenant = m_tenant;
    domain::ResourceServer &api = tenant.resourceServers.first();
    api.previousSigningSecret =
        m_custody.sealSigningSecret(api.id, base::Secret("the secret before the present one, long enough"_ba)).value();
    api.signingSecretSince = base::Instant(std::chrono::seconds(replaced));
    const QByteArray more = ",\"iat\":" + QByteArray::number(replaced + issuedAt);
    const QByteArray token = m_smith.hs256(hsHeader, claims(hsAudience, "http://127.0.0.1:8080/", more), key);
    const TokenInspection inspection = inspect(token, tenant, base::Instant(std::chrono::seconds(replaced + now)));
    QCOMPARE(inspection.hasValidSignature(), isVerified);
    QCOMPARE(hasFinding(inspection, "secret-replaced"), isOld);
}

/// A token without iat cannot say when it was issued.
void tst_inspector_Tenant::replacedSecretsNeedATime()
{
    store::StoreSnapshot tenant = m_tenant;
    domain::ResourceServer &api = tenant.resourceServers.first();
    api.previousSigningSecret = m_custody.sealSigningSecret(api.id, base::Secret("the old one"_ba)).value();
    api.signingSecretSince = base::Instant(std::chrono::seconds(1'700'000'000));
    QVERIFY(!inspect(m_smith.hs256(hsHeader, claims(hsAudience), "the old one"), tenant).isVerified());
}

void tst_inspector_Tenant::severalKeysWithoutKid()
{
    store::StoreSnapshot tenant = m_tenant;
    domain::SigningKey other = tenant.signingKeys.first();
    other.id = domain::KeyId(u"k0"_s);
    other.publicKey = m_smith.crypto.signers().generateRsa(2048).value().publicKey;
    tenant.signingKeys.prepend(other);
    const TokenInspection inspection = inspect(m_smith.rs256(R"({"alg":"RS256"})", claims(rsAudience)), tenant);
    QVERIFY(inspection.isVerified());
    QCOMPARE(inspection.key.kid, u"k1"_s);
    const TokenInspection named = inspect(m_smith.rs256(R"({"alg":"RS256","kid":"k0"})", claims(rsAudience)), tenant);
    QCOMPARE(named.reason, Reason::SignatureWrong);
}

void tst_inspector_Tenant::brokenSealIsSaid()
{
    m_custody.broken = true;
    const TokenInspection inspection = inspect(m_smith.hs256(hsHeader, claims(hsAudience), secret()), m_tenant);
    m_custody.broken = false;
    QCOMPARE(inspection.reason, Reason::KeyInvalid);
    QCOMPARE(inspection.verdict(), Verdict::CouldNotBeChecked);
    QVERIFY(hasFinding(inspection, "secret-sealed"));
}

void tst_inspector_Tenant::knowsScopesAndGrants_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("granted") << R"(,"scope":"read:x","azp":"client1","iat":100,"exp":700)"_ba << ""_ba;
    QTest::newRow("scope undefined") << R"(,"scope":"read:y","azp":"client1","iat":100,"exp":700)"_ba
                                     << "scope-undefined"_ba;
    QTest::newRow("scope not granted") << R"(,"scope":"write:x","azp":"client1","iat":100,"exp":700)"_ba
                                       << "scope-not-granted"_ba;
    QTest::newRow("client unknown") << R"(,"azp":"nobody","iat":100,"exp":700)"_ba << "client-unknown"_ba;
    QTest::newRow("clients differ") << R"(,"azp":"client1","client_id":"x","iat":100,"exp":700)"_ba
                                    << "client-differs"_ba;
    QTest::newRow("lifetime too long") << R"(,"azp":"client1","iat":100,"exp":701)"_ba << "lifetime-too-long"_ba;
}

void tst_inspector_Tenant::knowsScopesAndGrants()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, finding);
    const TokenInspection inspection =
        inspect(m_smith.rs256(rsHeader, claims(rsAudience, "http://127.0.0.1:8080/", more)), m_tenant);
    QVERIFY(inspection.isVerified());
    if (finding.isEmpty())
        QVERIFY2(inspection.findings.isEmpty(), inspection.findings.value(0).id().data());
    else
        QVERIFY(hasFinding(inspection, finding.constData()));
    const TokenInspection ungranted =
        inspect(m_smith.rs256(rsHeader,
                              claims(R"("https://rs2.example.com")", "http://127.0.0.1:8080/", R"(,"azp":"client1")")),
                m_tenant);
    QVERIFY(hasFinding(ungranted, "client-without-grant"));
}

/// A token for two APIs may use the scopes and grants of both, and has to keep the shorter of their lifetimes.
void tst_inspector_Tenant::unitesSeveralApis()
{
    store::StoreSnapshot tenant = m_tenant;
    domain::ResourceServer &second = tenant.resourceServers[2];
    second.name = u"Second"_s;
    second.tokenLifetime = 300;
    second.scopes = {{u"read:z"_s, {}}};
    const QByteArray both = "[" + rsAudience + ",\"https://rs2.example.com\"]";
    const auto judged = [&](const QByteArray &scope, const QByteArray &exp) {
        return inspect(m_smith.rs256(rsHeader, claims(both, "http://127.0.0.1:8080/",
                                                      R"(,"azp":"client1","iat":100,"exp":)" + exp + R"(,"scope":")" +
                                                          scope + '"')),
                       tenant);
    };
    const TokenInspection half = judged("read:x read:z", "400");
    QVERIFY(!hasFinding(half, "scope-undefined"));
    QVERIFY(hasFinding(half, "scope-not-granted")); // read:z, by no grant
    QVERIFY(hasFinding(half, "client-without-grant"));
    tenant.grants.append({.id = domain::ClientGrantId(u"cgr_2"_s),
                          .clientId = tenant.clients.first().id,
                          .resourceServerId = second.id,
                          .scopes = {u"read:z"_s}});
    const TokenInspection whole = judged("read:x read:z", "400");
    QVERIFY(whole.isVerified());
    QVERIFY2(whole.findings.isEmpty(), whole.findings.value(0).id().data());
    QCOMPARE(whole.scopeSets.api, (QStringList{u"read:x"_s, u"write:x"_s, u"read:z"_s}));
    QCOMPARE(whole.scopeSets.granted, (QStringList{u"read:x"_s, u"read:z"_s}));
    QVERIFY(hasFinding(judged("admin", "400"), "scope-undefined"));
    QVERIFY(hasFinding(judged("read:x", "401"), "lifetime-too-long"));
}

QTEST_GUILESS_MAIN(tst_inspector_Tenant)
#include "tst_inspector_Tenant.moc"
