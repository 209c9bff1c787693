#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Keys that a person gave: which one is taken, and what forbids one.
class tst_inspector_Keys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifiesEveryAlgorithm_data();
    void verifiesEveryAlgorithm();
    void bindsTheKey_data();
    void bindsTheKey();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
    void confusionNamesTheForm_data();
    void confusionNamesTheForm();
    void publicKeyAsSecretIsRefused();
    void everyChangedByteIsSeen();

private:
    /// JWKs with the members added behind: `,"alg":"HS256"`.
    static QByteArray oct(const QByteArray &members = {});
    QByteArray rsa(const QByteArray &members = {}) const;
    TokenInspection inspect(const QByteArray &token, const QByteArray &key) const
    {
        return m_smith.inspect(token, {.keys = PastedKey::fromText(key, m_smith.crypto.keys())});
    }

    TokenSmith m_smith;
};

namespace {

const QByteArray payload = R"({"sub":"joe"})";

} // namespace

QByteArray tst_inspector_Keys::oct(const QByteArray &members)
{
    return R"({"kty":"oct","k":")" + TokenSmith::part(TokenSmith::hmacSecret()) + '"' + members + '}';
}

QByteArray tst_inspector_Keys::rsa(const QByteArray &members) const
{
    const jose::Jwk key = m_smith.rsaJwk();
    return R"({"kty":"RSA","n":")" + TokenSmith::part(key.n) + R"(","e":")" + TokenSmith::part(key.e) + '"' + members +
           '}';
}

void tst_inspector_Keys::verifiesEveryAlgorithm_data()
{
    QTest::addColumn<jose::Algorithm>("algorithm");
    for (const auto algorithm : {jose::Algorithm::HS256, jose::Algorithm::HS384, jose::Algorithm::HS512,
                                 jose::Algorithm::RS256, jose::Algorithm::RS384, jose::Algorithm::RS512})
        QTest::newRow(qPrintable(jose::algorithmName(algorithm))) << algorithm;
}

void tst_inspector_Keys::verifiesEveryAlgorithm()
{
    QFETCH(jose::Algorithm, algorithm);
    const QByteArray input = TokenSmith::part(R"({"alg":")" + jose::algorithmName(algorithm).toLatin1() + R"("})") +
                             '.' + TokenSmith::part(payload);
    const QByteArray secret(64, 'k');
    const bool mac = jose::keyTypeOf(algorithm) == jose::KeyType::Octets;
    const QByteArray token = mac ? m_smith.mac(input, secret, algorithm) : m_smith.rsa(input, algorithm);
    const PastedKey key = mac ? PastedKey::fromSecret(base::Secret(QByteArrayView(secret))) : m_smith.rsaKey();
    const TokenInspection inspection = m_smith.inspect(token, {.keys = key});
    QCOMPARE(reasonCode(inspection.reason), u"verified"_s);
    QCOMPARE(inspection.key.origin, KeyUsed::Origin::Pasted);
    QCOMPARE(inspection.key.bits, mac ? 512 : m_smith.rsaJwk().bits());
    QCOMPARE(inspection.key.thumbprint.isEmpty(), mac);
    const TokenInspection bound = m_smith.inspect(token, {.keys = key, .algorithm = u"HS1"_s});
    QVERIFY(!bound.isVerified());
}

void tst_inspector_Keys::bindsTheKey_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("reason");

    const QByteArray hs = m_smith.hs256(R"({"alg":"HS256"})", payload);
    const QByteArray rs = m_smith.rs256(R"({"alg":"RS256"})", payload);
    QTest::newRow("oct") << hs << oct() << u"verified"_s;
    QTest::newRow("oct with alg") << hs << oct(R"(,"alg":"HS256","use":"sig")") << u"verified"_s;
    QTest::newRow("rsa with all") << rs << rsa(R"(,"alg":"RS256","use":"sig","key_ops":["verify"],"kid":"a")")
                                  << u"verified"_s;
    QTest::newRow("rsa for HS256") << hs << rsa() << u"algorithm-confusion"_s;
    QTest::newRow("oct for RS256") << rs << oct() << u"algorithm-mismatch"_s;
    QTest::newRow("secret of HS256's size for HS512")
        << m_smith.mac(TokenSmith::part(R"({"alg":"HS512"})") + '.' + TokenSmith::part(payload),
                       TokenSmith::hmacSecret(), jose::Algorithm::HS512)
        << oct() << u"key-weak"_s;
}

