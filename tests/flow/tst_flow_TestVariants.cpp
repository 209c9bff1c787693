#include "app/crypto/Crypto.h"
#include "models/flow/TestVariants.h"
#include "models/inspector/TokenInspector.h"
#include "models/jose/Base64Url.h"
#include "tests/support/TokenTenant.h"

#include <QTest>

using namespace gatehouse;
using flow::TestVariant;
using namespace Qt::StringLiterals;
using tests::TokenTenant;

namespace {

QByteArray goodHeader()
{
    return R"({"alg":"RS256","typ":"JWT","kid":"test-key-current"})";
}

QByteArray goodClaims()
{
    const QByteArray client(TokenTenant::alpha.latin1());
    return R"({"iss":"https://this.example/","sub":")" + client + R"(@clients","aud":"https://orders.example.com",)" +
           R"("iat":1799999000,"exp":1800002000,"scope":"read:orders","azp":")" + client + "\"}";
}

} // namespace

/// Every deliberately wrong variant is refused for what is wrong with it.
class tst_flow_TestVariants : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 m_now = 1'800'000'000;
    app::Crypto m_crypto;
    tests::PlainCustody m_custody{m_crypto.signers()};
    store::StoreSnapshot m_tenant = TokenTenant::make();
    inspector::TokenInspector m_inspector{m_crypto.verifier(), m_crypto.keys()};

    inspector::TokenInspection inspect(const QByteArray &token) const
    {
        inspector::VerificationPolicy policy;
        policy.keys.emplace<inspector::TenantKeys>(
            inspector::TenantKeys{.tenant = m_tenant, .custody = m_custody, .issuers = {u"https://this.example/"_s}});
        policy.now = base::Instant(std::chrono::seconds(m_now));
        return m_inspector.inspect(token, policy);
    }
    std::shared_ptr<const jose::Signer> signer() const { return *m_custody.signer(m_tenant.signingKeys.first()); }
    QByteArray goodToken() const { return *jose::signCompact(goodHeader(), goodClaims(), *signer()); }

private Q_SLOTS:
    void everyVariantGetsItsVerdict()
    {
        const inspector::TokenInspection good = inspect(goodToken());
        QVERIFY(good.isVerified());
        const auto key = m_crypto.keys().publicKeyFromDer(m_tenant.signingKeys.first().publicKey);
        QVERIFY(key);
        const QList<TestVariant> variants =
            flow::makeTestVariants(good, signer().get(), m_crypto.keys().toPem(*key), *good.judgedAt);
        QCOMPARE(variants.size(), 19);
        for (const TestVariant &variant : variants) {
            const inspector::TokenInspection got = inspect(variant.token);
            QVERIFY2(variant.expected.isMetBy(got),
                     qPrintable(QString::number(static_cast<int>(variant.kind)) + u": "_s +
                                inspector::reasonCode(got.reason) + u", "_s + inspector::timeName(got.time) + u", "_s +
                                inspector::claimsName(got.claimsVerdict) + u", "_s +
                                inspector::policyName(got.policyVerdict)));
        }
    }

    void withoutTheKeyOnlyWhatNeedsNone()
    {
        const QList<TestVariant> variants =
            flow::makeTestVariants(inspect(goodToken()), nullptr, {}, base::Instant(std::chrono::seconds(m_now)));
        QCOMPARE(variants.size(), 9);
        for (const TestVariant &variant : variants)
            QCOMPARE(variant.expected.isSignatureValid, variant.kind == TestVariant::Kind::Unchanged);
    }

    void nothingComesOfWhatIsNoToken()
    {
        for (const QByteArray &text :
             {"hello"_ba, QByteArray(), "a.b.c"_ba, jose::encodeBase64Url("{\"alg\":\"none\"}") + ".AAAA."})
            QVERIFY(flow::makeTestVariants(inspect(text), signer().get(), {}, base::Instant()).isEmpty());
    }

    void expectationsCanFail()
    {
        const inspector::TokenInspection good = inspect(goodToken());
        QVERIFY(!flow::ExpectedVerdict{}.isMetBy(good));
        flow::ExpectedVerdict expected{.isSignatureValid = true};
        QVERIFY(expected.isMetBy(good));
        expected.time = inspector::Time::Expired;
        QVERIFY(!expected.isMetBy(good));
        expected.time.reset();
        expected.isClaimsFault = true;
        QVERIFY(!expected.isMetBy(good));
        expected.isClaimsFault = false;
        expected.isPolicyFault = true;
        QVERIFY(!expected.isMetBy(good));
    }
};

QTEST_GUILESS_MAIN(tst_flow_TestVariants)
#include "tst_flow_TestVariants.moc"
