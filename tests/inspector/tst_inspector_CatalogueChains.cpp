#include "tests/inspector/Catalogue.h"

#include <QCryptographicHash>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Row 48 of section 1.5: chains of certificates, those a token carries and those a person gives as the key. The first
/// are shown and never used; what is said of either changes no signature's verdict.
class tst_inspector_CatalogueChains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }
    void pathsAreTold();
    void rootsAreRefused_data();
    void rootsAreRefused();
    void withoutTheTimeNothingExpires();
    void isValidThroughItsLastSecond();
    void deviationsAreNamed_data();
    void deviationsAreNamed();

private:
    void addChains();
    void addGivenChains();
    void addRoots();
    void addKeysOwn();
    QByteArray rs(const QByteArray &header = R"({"alg":"RS256","typ":"JWT"})") const
    {
        return m_catalogue.smith.rs256(header, Catalogue::payload());
    }
    /// `"x5c":[…]` of certificates in the folder of test keys.
    static QByteArray carried(const QByteArrayList &names);
    /// A PEM text of them.
    static QByteArray given(const QByteArrayList &names);
    Catalogue::Policy trusting(const QByteArrayList &roots, Catalogue::Policy policy) const;

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *warned = "ok verified valid ok warned";
constexpr const char *notChecked = "ok not-checked valid ok not-judged";

} // namespace

void tst_inspector_CatalogueChains::judges_data()
{
    Catalogue::columns();
    addChains();
    addGivenChains();
    addRoots();
    addKeysOwn();
}

QByteArray tst_inspector_CatalogueChains::given(const QByteArrayList &names)
{
    QByteArray text;
    for (const QByteArray &name : names)
        text += testKeyFile(QString::fromLatin1(name) + u".pem"_s);
    return text;
}

QByteArray tst_inspector_CatalogueChains::carried(const QByteArrayList &names)
{
    QByteArrayList entries;
    for (const QByteArray &name : names)
        entries.append('"' + derOfPem(given({name})).toBase64() + '"');
    return R"("x5c":[)" + entries.join(',') + ']';
}

Catalogue::Policy tst_inspector_CatalogueChains::trusting(const QByteArrayList &roots, Catalogue::Policy policy) const
{
    policy.trustedRoots = m_catalogue.smith.crypto.certificates().roots(given(roots)).value();
    return policy;
}

void tst_inspector_CatalogueChains::addChains()
{
    const auto row = [this](const char *name, const QByteArrayList &chain, const char *verdicts, const char *findings) {
        Catalogue::row("48 "_ba + name, rs(R"({"alg":"RS256","typ":"JWT",)" + carried(chain) + '}'), m_catalogue.rsa(),
                       verdicts, "verified", findings);
    };
    row("chain in order", {"chain-leaf", "chain-inter", "chain-root"}, verified,
        "certificate-names !certificate-order !certificate-duplicate !certificate-expired !certificate-self-signed "
        "!certificate-root !certificate-no-root");
    row("self-signed", {"chain-self"}, verified, "certificate-self-signed");
    row("of the right type", {"chain-leaf"}, verified, "certificate-key !certificate-key-type");
    row("expired", {"chain-leaf-expired", "chain-inter"}, warned, "certificate-expired !certificate-order");
    row("not yet valid", {"chain-leaf-future", "chain-inter"}, warned, "certificate-not-yet !certificate-expired");
    row("wrong order", {"chain-leaf", "chain-root", "chain-inter"}, warned, "certificate-order");
    row("issuer absent", {"chain-leaf", "chain-root"}, warned, "certificate-order");
    row("issuer's name with another key", {"chain-leaf", "chain-inter", "chain-other-root"}, warned,
        "certificate-order");
    row("the same one twice", {"chain-leaf", "chain-inter", "chain-inter"}, warned, "certificate-duplicate");
    row("key of another certificate first", {"chain-inter", "chain-root"}, verified, "certificate-key");
    row("100 real certificates", QByteArrayList(100, "chain-leaf"), warned,
        "certificate-chain-long certificate-duplicate");
    const QByteArray der = derOfPem(given({"chain-leaf"}));
    Catalogue::row("48 base64url of a certificate",
                   m_catalogue.withParameter(R"("x5c":[")" + der.toBase64(QByteArray::Base64UrlEncoding) + R"("])"),
                   Catalogue::hmac(), "ok verified valid ok warned", "verified",
                   "certificate-malformed !certificate-key");
    Catalogue::row(
        "48 DER that is a certificate in shape only",
        m_catalogue.withParameter(R"("x5c":[")" + QByteArray(der).replace("20200101", "2020x101").toBase64() + R"("])"),
        Catalogue::hmac(), "ok verified valid ok warned", "verified", "embedded-certificate");
    Catalogue::row("48 x5c is never the key", rs(R"({"alg":"RS256","typ":"JWT",)" + carried({"chain-leaf"}) + '}'),
                   trusting({"chain-inter"}, Catalogue::none()), notChecked, "key-not-given", "certificate-root");
}