void tst_inspector_Keys::bindsTheKey()
{
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, key);
    QFETCH(QString, reason);
    const TokenInspection inspection = inspect(token, key);
    QCOMPARE(reasonCode(inspection.reason), reason);
    QCOMPARE(inspection.isVerified(), reason == "verified"_L1);
    QCOMPARE(hasFinding(inspection, "key-weak"), reason == "key-weak"_L1 && !inspection.keyError);
}

void tst_inspector_Keys::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("reason");
    QTest::newRow("empty") << ""_ba << u"key-invalid"_s;
    QTest::newRow("words") << "not a key at all"_ba << u"key-invalid"_s;
    QTest::newRow("broken JSON") << "{\"kty\":"_ba << u"key-invalid"_s;
    QTest::newRow("empty secret") << R"({"kty":"oct","k":""})"_ba << u"key-weak"_s;
    QTest::newRow("a token in the key box") << m_smith.good() << u"key-invalid"_s;
}

void tst_inspector_Keys::refusesWhatIsNoKey()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, reason);
    const TokenInspection inspection = inspect(m_smith.good(), key);
    QCOMPARE(reasonCode(inspection.reason), reason);
    QVERIFY(inspection.keyError.has_value());
    QVERIFY(!PastedKey::fromSecret(base::Secret()).keys.has_value());
}

void tst_inspector_Keys::confusionNamesTheForm_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("form");
    const QByteArray pem = m_smith.crypto.keys().toPem(m_smith.rsaJwk());
    QTest::newRow("PEM") << pem << u"PEM"_s;
    QTest::newRow("PEM without its last line feed") << pem.trimmed() << u"PEM without its last line feed"_s;
    QTest::newRow("DER") << derOfPem(pem) << u"DER"_s;
    QTest::newRow("modulus") << m_smith.rsaJwk().n << u"modulus"_s;
    QTest::newRow("something else") << QByteArray(40, 'x') << QString();
}

void tst_inspector_Keys::confusionNamesTheForm()
{
    QFETCH(QByteArray, secret);
    QFETCH(QString, form);
    const TokenInspection inspection =
        m_smith.inspect(m_smith.hs256(R"({"alg":"HS256"})", payload, secret), {.keys = m_smith.rsaKey()});
    QCOMPARE(inspection.reason, Reason::AlgorithmConfusion);
    QCOMPARE(inspection.signature, Signature::Failed);
    const auto finding = std::ranges::find(inspection.findings, u"key-confusion-attack"_s, &Finding::id);
    QCOMPARE(finding == inspection.findings.end(), form.isEmpty());
    if (!form.isEmpty())
        QCOMPARE(finding->parameters, QStringList{form});
}

void tst_inspector_Keys::publicKeyAsSecretIsRefused()
{
    const QByteArray pem = testKeyFile(u"public-spki.pem"_s);
    const TokenInspection inspection =
        m_smith.inspect(m_smith.hs256(R"({"alg":"HS256"})", payload, pem),
                        {.keys = PastedKey::fromSecret(base::Secret(QByteArrayView(pem)))});
    QCOMPARE(inspection.reason, Reason::AlgorithmConfusion);
}

void tst_inspector_Keys::everyChangedByteIsSeen()
{
    const QByteArray good = m_smith.rs256(R"({"alg":"RS256"})", payload);
    const VerificationPolicy policy{.keys = m_smith.rsaKey()};
    QVERIFY(m_smith.inspect(good, policy).isVerified());
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        QVERIFY2(!m_smith.inspect(changed, policy).isVerified(), qPrintable(QString::number(i)));
    }
}

QTEST_GUILESS_MAIN(tst_inspector_Keys)
#include "tst_inspector_Keys.moc"
