#include "tests/inspector/TokenSmith.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_inspector_Claims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesTime_data();
    void judgesTime();
    void judgesParties_data();
    void judgesParties();
    void findsAndVerifiesAllTheSame_data();
    void findsAndVerifiesAllTheSame();
    void duplicateClaimsAreUsedByNobody();
    void timeIsNotJudgedWithoutNow();
    void leewayIsCapped();

private:
    TokenInspection inspect(const QByteArray &payload, VerificationPolicy policy = {},
                            const QByteArray &header = R"({"alg":"HS256","typ":"JWT"})") const
    {
        policy.keys = TokenSmith::hmacKey();
        return m_smith.inspect(m_smith.hs256(header, payload), policy);
    }

    TokenSmith m_smith;
};

namespace {

constexpr qint64 nowSeconds = 1'700'000'000;
const base::Instant now{std::chrono::seconds(nowSeconds)};

} // namespace

void tst_inspector_Claims::judgesTime_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<qint64>("leeway");
    QTest::addColumn<QString>("time");
    const auto row = [](const char *claims, qint64 leeway, const char *time) {
        QTest::addRow("%s, leeway %lld", claims, leeway)
            << '{' + QByteArray(claims) + '}' << leeway << QString::fromLatin1(time);
    };
    row(R"("exp":1700000001)", 0, "valid");
    row(R"("exp":1700000000)", 0, "expired");
    row(R"("exp":1699999999)", 0, "expired");
    row(R"("exp":1700000000)", 1, "valid");
    row(R"("exp":1699999995)", 5, "expired");
    row(R"("exp":1700000000.5)", 0, "valid");
    row(R"("exp":1.7e9)", 0, "expired");
    row(R"("exp":17e8)", 1, "valid");
    row(R"("exp":1e10)", 0, "valid");
    row(R"("exp":253402300799)", 0, "valid");
    row(R"("exp":253402300800)", 0, "malformed");
    row(R"("exp":1700000001000)", 0, "malformed");
    row(R"("exp":1e400)", 0, "malformed");
    row(R"("exp":1e50)", 0, "malformed");
    row(R"("exp":-1)", 0, "malformed");
    row(R"("exp":0)", 0, "expired");
    row(R"("exp":-0)", 0, "expired");
    row(R"("exp":"1700000001")", 0, "malformed");
    row(R"("exp":true)", 0, "malformed");
    row(R"("exp":null)", 0, "malformed");
    row(R"("exp":[1700000001])", 0, "malformed");
    row(R"("exp":1700000001,"nbf":1700000000)", 0, "valid");
    row(R"("exp":1700000009,"nbf":1700000001)", 0, "not-yet");
    row(R"("exp":1700000009,"nbf":1700000001)", 1, "valid");
    row(R"("exp":1700000009,"nbf":"x")", 0, "malformed");
    row(R"("exp":1700000009,"iat":"x")", 0, "malformed");
    row(R"("exp":1700000009,"iat":1700000005)", 0, "valid");
    row(R"("nbf":1700000001)", 0, "not-yet");
    row(R"("sub":"x")", 0, "no-expiry");
}

void tst_inspector_Claims::judgesTime()
{
    QFETCH(QByteArray, claims);
    QFETCH(qint64, leeway);
    QFETCH(QString, time);
    const TokenInspection inspection = inspect(claims, {.now = now, .leeway = leeway});
    QCOMPARE(timeName(inspection.time), time);
    // Whatever the time is, the signature is right.
    QVERIFY(inspection.isVerified());
}

