#include "models/flow/ApiProbe.h"
#include "models/inspector/InspectionSetup.h"
#include "models/jose/JsonBuilder.h"
#include "tests/inspector/TokenSmith.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PlainCustody.h"
#include "tests/support/TokenTenant.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using Kind = ProbeRow::Kind;

namespace {

/// Somebody's API, without a socket: it looks at everything that it must, but for what it is told to forget.
class PretendedApi final : public http::HttpClient
{
public:
    enum class Fault {
        None,
        LetsEverybodyIn,
        ReadsWithoutVerifying,
        ForgetsExpiry,
        ForgetsAudience,
        ForgetsIssuer,
        TrustsAnyKey,
        TakesNone,
        TakesPublicKeyAsSecret,
        ForgetsScope,
        RefusesAll,
        BreaksOnStrangers,
        // No faults in what is checked:
        AnswersWithForbidden,
        Redirects,
        IsNotThere,
    };

    PretendedApi(const TokenSmith &smith, const base::Clock &clock, const store::StoreSnapshot &tenant,
                 const store::Custody &custody)
        : m_smith(smith)
        , m_clock(clock)
        , m_tenant(tenant)
        , m_custody(custody)
    {
    }

    base::Job<http::HttpResponse> send(const http::HttpRequest &request) override
    {
        sent.append(request);
        if (fault == Fault::IsNotThere) {
            return base::Job<http::HttpResponse>::ready(
                base::failure(base::ErrorCode::ServerUnreachable, base::ErrorStep::HttpRequest, request.url.host()));
        }
        http::HttpResponse response;
        response.status = statusFor(request);
        return base::Job<http::HttpResponse>::ready(response);
    }

    Fault fault = Fault::None;
    QString audience;
    QList<http::HttpRequest> sent;

private:
    bool is(Fault one) const { return fault == one; }

    int statusFor(const http::HttpRequest &request) const
    {
        QByteArray token;
        for (const auto &[name, value] : request.headers) {
            if (name == "Authorization")
                token = value.sliced(7);
        }
        if (is(Fault::LetsEverybodyIn))
            return 200;
        if (is(Fault::RefusesAll))
            return 401;
        if (is(Fault::Redirects))
            return 302;
        if (token.isEmpty())
            return 401;
        const int refused = is(Fault::AnswersWithForbidden) ? 403 : 401;
        const inspector::TokenInspection judged = inspected(token);
        if (!isSignatureTaken(judged, token))
            return is(Fault::BreaksOnStrangers) ? 500 : refused;
        if (judged.expiresAt.value_or(0) <= base::unixSeconds(m_clock.now()) && !is(Fault::ForgetsExpiry))
            return refused;
        if (judged.issuer != "http://127.0.0.1:8790/"_L1 && !is(Fault::ForgetsIssuer))
            return refused;
        if (!judged.audience.contains(audience) && !is(Fault::ForgetsAudience))
            return refused;
        return judged.scopes.contains(u"read:orders"_s) || is(Fault::ForgetsScope) ? 200 : 403;
    }

    bool isSignatureTaken(const inspector::TokenInspection &judged, const QByteArray &token) const
    {
        if (judged.hasValidSignature() || is(Fault::ReadsWithoutVerifying))
            return true;
        if (is(Fault::TakesNone) && judged.algorithm == "none"_L1)
            return true;
        if (is(Fault::TrustsAnyKey) && judged.kid == "no-such-key"_L1)
            return true;
        if (!is(Fault::TakesPublicKeyAsSecret) || judged.algorithm != "HS256"_L1)
            return false;
        const auto jwk = m_smith.crypto.keys().publicKeyFromDer(m_tenant.signingKeys.constFirst().publicKey);
        const QByteArray input = token.first(token.lastIndexOf('.'));
        return token == m_smith.mac(input, m_smith.crypto.keys().toPem(*jwk));
    }

    inspector::TokenInspection inspected(const QByteArray &token) const
    {
        inspector::InspectionSetup setup;
        setup.useTenant(m_tenant, m_custody, {u"http://127.0.0.1:8790/"_s});
        setup.now = m_clock.now();
        return m_smith.inspector.inspect(token, setup.policy(inspector::InspectionSetup::Depth::Other));
    }

    const TokenSmith &m_smith;
    const base::Clock &m_clock;
    const store::StoreSnapshot &m_tenant;
    const store::Custody &m_custody;
};

} // namespace

Q_DECLARE_METATYPE(PretendedApi::Fault)

