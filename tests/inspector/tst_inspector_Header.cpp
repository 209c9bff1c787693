#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_inspector_Header : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void noneIsUnsecuredWithoutAnyKey_data();
    void noneIsUnsecuredWithoutAnyKey();
    void findsAndVerifiesAllTheSame_data();
    void findsAndVerifiesAllTheSame();
    void embeddedKeyIsNeverUsed();
    void embeddedKeyOfOursIsRecognised();

private:
    TokenSmith m_smith;
};

namespace {

const QByteArray payload = R"({"sub":"joe","iss":"https://a.example/"})";

} // namespace

void tst_inspector_Header::refuses_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("signature");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *header, const char *form, const char *signature, const char *reason) {
        QTest::newRow(header) << QByteArray(header) << QString::fromLatin1(form) << QString::fromLatin1(signature)
                              << QString::fromLatin1(reason);
    };
    row(R"({"alg":"none"})", "malformed", "unsecured", "algorithm-none");
    row(R"({"alg":"None"})", "malformed", "unsecured", "algorithm-none");
    row(R"({"alg":"nOnE"})", "malformed", "unsecured", "algorithm-none");
    row(R"({"alg":"none "})", "malformed", "unsecured", "algorithm-none");
    row(R"({"alg":"\uff4eone"})", "malformed", "unsecured", "algorithm-none");
    row(R"({"alg":null})", "malformed", "failed", "algorithm-missing");
    row(R"({"alg":""})", "malformed", "failed", "algorithm-missing");
    row(R"({})", "malformed", "failed", "algorithm-missing");
    row(R"({"alg":256})", "malformed", "failed", "header-type");
    row(R"({"alg":["HS256"]})", "malformed", "failed", "header-type");
    row(R"({"alg":{"HS256":1}})", "malformed", "failed", "header-type");
    row(R"({"alg":true})", "malformed", "failed", "header-type");
    row(R"({"alg":"hs256"})", "ok", "unsupported", "algorithm-unknown");
    row(R"({"alg":"HS-256"})", "ok", "unsupported", "algorithm-unknown");
    row(R"({"alg":"HS256\u0000"})", "ok", "unsupported", "algorithm-unknown");
    row(R"({"alg":" HS256"})", "ok", "unsupported", "algorithm-unknown");
    row(R"({"alg":"ES521"})", "ok", "unsupported", "algorithm-unknown");
    row(R"({"alg":"ES256"})", "ok", "failed", "algorithm-mismatch");
    row(R"({"alg":"PS256"})", "ok", "failed", "algorithm-mismatch");
    row(R"({"alg":"EdDSA"})", "ok", "failed", "algorithm-mismatch");
    row(R"({"alg":"HS256","kid":1})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","kid":null})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","kid":{}})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","typ":1})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","jwk":"x"})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","jku":[]})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","x5c":[]})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","x5c":"MII"})", "malformed", "failed", "header-type");
    row(R"({"alg":"HS256","enc":"A256GCM"})", "malformed", "failed", "bad-header");
    row(R"({"alg":"HS256","crit":["x"],"x":1})", "ok", "failed", "crit-not-understood");
    row(R"({"alg":"HS256","crit":["b64","x"],"b64":true,"x":1})", "ok", "failed", "crit-not-understood");
    row(R"({"alg":"HS256","crit":[]})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":{}})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":null})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":[1]})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":["x","x"],"x":1})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":["kid"],"kid":"a"})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","crit":["x"]})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","b64":false,"crit":["b64"]})", "ok", "failed", "b64-unsupported");
    row(R"({"alg":"HS256","b64":false})", "malformed", "failed", "crit-malformed");
    row(R"({"alg":"HS256","b64":"false","crit":["b64"]})", "malformed", "failed", "header-type");
}

void tst_inspector_Header::refuses()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, form);
    QFETCH(QString, signature);
    QFETCH(QString, reason);
    // The signature is right in every row: only the header is not.
    const TokenInspection inspection = m_smith.inspect(m_smith.hs256(header, payload));
    QCOMPARE(reasonCode(inspection.reason), reason);
    QCOMPARE(formName(inspection.form), form);
    QCOMPARE(signatureName(inspection.signature), signature);
}

void tst_inspector_Header::noneIsUnsecuredWithoutAnyKey_data()
{
    QTest::addColumn<bool>("withKey");
    QTest::newRow("no key") << false;
    QTest::newRow("key") << true;
}

