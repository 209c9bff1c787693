#include "models/flow/SystemBrowser.h"
#include "models/http/LoopbackListener.h"
#include "tests/flow/PretendedBrowser.h"
#include "tests/flow/ServedLogins.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// A login over HTTP, through the pages of the server and through a browser's redirect.
class tst_flow_AuthorizationCodeFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<ServedLogins>(); }
    void cleanup() { m_world.reset(); }
    void aPersonLogsIn_data();
    void aPersonLogsIn();
    void everyExchangeIsThere();
    void nothingSecretIsInTheRedactedExchanges();
    void aWrongPasswordEndsTheRun();
    void whoPressesCancelIsNotAuthorized();
    void anUnregisteredRedirectShowsAPage();
    void aRefreshTokenIsUsed_data();
    void aRefreshTokenIsUsed();
    void aBrowserComesBack();
    void anAnswerOfAnotherRequestIsNotTaken();
    void anAnswerOfAnotherServerIsNotTrusted();
    void noBrowserEndsTheRun();
    void patienceEnds();
    void cancelLeaves();

private:
    FlowTranscript run(QLatin1StringView client, std::unique_ptr<UserAgent> agent,
                       const QStringList &scopes = {u"openid"_s, u"email"_s, u"read:orders"_s, u"offline_access"_s})
    {
        AuthorizationCodeFlow flow(m_world->flowParts());
        QSignalSpy spy(&flow, &UserFlow::finished);
        flow.start(m_world->flowRequest(client, scopes), std::move(agent));
        return ServedLogins::transcriptOf(spy);
    }
    /// Opens `flow`'s address, in a browser that does with it what `browse` says.
    FlowTranscript browsed(const SystemBrowser::Open &browse,
                           std::chrono::milliseconds patience = std::chrono::seconds(60))
    {
        AuthorizationCodeFlow flow(m_world->flowParts());
        QSignalSpy spy(&flow, &UserFlow::finished);
        FlowRequest request = m_world->flowRequest(LoginWorld::app, {u"openid"_s, u"read:orders"_s});
        request.patience = patience;
        flow.start(request, std::make_unique<SystemBrowser>(m_listener, *testCallback(request.client), browse));
        return ServedLogins::transcriptOf(spy);
    }
    static QStringList kinds(const FlowTranscript &transcript)
    {
        QStringList names;
        for (const Exchange &exchange : transcript.exchanges)
            names.append(exchangeKindName(exchange.kind));
        return names;
    }
    static http::HttpRequest get(const QUrl &url)
    {
        http::HttpRequest request;
        request.url = url;
        return request;
    }
    static QString parameterOf(const QUrl &url, const QString &name)
    {
        for (const ExchangeParameter &parameter : parametersOf(get(url))) {
            if (parameter.name == name)
                return parameter.value;
        }
        return {};
    }

    std::unique_ptr<ServedLogins> m_world;
    http::LoopbackListener m_listener;
};

void tst_flow_AuthorizationCodeFlow::aPersonLogsIn_data()
{
    QTest::addColumn<QString>("client");
    QTest::newRow("a web client with a secret") << QString(LoginWorld::web);
    QTest::newRow("a public client") << QString(LoginWorld::app);
}

void tst_flow_AuthorizationCodeFlow::aPersonLogsIn()
{
    QFETCH(QString, client);
    const QByteArray id = client.toLatin1();
    const FlowTranscript transcript = run(QLatin1StringView(id), m_world->person());
    QCOMPARE(outcomeName(transcript.outcome), u"verified"_s);
    QCOMPARE(transcript.grantedScopes, (QStringList{u"openid"_s, u"email"_s, u"read:orders"_s, u"offline_access"_s}));
    QVERIFY(transcript.inspection->isVerified());
    QVERIFY(transcript.idToken->isVerified());
    QVERIFY(transcript.userInfo.contains("jane@example.com"));
    QStringList checks;
    for (const FlowCheck &check : transcript.checks)
        checks.append(checkName(check.kind) + (check.isGood ? u" good"_s : u" bad"_s));
    QCOMPARE(checks, (QStringList{u"state good"_s, u"issuer good"_s, u"nonce good"_s, u"subject good"_s}));
}