void tst_inspector_Claims::judgesParties_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char *claims, const char *verdict, const char *finding = "") {
        QTest::newRow(claims) << '{' + QByteArray(claims) + '}' << QString::fromLatin1(verdict) << QByteArray(finding);
    };
    row(R"("iss":"https://t.example/","aud":"https://api.example.com")", "ok");
    row(R"("iss":"https://t.example/","aud":["x","https://api.example.com"])", "ok");
    row(R"("iss":"https://t.example/","aud":["https://api.example.com","https://api.example.com"])", "ok");
    row(R"("iss":"https://t.example/","aud":[])", "mismatch");
    row(R"("iss":"https://t.example/")", "mismatch");
    row(R"("iss":"https://t.example/","aud":"https://api.example.com/")", "mismatch", "audience-near-miss");
    row(R"("iss":"https://t.example/","aud":"https://API.example.com")", "mismatch", "audience-near-miss");
    row(R"("iss":"https://t.example/","aud":"https://api.example.com.evil.example")", "mismatch");
    row(R"("iss":"https://t.example/","aud":["https://api.example.com",1])", "malformed", "claim-type");
    row(R"("iss":"https://t.example/","aud":1)", "malformed", "claim-type");
    row(R"("iss":"https://t.example/","aud":{"https://api.example.com":1})", "malformed", "claim-type");
    row(R"("iss":"https://t.example","aud":"https://api.example.com")", "mismatch", "issuer-near-miss");
    row(R"("iss":"http://t.example/","aud":"https://api.example.com")", "mismatch", "issuer-near-miss");
    row(R"("iss":"https://T.example/","aud":"https://api.example.com")", "mismatch", "issuer-near-miss");
    row(R"("iss":"https://t.example:443/","aud":"https://api.example.com")", "mismatch", "issuer-near-miss");
    row(R"("aud":"https://api.example.com")", "mismatch");
    row(R"("iss":1,"aud":"https://api.example.com")", "malformed", "claim-type");
    row(R"("iss":"https://t.example/","aud":"https://api.example.com","sub":1)", "malformed", "claim-type");
    row(R"("iss":"https://t.example/","aud":"https://api.example.com","jti":[])", "malformed", "claim-type");
    row(R"("iss":"https://t.example/","aud":"https://api.example.com","exp":"soon")", "malformed", "claim-type");
}

void tst_inspector_Claims::judgesParties()
{
    QFETCH(QByteArray, claims);
    QFETCH(QString, verdict);
    QFETCH(QByteArray, finding);
    const TokenInspection inspection =
        inspect(claims, {.issuer = u"https://t.example/"_s, .audience = u"https://api.example.com"_s});
    QCOMPARE(claimsName(inspection.claimsVerdict), verdict);
    if (!finding.isEmpty())
        QVERIFY(hasFinding(inspection, finding.constData()));
    QVERIFY(inspection.isVerified());
}

void tst_inspector_Claims::findsAndVerifiesAllTheSame_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char *claims, const char *finding) {
        QTest::newRow(claims) << '{' + QByteArray(claims) + '}' << QByteArray(finding);
    };
    row(R"("sub":"x")", "no-expiry");
    row(R"("exp":1700000001000)", "time-milliseconds");
    row(R"("exp":1e400)", "time-out-of-range");
    row(R"("exp":1700000900,"iat":1700000100)", "issued-in-future");
    row(R"("exp":1700000001,"iat":1700000001)", "expires-before-issued");
    row(R"("exp":1700000001,"nbf":1700000002)", "never-valid");
    row(R"("exp":1,"scope":["a"])", "scope-type");
    row(R"("exp":1,"scope":"a  b")", "scope-format");
    row(R"("exp":1,"scope":"a a")", "scope-format");
    row(R"("exp":1,"scope":"a\tb")", "scope-format");
    row(R"("exp":1,"scp":"a")", "scope-in-other-claim");
    row(R"("exp":1,"permissions":["a"])", "scope-in-other-claim");
    row(R"("exp":1,"azp":"a","client_id":"b")", "");
    row(R"("exp":1,"nonce":"a")", "looks-like-id-token");
    row(R"("exp":1,"at_hash":"a")", "looks-like-id-token");
    row(R"("exp":1,"cnf":{"jkt":"a"})", "sender-constrained");
}

void tst_inspector_Claims::findsAndVerifiesAllTheSame()
{
    QFETCH(QByteArray, claims);
    QFETCH(QByteArray, finding);
    const TokenInspection inspection = inspect(claims, {.now = now});
    if (!finding.isEmpty())
        QVERIFY(hasFinding(inspection, finding.constData()));
    QVERIFY(inspection.isVerified());

    const TokenInspection profile = inspect(claims, {}, R"({"alg":"HS256","typ":"application/at+jwt"})");
    QVERIFY(hasFinding(profile, "missing-claim"));
    VerificationPolicy quiet;
    quiet.explain = false;
    QVERIFY(!hasFinding(inspect(claims, quiet), "no-expiry"));
}

void tst_inspector_Claims::duplicateClaimsAreUsedByNobody()
{
    const TokenInspection inspection = inspect(R"({"aud":"https://a.example","aud":"https://b.example","exp":1})",
                                               {.audience = u"https://a.example"_s, .now = now});
    QCOMPARE(inspection.claimsVerdict, Claims::Malformed);
    QCOMPARE(inspection.time, Time::NotJudged);
    QVERIFY(!inspection.claims.has_value());
    QVERIFY(inspection.audience.isEmpty());
    QVERIFY(hasFinding(inspection, "duplicate-claim"));
    QCOMPARE(inspection.claimsError->name, u"aud"_s);
}

void tst_inspector_Claims::timeIsNotJudgedWithoutNow()
{
    const TokenInspection inspection = inspect(R"({"exp":1,"iat":0})");
    QCOMPARE(inspection.time, Time::NotJudged);
    QCOMPARE(inspection.expiresAt, 1);
    QCOMPARE(inspection.issuedAt, 0);
    QVERIFY(!inspection.judgedAt.has_value());
}

void tst_inspector_Claims::leewayIsCapped()
{
    const TokenInspection inspection = inspect(R"({"exp":1699999930})", {.now = now, .leeway = 100000});
    QCOMPARE(inspection.leeway, 60);
    QCOMPARE(inspection.time, Time::Expired);
    QCOMPARE(inspect(R"({"exp":1700000001})", {.now = now, .leeway = -100}).time, Time::Valid);
}

QTEST_GUILESS_MAIN(tst_inspector_Claims)
#include "tst_inspector_Claims.moc"