void tst_inspector_Header::noneIsUnsecuredWithoutAnyKey()
{
    QFETCH(bool, withKey);
    const QByteArray token = TokenSmith::part(R"({"alg":"none"})") + '.' + TokenSmith::part(payload) + '.';
    VerificationPolicy policy;
    if (withKey)
        policy.keys = TokenSmith::hmacKey();
    const TokenInspection inspection = m_smith.inspect(token, policy);
    QCOMPARE(inspection.form, Form::Ok);
    QCOMPARE(inspection.signature, Signature::Unsecured);
    QCOMPARE(inspection.verdict(), Verdict::NotVerified);
    QVERIFY(hasFinding(inspection, "algorithm-none"));
    QCOMPARE(inspection.token, token);
}

void tst_inspector_Header::findsAndVerifiesAllTheSame_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char *header, const char *finding) {
        QTest::newRow(header) << QByteArray(header) << QByteArray(finding);
    };
    row(R"({"alg":"HS256"})", "typ-missing");
    row(R"({"alg":"HS256","typ":"sth"})", "typ-unknown");
    row(R"({"alg":"HS256","typ":"JWT","cty":"JWT"})", "nested-token");
    row(R"({"alg":"HS256","typ":"JWT","zip":"DEF"})", "zip-in-jws");
    row(R"({"alg":"HS256","typ":"JWT","nonce":"x"})", "nonce-header");
    row(R"({"alg":"HS256","typ":"JWT","iss":"https://b.example/"})", "replicated-claim");
    row(R"({"alg":"HS256","typ":"JWT","Alg":"none"})", "similar-name");
    row(R"({"alg":"HS256","typ":"JWT","alg ":"none"})", "similar-name");
    row(R"({"alg":"HS256","typ":"JWT","kid":""})", "kid-empty");
    row(R"({"alg":"HS256","typ":"JWT","kid":"../../dev/null"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"/etc/passwd"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"' OR 1=1"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"|cmd"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"${jndi:ldap://x}"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"a\u0000b"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"a\nb"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","kid":"https://x.example/k"})", "kid-injection");
    row(R"({"alg":"HS256","typ":"JWT","jku":"http://169.254.169.254/"})", "key-url");
    row(R"({"alg":"HS256","typ":"JWT","x5u":"file:///etc/passwd"})", "key-url");
    row(R"({"alg":"HS256","typ":"JWT","x5c":["MII="]})", "embedded-certificate");
    row(R"({"alg":"HS256","typ":"JWT","jwk":{"kty":"RSA"}})", "embedded-key");
    row(R"({"alg":"HS256","typ":"JWT","jwk":{"kty":"RSA","d":"AQ"}})", "embedded-private-key");
}

void tst_inspector_Header::findsAndVerifiesAllTheSame()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, finding);
    const TokenInspection inspection = m_smith.inspect(m_smith.hs256(header, payload));
    QVERIFY(hasFinding(inspection, finding.constData()));
    QVERIFY(inspection.isVerified());
}

void tst_inspector_Header::embeddedKeyIsNeverUsed()
{
    // CVE-2018-0114: signed by the attacker's key, which stands in the header.
    const QByteArray header = R"({"alg":"RS256","typ":"JWT","jwk":)" + m_smith.rsaJwk().toPublicJson() + "}";
    const QByteArray forged = m_smith.rs256(header, payload);
    VerificationPolicy none;
    const TokenInspection unkeyed = m_smith.inspect(forged, none);
    QCOMPARE(unkeyed.reason, Reason::KeyNotGiven);
    QCOMPARE(unkeyed.verdict(), Verdict::CouldNotBeChecked);

    VerificationPolicy other;
    jose::JwkSet set;
    set.keys.append(m_smith.rsaJwk());
    set.keys.first().n[10] = static_cast<char>(set.keys.first().n[10] ^ 1);
    other.keys = PastedKey{.keys = set};
    const TokenInspection keyed = m_smith.inspect(forged, other);
    QCOMPARE(keyed.reason, Reason::SignatureWrong);
    const auto finding = std::ranges::find(keyed.findings, u"embedded-key"_s, &Finding::id);
    QVERIFY(finding != keyed.findings.end());
    QCOMPARE(finding->parameters, (QStringList{m_smith.rsaJwk().thumbprint(), u"foreign"_s}));
}

void tst_inspector_Header::embeddedKeyOfOursIsRecognised()
{
    const QByteArray header = R"({"alg":"RS256","typ":"JWT","jwk":)" + m_smith.rsaJwk().toPublicJson() + "}";
    const TokenInspection inspection = m_smith.inspect(m_smith.rs256(header, payload), {.keys = m_smith.rsaKey()});
    QVERIFY(inspection.isVerified());
    const auto finding = std::ranges::find(inspection.findings, u"embedded-key"_s, &Finding::id);
    QVERIFY(finding != inspection.findings.end());
    QCOMPARE(finding->parameters.value(1), u"own"_s);
}

QTEST_GUILESS_MAIN(tst_inspector_Header)
#include "tst_inspector_Header.moc"