void tst_inspector_CatalogueChains::addGivenChains()
{
    const auto row = [this](const char *name, const QByteArrayList &chain, const char *verdicts, const char *reason,
                            const char *findings) {
        Catalogue::row("48 given as key: "_ba + name, rs(), m_catalogue.key(given(chain)), verdicts, reason, findings);
    };
    row("a chain in order", {"chain-leaf", "chain-inter", "chain-root"}, verified, "verified",
        "certificate-names !certificate-order !embedded-certificate");
    row("expired", {"chain-leaf-expired"}, warned, "verified", "certificate-expired");
    row("not yet valid", {"chain-leaf-future"}, warned, "verified", "certificate-not-yet");
    row("self-signed", {"chain-self"}, verified, "verified", "certificate-self-signed");
    row("another key's chain", {"chain-inter", "chain-root"}, "ok failed valid ok ok", "signature-wrong", "");
    row("a name that fits and a signature that does not", {"chain-leaf", "chain-inter", "chain-other-root"}, warned,
        "verified", "certificate-order");
    row("wrong order", {"chain-inter", "chain-leaf"}, notChecked, "key-ambiguous", "certificate-order");
    row("two that are no chain", {"chain-self", "chain-leaf"}, notChecked, "key-ambiguous", "certificate-order");
    row("eleven", QByteArrayList(11, "chain-leaf"), notChecked, "key-ambiguous", "!certificate-names");
}

void tst_inspector_CatalogueChains::addRoots()
{
    const auto row = [this](const char *name, const QByteArrayList &chain, const QByteArrayList &roots,
                            const char *verdicts, const char *findings) {
        Catalogue::row("48 roots: "_ba + name, rs(R"({"alg":"RS256","typ":"JWT",)" + carried(chain) + '}'),
                       trusting(roots, m_catalogue.rsa()), verdicts, "verified", findings);
    };
    row("the chain's", {"chain-leaf", "chain-inter"}, {"chain-root"}, verified,
        "certificate-root !certificate-no-root");
    row("an intermediate", {"chain-leaf"}, {"chain-inter"}, verified, "certificate-root");
    row("intermediate missing", {"chain-leaf"}, {"chain-root"}, warned, "certificate-no-root !certificate-root");
    row("the name of a root with another key", {"chain-leaf", "chain-inter", "chain-root"}, {"chain-other-root"},
        warned, "certificate-no-root !certificate-root");
    row("a chain that brings its own", {"chain-leaf", "chain-inter", "chain-root"}, {"chain-self"}, warned,
        "certificate-no-root");
    row("expired", {"chain-leaf-expired", "chain-inter"}, {"chain-root"}, warned, "certificate-no-root");
    row("not yet valid", {"chain-leaf-future", "chain-inter"}, {"chain-root"}, warned, "certificate-no-root");
    row("one that may issue none", {"chain-under-leaf", "chain-leaf", "chain-inter"}, {"chain-root"}, warned,
        "certificate-no-root");
    row("too many", QByteArrayList(11, "chain-self"), {"chain-self"}, warned, "certificate-no-root");
    Catalogue::row("48 roots: of the certificate given as key", rs(),
                   trusting({"chain-root"}, m_catalogue.key(given({"chain-leaf", "chain-inter"}))), verified,
                   "verified", "certificate-root");
    Catalogue::row("48 roots: do not make a key", rs(),
                   trusting({"chain-root"}, m_catalogue.key(given({"chain-inter"}))), "ok failed valid ok ok",
                   "signature-wrong", "certificate-root");
}