/// The negative lab, against APIs that forget one thing each.
class tst_flow_ApiProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void faultsAreNamed_data();
    void faultsAreNamed();
    void aSharedSecretHasNoPublicKey();
    void withoutScopesNoneCanBeMissing();
    void callsCarryWhatWasChosen();
    void aTokenGoesNowhereUnnamed_data();
    void aTokenGoesNowhereUnnamed();
    void nobodyThereIsTold();
    void cancelEnds();
    void statusesAreJudged_data();
    void statusesAreJudged();
    void targets_data();
    void targets();
    void headers();

private:
    ProbeReport run()
    {
        ApiProbe probe({*m_api, m_custody, m_smith.crypto.keys(), m_smith.crypto.privateKeys(), m_clock});
        QSignalSpy spy(&probe, &ApiProbe::finished);
        probe.start(m_request);
        if (spy.isEmpty() && !spy.wait(20000))
            qFatal("the probe does not end");
        return spy.takeFirst().constFirst().value<ProbeReport>();
    }
    inspector::TokenInspection good(const QByteArray &scope = "read:orders") const
    {
        const qint64 now = base::unixSeconds(m_clock.now());
        const QByteArray claims = "{\"iss\":\"http://127.0.0.1:8790/\",\"sub\":\"x@clients\",\"aud\":\"" +
                                  m_request.api.identifier.toUtf8() + "\",\"iat\":" + QByteArray::number(now) +
                                  ",\"exp\":" + QByteArray::number(now + 60) +
                                  (scope.isEmpty() ? QByteArray() : ",\"scope\":\"" + scope + '"') + "}";
        const bool isShared = m_request.api.signingAlgorithm == domain::SigningAlgorithm::HS256;
        const QByteArray token =
            isShared ? m_smith.hs256("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, TokenTenant::ledgerSecret.latin1())
                     : m_smith.rs256("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"test-key-current\"}", claims);
        inspector::InspectionSetup setup;
        setup.useTenant(m_tenant, m_custody, {u"http://127.0.0.1:8790/"_s});
        setup.now = m_clock.now();
        return m_smith.inspector.inspect(token, setup.policy(inspector::InspectionSetup::Depth::Other));
    }

    TokenSmith m_smith;
    PlainCustody m_custody{m_smith.crypto.signers()};
    FakeClock m_clock;
    store::StoreSnapshot m_tenant;
    ProbeRequest m_request;
    std::unique_ptr<PretendedApi> m_api;
};

void tst_flow_ApiProbe::init()
{
    m_tenant = TokenTenant::make();
    m_api = std::make_unique<PretendedApi>(m_smith, m_clock, m_tenant, m_custody);
    m_request = {};
    m_request.url = QUrl(u"http://127.0.0.1:3000/orders"_s);
    m_request.api = m_tenant.resourceServers.constFirst();
    m_request.tenant = m_tenant;
    m_api->audience = m_request.api.identifier;
    m_request.good = good();
    QVERIFY(m_request.good.isVerified());
}

void tst_flow_ApiProbe::faultsAreNamed_data()
{
    using enum PretendedApi::Fault;
    QTest::addColumn<PretendedApi::Fault>("fault");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QStringList>("faulty"); ///< the rows whose verdict is a fault, or is not "right"
    const QStringList all{u"no-token accepted"_s,       u"altered accepted"_s,       u"expired accepted"_s,
                          u"wrong-audience accepted"_s, u"wrong-issuer accepted"_s,  u"unknown-key accepted"_s,
                          u"algorithm-none accepted"_s, u"key-confusion accepted"_s, u"missing-scope accepted"_s};
    QTest::newRow("a sound one") << None << u"sound"_s << QStringList();
    QTest::newRow("lets everybody in") << LetsEverybodyIn << u"faulty"_s << all;
    QTest::newRow("reads without verifying") << ReadsWithoutVerifying << u"faulty"_s
                                             << QStringList{u"altered accepted"_s, u"unknown-key accepted"_s,
                                                            u"algorithm-none accepted"_s, u"key-confusion accepted"_s};
    QTest::newRow("forgets exp") << ForgetsExpiry << u"faulty"_s << QStringList{u"expired accepted"_s};
    QTest::newRow("forgets aud") << ForgetsAudience << u"faulty"_s << QStringList{u"wrong-audience accepted"_s};
    QTest::newRow("forgets iss") << ForgetsIssuer << u"faulty"_s << QStringList{u"wrong-issuer accepted"_s};
    QTest::newRow("trusts any key") << TrustsAnyKey << u"faulty"_s << QStringList{u"unknown-key accepted"_s};
    QTest::newRow("takes alg none") << TakesNone << u"faulty"_s << QStringList{u"algorithm-none accepted"_s};
    QTest::newRow("takes the public key for a secret")
        << TakesPublicKeyAsSecret << u"faulty"_s << QStringList{u"key-confusion accepted"_s};
    QTest::newRow("forgets the scope") << ForgetsScope << u"faulty"_s << QStringList{u"missing-scope accepted"_s};
    QTest::newRow("refuses all") << RefusesAll << u"faulty"_s
                                 << QStringList{u"good-token good-refused"_s, u"missing-scope other-status"_s};
    QTest::newRow("breaks") << BreaksOnStrangers << u"faulty"_s
                            << QStringList{u"altered broke"_s, u"unknown-key broke"_s, u"algorithm-none broke"_s,
                                           u"key-confusion broke"_s};
    QTest::newRow("403 for 401") << AnswersWithForbidden << u"sound"_s
                                 << QStringList{u"altered other-status"_s,        u"expired other-status"_s,
                                                u"wrong-audience other-status"_s, u"wrong-issuer other-status"_s,
                                                u"unknown-key other-status"_s,    u"algorithm-none other-status"_s,
                                                u"key-confusion other-status"_s};
    QTest::newRow("redirects") << Redirects << u"unclear"_s
                               << QStringList{u"good-token unclear"_s,     u"no-token unclear"_s,
                                              u"altered unclear"_s,        u"expired unclear"_s,
                                              u"wrong-audience unclear"_s, u"wrong-issuer unclear"_s,
                                              u"unknown-key unclear"_s,    u"algorithm-none unclear"_s,
                                              u"key-confusion unclear"_s,  u"missing-scope unclear"_s};
}