void tst_flow_AuthorizationCodeFlow::everyExchangeIsThere()
{
    const FlowTranscript transcript = run(LoginWorld::web, m_world->person());
    QCOMPARE(kinds(transcript),
             (QStringList{u"metadata"_s, u"authorize"_s, u"login"_s, u"callback"_s, u"token"_s, u"userinfo"_s}));
    for (const Exchange &exchange : transcript.exchanges)
        QCOMPARE(exchangeStateName(exchange.state), u"done"_s);
    const QUrl authorize = transcript.exchanges.at(1).sent.url;
    QCOMPARE(parameterOf(authorize, u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(parameterOf(authorize, u"state"_s).size(), 32);
    QVERIFY(parameterOf(authorize, u"state"_s) != parameterOf(authorize, u"nonce"_s));
    const FlowTranscript again = run(LoginWorld::web, m_world->person());
    QVERIFY(parameterOf(authorize, u"state"_s) != parameterOf(again.exchanges.at(1).sent.url, u"state"_s));
}

void tst_flow_AuthorizationCodeFlow::nothingSecretIsInTheRedactedExchanges()
{
    const FlowTranscript transcript = run(LoginWorld::web, m_world->person());
    const auto &tokens = std::get<oauth::TokenResponse>(transcript.exchange->answer);
    const QByteArray code = parameterOf(transcript.exchanges.at(3).sent.url, u"code"_s).toLatin1();
    QVERIFY(!code.isEmpty());
    QByteArray whole;
    QByteArray redacted;
    const auto add = [](QByteArray &text, const http::HttpRequest &sent, const http::HttpResponse &received) {
        text += sent.url.toEncoded() + sent.body + received.body;
        for (const auto &[name, value] : sent.headers + received.headers)
            text += name + ": " + value + '\n';
    };
    for (const Exchange &exchange : transcript.exchanges) {
        const http::HttpResponse received = exchange.received.value_or(http::HttpResponse());
        add(whole, exchange.sent, received);
        add(redacted, redactedRequest(exchange.sent), redactedResponse(received));
    }
    for (const QByteArray &secret :
         {code, tokens.accessToken, tokens.idToken, tokens.refreshToken.bytes().toByteArray(), "web-secret"_ba}) {
        QVERIFY(whole.contains(secret));
        QVERIFY2(!redacted.contains(secret), secret.constData());
    }
    // A password is not even kept.
    QVERIFY(!whole.contains("horse"));
    QVERIFY(redacted.contains("code=REDACTED"));
    QVERIFY(redacted.contains("code_challenge="));
}

void tst_flow_AuthorizationCodeFlow::aWrongPasswordEndsTheRun()
{
    const FlowTranscript transcript = run(LoginWorld::web, m_world->person("wrong horse"));
    QCOMPARE(outcomeName(transcript.outcome), u"login-refused"_s);
    QVERIFY2(transcript.refusal.contains(u"Wrong email or password"_s), qPrintable(transcript.refusal));
    QCOMPARE(kinds(transcript), (QStringList{u"metadata"_s, u"authorize"_s, u"login"_s}));
}

void tst_flow_AuthorizationCodeFlow::whoPressesCancelIsNotAuthorized()
{
    m_world->edit([](store::StoreSnapshot &made) { made.resourceServers.first().skipConsent = false; });
    FlowTranscript transcript = run(LoginWorld::web, m_world->person("correct horse", false));
    QCOMPARE(outcomeName(transcript.outcome), u"authorize-refused"_s);
    QVERIFY2(transcript.refusal.startsWith(u"access_denied"_s), qPrintable(transcript.refusal));
    transcript = run(LoginWorld::web, m_world->person());
    QCOMPARE(outcomeName(transcript.outcome), u"verified"_s);
    QVERIFY(kinds(transcript).contains(u"consent"_s));
}

void tst_flow_AuthorizationCodeFlow::anUnregisteredRedirectShowsAPage()
{
    auto person = std::make_unique<PageBrowser>(m_world->http, u"https://evil.example/"_s, PageBrowser::Person{});
    const FlowTranscript transcript = run(LoginWorld::web, std::move(person));
    QCOMPARE(outcomeName(transcript.outcome), u"authorize-refused"_s);
    QVERIFY2(transcript.refusal.contains(u"Callback URL mismatch"_s), qPrintable(transcript.refusal));
    QCOMPARE(exchangeStateName(transcript.exchanges.constLast().state), u"refused"_s);
}

void tst_flow_AuthorizationCodeFlow::aRefreshTokenIsUsed_data()
{
    aPersonLogsIn_data();
}

void tst_flow_AuthorizationCodeFlow::aRefreshTokenIsUsed()
{
    QFETCH(QString, client);
    const QByteArray id = client.toLatin1();
    const bool rotates = client == LoginWorld::app;
    const FlowTranscript login = run(QLatin1StringView(id), m_world->person());
    const base::Secret first = std::get<oauth::TokenResponse>(login.exchange->answer).refreshToken;
    QVERIFY(!first.isEmpty());

    RefreshFlow flow(m_world->flowParts());
    QSignalSpy spy(&flow, &UserFlow::finished);
    FlowRequest request = m_world->flowRequest(QLatin1StringView(id), {});
    request.scopes.reset();
    flow.start(request, first);
    FlowTranscript transcript = ServedLogins::transcriptOf(spy);
    QCOMPARE(outcomeName(transcript.outcome), u"verified"_s);
    QVERIFY(transcript.grantedScopes.contains(u"read:orders"_s));
    QCOMPARE(flow.refreshToken().equals(first), !rotates);
    QCOMPARE(transcript.checks.contains(FlowCheck{FlowCheck::Kind::Rotation, true}), rotates);

    m_world->clock.advance(std::chrono::seconds(5));
    flow.start(request, first);
    transcript = ServedLogins::transcriptOf(spy);
    QCOMPARE(outcomeName(transcript.outcome), rotates ? u"other-refusal"_s : u"verified"_s);
}

void tst_flow_AuthorizationCodeFlow::aBrowserComesBack()
{
    PretendedBrowser browser(m_world->http, m_world->clock, u"jane@example.com"_s, "correct horse");
    const FlowTranscript transcript = browsed([&](const QUrl &address) { return browser.open(address); });
    QCOMPARE(outcomeName(transcript.outcome), u"verified"_s);
    QCOMPARE(kinds(transcript), (QStringList{u"metadata"_s, u"browser"_s, u"callback"_s, u"token"_s, u"userinfo"_s}));
    QCOMPARE(transcript.exchanges.at(2).status(), 200);
    QTRY_VERIFY(browser.shown.contains("close this page"));
    // The port was chosen by the system, which a native client's callback allows.
    QCOMPARE(transcript.exchanges.at(2).sent.url.path(), u"/cb"_s);
    QVERIFY(transcript.exchanges.at(2).sent.url.port() > 1023);
    // A loopback callback always asks.
    QCOMPARE(exchangeKindName(browser.exchanges().at(3).kind), u"consent"_s);
}

void tst_flow_AuthorizationCodeFlow::anAnswerOfAnotherRequestIsNotTaken()
{
    const FlowTranscript transcript = browsed(
        [&](const QUrl &address) {
            QUrl forged(parameterOf(address, u"redirect_uri"_s));
            forged.setQuery(u"code=stolen&state=somebody-elses&iss="_s + m_world->server.issuer());
            m_world->http.send(get(forged));
            return true;
        },
        std::chrono::milliseconds(400));
    QCOMPARE(outcomeName(transcript.outcome), u"nobody-came"_s);
    QCOMPARE(transcript.exchanges.at(2).status(), 400);
    QVERIFY(!kinds(transcript).contains(u"token"_s));
}

void tst_flow_AuthorizationCodeFlow::anAnswerOfAnotherServerIsNotTrusted()
{
    const FlowTranscript transcript = browsed([&](const QUrl &address) {
        QUrl mixed(parameterOf(address, u"redirect_uri"_s));
        mixed.setQuery(u"code=c&iss=https://evil.example/&state="_s + parameterOf(address, u"state"_s));
        m_world->http.send(get(mixed));
        return true;
    });
    QCOMPARE(outcomeName(transcript.outcome), u"answer-not-trusted"_s);
    QVERIFY(!kinds(transcript).contains(u"token"_s));
}

void tst_flow_AuthorizationCodeFlow::noBrowserEndsTheRun()
{
    const FlowTranscript transcript = browsed([](const QUrl &) { return false; });
    QCOMPARE(outcomeName(transcript.outcome), u"no-browser"_s);
}

void tst_flow_AuthorizationCodeFlow::patienceEnds()
{
    const FlowTranscript transcript = browsed([](const QUrl &) { return true; }, std::chrono::milliseconds(1));
    QCOMPARE(outcomeName(transcript.outcome), u"nobody-came"_s);
    QCOMPARE(exchangeStateName(transcript.exchanges.constLast().state), u"failed"_s);
}

void tst_flow_AuthorizationCodeFlow::cancelLeaves()
{
    AuthorizationCodeFlow flow(m_world->flowParts());
    QSignalSpy spy(&flow, &UserFlow::finished);
    const FlowRequest request = m_world->flowRequest(LoginWorld::app, {u"openid"_s});
    QUrl opened;
    flow.start(request,
               std::make_unique<SystemBrowser>(m_listener, *testCallback(request.client), [&](const QUrl &url) {
                   opened = url;
                   return true;
               }));
    QTRY_VERIFY(!opened.isEmpty());
    flow.cancel();
    QCOMPARE(outcomeName(ServedLogins::transcriptOf(spy).outcome), u"cancelled"_s);
    // Nobody listens any more.
    base::Result<http::HttpResponse> answer;
    bool isDone = false;
    m_world->http.send(get(QUrl(parameterOf(opened, u"redirect_uri"_s)))).then(this, [&](const auto &result) {
        answer = result;
        isDone = true;
    });
    QTRY_VERIFY(isDone);
    QVERIFY(!answer);
    QVERIFY(spy.isEmpty());
}

QTEST_GUILESS_MAIN(tst_flow_AuthorizationCodeFlow)
#include "tst_flow_AuthorizationCodeFlow.moc"