void tst_inspector_CatalogueChains::pathsAreTold()
{
    const auto path = [this](const QByteArrayList &chain, const QByteArrayList &roots) {
        const auto trusted = m_catalogue.smith.crypto.certificates().roots(given(roots)).value();
        QList<QByteArray> certificates;
        for (const QByteArray &name : chain)
            certificates.append(derOfPem(given({name})));
        return trusted->judge(certificates, Catalogue::nowSeconds);
    };
    using jose::TrustPath;
    QCOMPARE(path({"chain-leaf", "chain-inter"}, {"chain-root"}), TrustPath::Trusted);
    // Others may help to find the way, whatever their order.
    QCOMPARE(path({"chain-leaf", "chain-self", "chain-inter"}, {"chain-root"}), TrustPath::Trusted);
    QCOMPARE(path({"chain-leaf"}, {"chain-root"}), TrustPath::NoRoot);
    QCOMPARE(path({"chain-self"}, {"chain-root"}), TrustPath::NoRoot);
    QCOMPARE(path({"chain-leaf-expired", "chain-inter"}, {"chain-root"}), TrustPath::Expired);
    QCOMPARE(path({"chain-leaf-future", "chain-inter"}, {"chain-root"}), TrustPath::NotYet);
    QCOMPARE(path({"chain-under-leaf", "chain-leaf", "chain-inter"}, {"chain-root"}), TrustPath::NotAnAuthority);
    QCOMPARE(path({}, {"chain-root"}), TrustPath::Refused);
    QVERIFY(path({"chain-leaf", "chain-inter"}, {"chain-other-root"}) != TrustPath::Trusted);
}