void tst_flow_ApiProbe::faultsAreNamed()
{
    QFETCH(PretendedApi::Fault, fault);
    QFETCH(QString, outcome);
    QFETCH(QStringList, faulty);
    m_api->fault = fault;
    const ProbeReport report = run();
    QStringList others;
    for (const ProbeRow &row : report.rows) {
        if (row.verdict != ProbeRow::Verdict::Right)
            others.append(probeKindName(row.kind) + u' ' + probeVerdictName(row.verdict));
    }
    QCOMPARE(others, faulty);
    QCOMPARE(probeOutcomeName(report.outcome), outcome);
    QCOMPARE(m_api->sent.size(), probeKindCount);
}

void tst_flow_ApiProbe::aSharedSecretHasNoPublicKey()
{
    m_request.api = m_tenant.resourceServers.at(1);
    m_api->audience = m_request.api.identifier;
    m_request.good = good();
    QVERIFY(m_request.good.isVerified());
    const ProbeReport report = run();
    QCOMPARE(probeOutcomeName(report.outcome), u"sound"_s);
    QCOMPARE(probeVerdictName(report.rows.at(int(Kind::KeyConfusion)).verdict), u"not-tried"_s);
    QCOMPARE(probeVerdictName(report.rows.at(int(Kind::UnknownKey)).verdict), u"right"_s);
}

void tst_flow_ApiProbe::withoutScopesNoneCanBeMissing()
{
    m_api->fault = PretendedApi::Fault::ForgetsScope;
    m_request.good = good({});
    const ProbeReport report = run();
    QCOMPARE(probeOutcomeName(report.outcome), u"sound"_s);
    QCOMPARE(probeVerdictName(report.rows.at(int(Kind::MissingScope)).verdict), u"not-tried"_s);
}

void tst_flow_ApiProbe::callsCarryWhatWasChosen()
{
    m_request.method = "PUT";
    m_request.headers = {{"X-Tenant", "t1"}};
    const ProbeReport report = run();
    for (const http::HttpRequest &sent : std::as_const(m_api->sent)) {
        QCOMPARE(sent.method, "PUT");
        QCOMPARE(sent.url, m_request.url);
        QCOMPARE(sent.headers.constFirst(), (QPair<QByteArray, QByteArray>("X-Tenant", "t1")));
    }
    QCOMPARE(m_api->sent.at(int(Kind::NoToken)).headers.size(), 1);
    QVERIFY(report.rows.constFirst().exchange);
    QVERIFY(!redactedRequest(report.rows.constFirst().exchange->sent).headers.constLast().second.contains("eyJ"));
}

void tst_flow_ApiProbe::aTokenGoesNowhereUnnamed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("confirmed");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("this machine") << u"http://localhost:3000/"_s << QString() << true;
    QTest::newRow("another") << u"https://api.example.com/"_s << QString() << false;
    QTest::newRow("another, named") << u"https://api.example.com/"_s << u"api.example.com"_s << true;
    QTest::newRow("another than named") << u"https://api.example.com/"_s << u"example.com"_s << false;
    QTest::newRow("in the clear") << u"http://api.example.com/"_s << u"api.example.com"_s << false;
}

