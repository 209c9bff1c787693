#include "models/inspector/Headline.h"
#include "models/inspector/InspectionSession.h"
#include "tests/inspector/Catalogue.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::inspector;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *rsHeader = R"({"alg":"RS256","typ":"JWT","kid":"k1"})";
constexpr const char *rsAudience = R"("https://rs.example.com")";

class TestClock : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant(std::chrono::seconds(seconds)); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }

    qint64 seconds = 1'700'000'000;
};

} // namespace

/// A token is pasted: the story of the inspector's page, without a page.
class tst_inspector_Session : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneInspectionAndOneSignal();
    void expectationsApplyToAll();
    void whatIsSaidOfOneTokenAppliesToNoOther();
    void manyTokensAreDecryptedAsOneIs();
    void oneApiAlone();
    void anApiThatIsGone();
    void timesPass();

private:
    InspectionSetup withSecret() const
    {
        InspectionSetup setup;
        setup.useKeys(TokenSmith::hmacKey());
        return setup;
    }
    TokenInspection many(const InspectionSession &session, const QByteArray &token) const
    {
        return m_catalogue.smith.inspector.inspect(token, session.forMany()());
    }

    Catalogue m_catalogue;
    TestClock m_clock;
};

void tst_inspector_Session::oneInspectionAndOneSignal()
{
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    QSignalSpy inspected(&session, &InspectionSession::inspected);
    session.set({}, withSecret());
    QCOMPARE(inspected.size(), 1);
    QVERIFY(session.isEmpty());
    session.set(m_catalogue.good(), withSecret());
    QCOMPARE(inspected.size(), 2);
    QVERIFY(session.inspection().isVerified());
    QCOMPARE(session.inspection().judgedAt, m_clock.now());
    InspectionSetup other = withSecret();
    other.audience = u"https://other.example"_s;
    session.setSetup(other);
    QCOMPARE(inspected.size(), 3);
    QCOMPARE(headlineOf(session.inspection()), Headline::WrongAudience);
    session.setSetup({});
    QCOMPARE(headlineOf(session.inspection()), Headline::NoKey);
}

void tst_inspector_Session::expectationsApplyToAll()
{
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    InspectionSetup setup = withSecret();
    setup.issuer = u"https://evil.example/"_s;
    session.set(m_catalogue.good(), setup);
    for (const TokenInspection &inspection :
         {session.inspection(), session.inspectOther(m_catalogue.good()), many(session, m_catalogue.good())})
        QCOMPARE(headlineOf(inspection), Headline::WrongIssuer);
}

void tst_inspector_Session::whatIsSaidOfOneTokenAppliesToNoOther()
{
    const QByteArray message = m_catalogue.smith.hs256(R"({"alg":"HS256"})", "hello");
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    InspectionSetup setup = withSecret();
    setup.token.isAnyContent = true;
    setup.token.scopes = QStringList{u"admin"_s};
    session.set(m_catalogue.good(), setup);
    QCOMPARE(session.inspection().expectations.scopes, Comparison::Missing);
    QCOMPARE(session.inspectOther(m_catalogue.good()).expectations.scopes, Comparison::NotExpected);
    QVERIFY(!session.inspectOther(message).isVerified());
    QVERIFY(!many(session, message).isVerified());
    // A request of a DPoP proof says nothing about a token that is not one.
    setup = {};
    setup.token.dpop = DpopRequest{.method = u"GET"_s, .isForProofsOnly = true};
    session.set(m_catalogue.good(), setup);
    QCOMPARE(session.inspection().policyVerdict, Policy::NotJudged);
}

void tst_inspector_Session::manyTokensAreDecryptedAsOneIs()
{
    // RFC 7516 appendix A.3: the key is a secret of 128 bits.
    const QByteArray token = "eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0."
                             "6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.AxY8DCtDaGlsbGljb3RoZQ."
                             "KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ";
    InspectionSetup setup;
    setup.decryptionKeys = {
        jose::PrivateKey::fromSecret(base::Secret(QByteArrayView(QByteArray::fromBase64("GawgguFyGrWKav7AX4VKUg=="))))};
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    session.set(token, setup);
    QCOMPARE(reasonCode(session.inspection().reason), u"decrypted"_s);
    QCOMPARE(reasonCode(session.inspectOther(token).reason), u"decrypted"_s);
    QCOMPARE(reasonCode(many(session, token).reason), u"decrypted"_s);
}

void tst_inspector_Session::oneApiAlone()
{
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    InspectionSetup setup;
    const QByteArray token = m_catalogue.smith.rs256(rsHeader, Catalogue::tenantClaims(rsAudience));
    setup.useTenant(m_catalogue.tenant, m_catalogue.custody, {u"https://t.example/"_s});
    session.set(token, setup);
    QCOMPARE(headlineOf(session.inspection()), Headline::Verified);
    const auto api = std::ranges::find_if(m_catalogue.tenant.resourceServers, [&](const domain::ResourceServer &one) {
        return !session.inspection().audience.contains(one.identifier);
    });
    QVERIFY(api != m_catalogue.tenant.resourceServers.end());
    setup.useTenant(m_catalogue.tenant, m_catalogue.custody, {u"https://t.example/"_s}, api->id);
    session.setSetup(setup);
    QVERIFY(!session.inspection().isVerified());
    QVERIFY(!many(session, token).isVerified());
    // A tenant that has not issued a token yet has no issuer to compare with.
    setup.useTenant(m_catalogue.tenant, m_catalogue.custody, {});
    session.setSetup(setup);
    QCOMPARE(headlineOf(session.inspection()), Headline::IssuerNotCompared);
    QCOMPARE(session.inspection().expectations.audience, Comparison::Matches);
    QCOMPARE(session.inspection().expectations.issuer, Comparison::NotCompared);
}

void tst_inspector_Session::anApiThatIsGone()
{
    InspectionSession session(m_catalogue.smith.inspector, m_clock);
    InspectionSetup setup;
    setup.useTenant(m_catalogue.tenant, m_catalogue.custody, {u"https://t.example/"_s},
                    domain::ResourceServerId(u"gone"_s));
    session.set(m_catalogue.smith.rs256(rsHeader, Catalogue::tenantClaims(rsAudience)), setup);
    QCOMPARE(headlineOf(session.inspection()), Headline::NoKey);
}

void tst_inspector_Session::timesPass()
{
    TestClock clock;
    InspectionSession session(m_catalogue.smith.inspector, clock);
    InspectionSetup setup = withSecret();
    session.set(m_catalogue.withPayload(R"({"exp":1700000010})"), setup);
    QSignalSpy inspected(&session, &InspectionSession::inspected);
    clock.seconds += 5;
    QVERIFY(!session.tick());
    clock.seconds += 5;
    QVERIFY(session.tick());
    QCOMPARE(inspected.size(), 1);
    QCOMPARE(headlineOf(session.inspection()), Headline::Expired);
    QVERIFY(!session.tick());
    // A time that was chosen does not pass.
    setup.now = base::Instant(std::chrono::seconds(1'700'000'000));
    session.setSetup(setup);
    clock.seconds += 5;
    QVERIFY(!session.tick());
    QCOMPARE(headlineOf(session.inspection()), Headline::PolicyWarned); // it names no audience
    QCOMPARE(session.now(), *setup.now);
}

QTEST_GUILESS_MAIN(tst_inspector_Session)
#include "tst_inspector_Session.moc"
