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