void tst_flow_ApiProbe::aTokenGoesNowhereUnnamed()
{
    QFETCH(QString, url);
    QFETCH(QString, confirmed);
    QFETCH(bool, isSent);
    m_request.url = QUrl(url);
    m_request.confirmedHost = confirmed;
    const ProbeReport report = run();
    QCOMPARE(probeOutcomeName(report.outcome), isSent ? u"sound"_s : u"failed"_s);
    QCOMPARE(m_api->sent.isEmpty(), !isSent);
}

void tst_flow_ApiProbe::nobodyThereIsTold()
{
    m_api->fault = PretendedApi::Fault::IsNotThere;
    const ProbeReport report = run();
    QCOMPARE(probeOutcomeName(report.outcome), u"failed"_s);
    QCOMPARE(report.error->code, base::ErrorCode::ServerUnreachable);
    QCOMPARE(m_api->sent.size(), 1);
}

void tst_flow_ApiProbe::cancelEnds()
{
    ApiProbe probe({*m_api, m_custody, m_smith.crypto.keys(), m_smith.crypto.privateKeys(), m_clock});
    QSignalSpy spy(&probe, &ApiProbe::finished);
    probe.start(m_request);
    QVERIFY(probe.isRunning());
    probe.cancel();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(probeOutcomeName(probe.report().outcome), u"cancelled"_s);
    // Another takes its place, and the tokens of the first are not used.
    probe.start(m_request);
    QVERIFY(spy.wait(20000));
    QCOMPARE(probeOutcomeName(probe.report().outcome), u"sound"_s);
    QCOMPARE(m_api->sent.size(), probeKindCount);
}

void tst_flow_ApiProbe::statusesAreJudged_data()
{
    QTest::addColumn<int>("expected");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("created") << 200 << 201 << u"right"_s;
    QTest::newRow("nothing there") << 200 << 404 << u"unclear"_s;
    QTest::newRow("good refused") << 200 << 403 << u"good-refused"_s;
    QTest::newRow("refused") << 401 << 401 << u"right"_s;
    QTest::newRow("refused as a bad request") << 401 << 400 << u"other-status"_s;
    QTest::newRow("let in") << 401 << 204 << u"accepted"_s;
    QTest::newRow("sent away") << 401 << 302 << u"unclear"_s;
    QTest::newRow("broke") << 401 << 502 << u"broke"_s;
    QTest::newRow("scope") << 403 << 403 << u"right"_s;
}

void tst_flow_ApiProbe::statusesAreJudged()
{
    QFETCH(int, expected);
    QFETCH(int, status);
    QTEST(probeVerdictName(probeVerdict(expected, status)), "verdict");
}

void tst_flow_ApiProbe::targets_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("target");
    const auto row = [](const char *url, ProbeTarget target) {
        QTest::newRow(url) << QString::fromLatin1(url) << int(target);
    };
    row("http://127.0.0.1:3000/", ProbeTarget::Loopback);
    row("https://localhost/x", ProbeTarget::Loopback);
    row("http://[::1]:80/", ProbeTarget::Loopback);
    row("http://127.0.0.1.evil.example/", ProbeTarget::InTheClear);
    row("https://127.evil.example.com/", ProbeTarget::Elsewhere);
    row("http://localhost.evil.example/", ProbeTarget::InTheClear);
    row("https://api.example.com/", ProbeTarget::Elsewhere);
    row("https://127.0.0.1@evil.example/", ProbeTarget::NotAnUrl);
    row("ftp://127.0.0.1/", ProbeTarget::NotAnUrl);
    row("file:///etc/passwd", ProbeTarget::NotAnUrl);
    row("orders", ProbeTarget::NotAnUrl);
}

void tst_flow_ApiProbe::targets()
{
    QFETCH(QString, url);
    QTEST(int(probeTarget(QUrl(url, QUrl::StrictMode))), "target");
}

void tst_flow_ApiProbe::headers()
{
    QVERIFY(isProbeHeader("X-Tenant", "t 1"));
    QVERIFY(!isProbeHeader("authorization", "Bearer x"));
    QVERIFY(!isProbeHeader("Host", "evil.example"));
    QVERIFY(!isProbeHeader("X Tenant", "t"));
    QVERIFY(!isProbeHeader("X", "a\r\nHost: b"));
    QVERIFY(!isProbeHeader({}, "x"));
}

QTEST_GUILESS_MAIN(tst_flow_ApiProbe)
#include "tst_flow_ApiProbe.moc"