/// RFC 7517 sections 4.7 to 4.9: certificates in the JWK itself.
void tst_inspector_CatalogueChains::addKeysOwn()
{
    const jose::Jwk key = m_catalogue.smith.rsaJwk();
    const auto row = [&](const char *name, const QByteArray &members, const char *verdicts, const char *findings) {
        const QByteArray jwk =
            R"({"kty":"RSA","kid":"k","n":")" + TokenSmith::part(key.n) + R"(","e":"AQAB")" + members + '}';
        for (const QByteArray &text : {jwk, R"({"keys":[)" + jwk + "]}"}) {
            Catalogue::row("48 JWK's own: "_ba + name + (text == jwk ? "" : ", in a set"),
                           rs(R"({"alg":"RS256","typ":"JWT","kid":"k"})"), m_catalogue.key(text), verdicts, "verified",
                           findings);
        }
    };
    const char *violated = "ok verified valid ok violated";
    const QByteArray der = derOfPem(given({"chain-leaf"}));
    const auto thumbprint = [&der](QCryptographicHash::Algorithm hash) {
        return TokenSmith::part(QCryptographicHash::hash(der, hash));
    };
    const QByteArray good = ',' + carried({"chain-leaf", "chain-inter"});
    row("certificate of the key", good, verified,
        "certificate-names !key-certificate-differs !key-certificate-thumbprint-differs");
    row("certificate of another key", ',' + carried({"chain-inter"}), violated, "key-certificate-differs");
    row("thumbprints of it",
        good + R"(,"x5t#S256":")" + thumbprint(QCryptographicHash::Sha256) + R"(","x5t":")" +
            thumbprint(QCryptographicHash::Sha1) + '"',
        verified, "!key-certificate-thumbprint-differs");
    row("x5t#S256 of another", good + R"(,"x5t#S256":"AAAA")", violated, "key-certificate-thumbprint-differs");
    row("x5t of another", good + R"(,"x5t":"AAAA")", violated, "key-certificate-thumbprint-differs");
    row("no certificate", R"(,"x5c":["MII="])", warned, "certificate-malformed !key-certificate-differs");
    row("no entry", R"(,"x5c":[])", verified, "!key-certificate-differs");
    row("expired", ',' + carried({"chain-leaf-expired"}), warned, "certificate-expired !key-certificate-differs");
}

void tst_inspector_CatalogueChains::isValidThroughItsLastSecond()
{
    constexpr qint64 notAfter = 1'609'459'200; // 2021-01-01T00:00:00Z
    const auto roots = m_catalogue.smith.crypto.certificates().roots(given({"chain-root"})).value();
    const QList<QByteArray> chain{derOfPem(given({"chain-leaf-expired"})), derOfPem(given({"chain-inter"}))};
    QCOMPARE(roots->judge(chain, notAfter - 1), jose::TrustPath::Trusted);
    QCOMPARE(roots->judge(chain, notAfter), jose::TrustPath::Trusted);
    QCOMPARE(roots->judge(chain, notAfter + 1), jose::TrustPath::Expired);
    Catalogue::Policy policy = m_catalogue.key(given({"chain-leaf-expired"}));
    const auto isExpired = [&](qint64 now) {
        policy.now = base::Instant(std::chrono::seconds(now));
        return hasFinding(m_catalogue.smith.inspector.inspect(rs(), policy), "certificate-expired");
    };
    QVERIFY(!isExpired(notAfter));
    QVERIFY(isExpired(notAfter + 1));
}

void tst_inspector_CatalogueChains::deviationsAreNamed_data()
{
    QTest::addColumn<QByteArrayList>("chain");
    QTest::addColumn<QByteArray>("root");
    QTest::addColumn<QString>("deviation");
    QTest::newRow("none") << QByteArrayList{"chain-leaf", "chain-inter"} << "chain-root"_ba << QString();
    QTest::newRow("no authority key id") << QByteArrayList{"chain-strict-leaf-no-aki"} << "chain-strict-root"_ba
                                         << u"authority-key-id 1"_s;
    QTest::newRow("key usage of the leaf")
        << QByteArrayList{"chain-strict-leaf-encrypts"} << "chain-strict-root"_ba << u"leaf-key-usage 1"_s;
}

void tst_inspector_CatalogueChains::deviationsAreNamed()
{
    QFETCH(const QByteArrayList, chain);
    QFETCH(const QByteArray, root);
    QFETCH(const QString, deviation);
    const auto roots = m_catalogue.smith.crypto.certificates().roots(given({root})).value();
    QList<QByteArray> certificates;
    for (const QByteArray &name : chain)
        certificates.append(derOfPem(given({name})));
    QCOMPARE(roots->judge(certificates, Catalogue::nowSeconds), jose::TrustPath::Trusted);
    const auto found = roots->deviation(certificates, Catalogue::nowSeconds);
    QCOMPARE(found ? codeName(found->kind) + u' ' + QString::number(found->place) : QString(), deviation);
    // The chain is valid all the same: the deviation is named beside that.
    const auto inspection = m_catalogue.smith.inspector.inspect(
        rs(R"({"alg":"RS256","typ":"JWT",)" + carried(chain) + '}'), trusting({root}, m_catalogue.rsa()));
    QCOMPARE(inspection.carriedPath, jose::TrustPath::Trusted);
    QVERIFY(hasFinding(inspection, "certificate-root"));
    QCOMPARE(hasFinding(inspection, "certificate-profile"), !deviation.isEmpty());
}

void tst_inspector_CatalogueChains::rootsAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a public key") << testKeyFile(u"public-spki.pem"_s);
    QTest::newRow("a certificate and a private key") << given({"chain-root"}) + testKeyFile(u"private-pkcs8.pem"_s);
    QTest::newRow("a certificate that is cut") << "-----BEGIN CERTIFICATE-----\n" +
                                                      derOfPem(given({"chain-root"})).chopped(9).toBase64() +
                                                      "\n-----END CERTIFICATE-----\n";
    QTest::newRow("more than a thousand") << given({"chain-root"}).repeated(1001);
}

void tst_inspector_CatalogueChains::rootsAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!m_catalogue.smith.crypto.certificates().roots(text));
}

void tst_inspector_CatalogueChains::withoutTheTimeNothingExpires()
{
    Catalogue::Policy policy = trusting({"chain-root"}, m_catalogue.rsa());
    policy.now.reset();
    const QByteArray token =
        rs(R"({"alg":"RS256","typ":"JWT",)" + carried({"chain-leaf-expired", "chain-inter"}) + '}');
    const inspector::TokenInspection inspection = m_catalogue.smith.inspector.inspect(token, policy);
    QCOMPARE(inspection.carriedPath, jose::TrustPath::Trusted);
    QVERIFY(!hasFinding(inspection, "certificate-expired"));
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueChains)
#include "tst_inspector_CatalogueChains.moc"
