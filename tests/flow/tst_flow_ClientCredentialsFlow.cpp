#include "models/flow/ClientCredentialsFlow.h"
#include "tests/inspector/TokenSmith.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PlainCustody.h"
#include "tests/support/ScriptedHttpClient.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_flow_ClientCredentialsFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void verifiesWhatComes();
    void ends_data();
    void ends();
    void distrustsMetadata_data();
    void distrustsMetadata();
    void judgesTokens_data();
    void judgesTokens();
    void errorsEndTheStepTheyAreIn_data();
    void errorsEndTheStepTheyAreIn();
    void brokenSealSendsNothing();
    void cancelAbortsTheRequest();
    void secondStartReplacesTheFirst();
    void restartFromFinished();
    void stepsAreTimed();
    void basicAuthentication();

private:
    QByteArray token(const QByteArray &aud = "https://api.example.com",
                     const QByteArray &iss = "http://127.0.0.1:8080/") const;
    static QByteArray response(const QByteArray &token);
    static QByteArray metadata(const QByteArray &issuer = "http://127.0.0.1:8080/",
                               const QByteArray &endpoint = "http://127.0.0.1:8080/oauth/token");
    FlowTranscript run()
    {
        QSignalSpy spy(m_flow.get(), &ClientCredentialsFlow::finished);
        m_flow->start(m_request);
        if (spy.isEmpty() && !spy.wait(5000))
            qFatal("the run does not end");
        return spy.takeFirst().first().value<FlowTranscript>();
    }
    static QString states(const FlowTranscript &transcript)
    {
        QStringList out;
        for (const FlowStep &step : transcript.steps)
            out.append(stepStateName(step.state));
        return out.join(u' ');
    }

    TokenSmith m_smith;
    PlainCustody m_custody;
    base::SystemRandom m_random;
    std::unique_ptr<ClientIdentity> m_identity;
    FlowRequest m_request;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<ScriptedHttpClient> m_http;
    std::unique_ptr<oauth::HttpTokenEndpoint> m_endpoint;
    std::unique_ptr<ClientCredentialsFlow> m_flow;
};

QByteArray tst_flow_ClientCredentialsFlow::token(const QByteArray &aud, const QByteArray &iss) const
{
    return m_smith.rs256(R"({"alg":"RS256","typ":"JWT","kid":"k1"})",
                         R"({"iss":")" + iss + R"(","aud":")" + aud +
                             R"(","iat":1700000000,"exp":1700000060,"scope":"read:x"})");
}

QByteArray tst_flow_ClientCredentialsFlow::response(const QByteArray &token)
{
    return R"({"access_token":")" + token + R"(","scope":"read:x","expires_in":60,"token_type":"Bearer"})";
}

QByteArray tst_flow_ClientCredentialsFlow::metadata(const QByteArray &issuer, const QByteArray &endpoint)
{
    return R"({"issuer":")" + issuer + R"(","token_endpoint":")" + endpoint + "\"}";
}

void tst_flow_ClientCredentialsFlow::init()
{
    m_clock = std::make_unique<FakeClock>();
    m_http = std::make_unique<ScriptedHttpClient>();
    m_endpoint = std::make_unique<oauth::HttpTokenEndpoint>(*m_http);
    m_identity = std::make_unique<ClientIdentity>(m_custody, m_random, *m_clock);
    m_flow = std::make_unique<ClientCredentialsFlow>(
        ClientCredentialsFlow::Parts{*m_http, *m_endpoint, m_custody, *m_identity, m_smith.inspector, *m_clock});

    m_request = {};
    m_request.client.id = domain::ClientId(u"client1"_s);
    m_request.client.secret = m_custody.sealClientSecret(m_request.client.id, base::Secret("hush"_ba)).value();
    m_request.api.id = domain::ResourceServerId(u"a00000000000000000000001"_s);
    m_request.api.name = u"API"_s;
    m_request.api.identifier = u"https://api.example.com"_s;
    m_request.issuer = QUrl(u"http://127.0.0.1:8080/"_s);
    m_request.tenant.resourceServers = {m_request.api};
    m_request.tenant.clients = {m_request.client};
    domain::SigningKey key;
    key.id = domain::KeyId(u"k1"_s);
    key.publicKey = derOfPem(testKeyFile(u"public-spki.pem"_s));
    m_request.tenant.signingKeys = {key};
}

void tst_flow_ClientCredentialsFlow::cleanup()
{
    m_flow.reset();
    m_endpoint.reset();
    m_http.reset();
}

void tst_flow_ClientCredentialsFlow::verifiesWhatComes()
{
    m_request.scopes = QStringList{u"read:x"_s};
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answer(ScriptedHttpClient::json(200, response(token())));
    QSignalSpy steps(m_flow.get(), &ClientCredentialsFlow::stepChanged);
    const FlowTranscript transcript = run();
    QCOMPARE(outcomeName(transcript.outcome), u"verified"_s);
    QCOMPARE(states(transcript), u"done done done done done"_s);
    QCOMPARE(steps.size(), 2 * stepCount);
    QCOMPARE(transcript.requestedScopes, QStringList{u"read:x"_s});
    QCOMPARE(transcript.grantedScopes, QStringList{u"read:x"_s});
    QVERIFY(transcript.inspection->isVerified());
    QCOMPARE(transcript.inspection->time, inspector::Time::Valid);
    QCOMPARE(transcript.inspection->key.apiName, u"API"_s);
    QVERIFY(!m_flow->isRunning());

    QCOMPARE(m_http->sent().size(), 2);
    QCOMPARE(m_http->sent().at(0).url, QUrl(u"http://127.0.0.1:8080/.well-known/openid-configuration"_s));
    QCOMPARE(m_http->sent().at(1).url, QUrl(u"http://127.0.0.1:8080/oauth/token"_s));
    QVERIFY(m_http->sent().at(1).body.contains(R"("client_secret":"hush")"));
    QVERIFY(m_http->sent().at(1).body.contains(R"("scope":"read:x")"));
    QVERIFY(!m_http->sent().at(0).body.contains("hush"));
}

void tst_flow_ClientCredentialsFlow::ends_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, int status, const char *error, const char *description, const char *outcome) {
        QTest::newRow(name) << status << R"({"error":")"_ba + error + R"(","error_description":")" + description + "\"}"
                            << QString::fromLatin1(outcome);
    };
    row("wrong secret", 401, "access_denied", "Unauthorized", "wrong-secret");
    row("client authentication failed", 401, "invalid_client", "Client authentication failed", "wrong-secret");
    row("API unknown", 403, "access_denied", "Service not enabled within domain: https://api.example.com",
        "api-unknown");
    row("no grant", 403, "access_denied",
        R"(Client \"client1\" is not authorized to access resource server \"https://api.example.com\". You need to create a \"client-grant\" associated to this API.)",
        "client-not-authorized");
    row("no grant, older words", 403, "access_denied",
        R"(Client is not authorized to access \"https://api.example.com\". You need to create a \"client-grant\" associated to this API.)",
        "client-not-authorized");
    row("scope not granted", 403, "access_denied", "Client has not been granted scopes: write:x", "scope-not-granted");
    row("scope not permitted", 400, "invalid_scope", "Scope is not permitted.", "scope-not-granted");
    row("an audience that quotes another refusal", 403, "access_denied",
        "Service not enabled within domain: Client has not been granted scopes", "api-unknown");
    row("grant type", 403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client.",
        "other-refusal");
    row("bad request", 400, "invalid_request", "Missing required parameter: grant_type", "other-refusal");
    row("too many", 429, "too_many_requests", "Rate limit exceeded.", "other-refusal");
    row("server error", 500, "server_error", "x", "other-refusal");
}

void tst_flow_ClientCredentialsFlow::ends()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, outcome);
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answer(ScriptedHttpClient::json(status, body));
    const FlowTranscript transcript = run();
    QCOMPARE(outcomeName(transcript.outcome), outcome);
    QCOMPARE(states(transcript), u"done done done refused skipped"_s);
    QVERIFY(!transcript.error.has_value());
    QVERIFY(!transcript.inspection.has_value());
    QCOMPARE(transcript.exchange->received.status, status);
}

void tst_flow_ClientCredentialsFlow::distrustsMetadata_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("not found") << 404 << metadata();
    QTest::newRow("not JSON") << 200 << "<html>"_ba;
    QTest::newRow("an array") << 200 << "[]"_ba;
    QTest::newRow("no endpoint") << 200 << R"({"issuer":"http://127.0.0.1:8080/"})"_ba;
    QTest::newRow("issuer without slash") << 200 << metadata("http://127.0.0.1:8080");
    QTest::newRow("issuer of another port") << 200 << metadata("http://127.0.0.1:8081/");
    QTest::newRow("issuer twice")
        << 200 << R"({"issuer":"http://127.0.0.1:8080/","issuer":"x","token_endpoint":"http://127.0.0.1:8080/t"})"_ba;
    QTest::newRow("endpoint on another host")
        << 200 << metadata("http://127.0.0.1:8080/", "http://evil.example:8080/oauth/token");
    QTest::newRow("endpoint on another port")
        << 200 << metadata("http://127.0.0.1:8080/", "http://127.0.0.1:9/oauth/token");
    QTest::newRow("endpoint of another scheme")
        << 200 << metadata("http://127.0.0.1:8080/", "ftp://127.0.0.1:8080/oauth/token");
    QTest::newRow("endpoint with user info")
        << 200 << metadata("http://127.0.0.1:8080/", "http://u@127.0.0.1:8080/oauth/token");
    QTest::newRow("endpoint relative") << 200 << metadata("http://127.0.0.1:8080/", "/oauth/token");
}

void tst_flow_ClientCredentialsFlow::distrustsMetadata()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    m_http->answer(ScriptedHttpClient::json(status, body));
    const FlowTranscript transcript = run();
    QCOMPARE(transcript.outcome, FlowOutcome::Failed);
    QCOMPARE(transcript.error->code, base::ErrorCode::UnexpectedAnswer);
    QCOMPARE(states(transcript), u"failed skipped skipped skipped skipped"_s);
    // The secret went nowhere.
    QCOMPARE(m_http->sent().size(), 1);
}

void tst_flow_ClientCredentialsFlow::judgesTokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("no token") << "opaque"_ba;
    QTest::newRow("another audience") << token("https://other.example.com");
    QTest::newRow("another issuer") << token("https://api.example.com", "http://127.0.0.1:9/");
    QTest::newRow("another algorithm") << m_smith.hs256(R"({"alg":"HS256"})", R"({"aud":"https://api.example.com"})");
    QByteArray changed = token();
    changed[changed.size() - 20] = changed.at(changed.size() - 20) == 'A' ? 'B' : 'A';
    QTest::newRow("changed signature") << changed;
}

void tst_flow_ClientCredentialsFlow::judgesTokens()
{
    QFETCH(QByteArray, token);
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answer(ScriptedHttpClient::json(200, response(token)));
    const FlowTranscript transcript = run();
    QCOMPARE(transcript.outcome, FlowOutcome::NotVerified);
    QCOMPARE(states(transcript), u"done done done done failed"_s);
    QVERIFY(transcript.inspection.has_value());
}

void tst_flow_ClientCredentialsFlow::errorsEndTheStepTheyAreIn_data()
{
    QTest::addColumn<bool>("atToken");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::addColumn<QString>("outcome");
    for (const bool atToken : {false, true}) {
        const char *where = atToken ? "token" : "metadata";
        QTest::addRow("unreachable at %s", where) << atToken << base::ErrorCode::ServerUnreachable << u"server-off"_s;
        QTest::addRow("timed out at %s", where) << atToken << base::ErrorCode::TimedOut << u"failed"_s;
        QTest::addRow("too large at %s", where) << atToken << base::ErrorCode::TooLarge << u"failed"_s;
        QTest::addRow("aborted at %s", where) << atToken << base::ErrorCode::Cancelled << u"cancelled"_s;
    }
}

void tst_flow_ClientCredentialsFlow::errorsEndTheStepTheyAreIn()
{
    QFETCH(bool, atToken);
    QFETCH(base::ErrorCode, code);
    QFETCH(QString, outcome);
    if (atToken)
        m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answer(ScriptedHttpClient::error(code));
    const FlowTranscript transcript = run();
    QCOMPARE(outcomeName(transcript.outcome), outcome);
    QCOMPARE(transcript.error->code, code);
    const int at = atToken ? 2 : 0;
    QVERIFY(transcript.steps.at(at).state == StepState::Failed || transcript.outcome == FlowOutcome::Cancelled);
    QCOMPARE(transcript.steps.at(at + 1).state, StepState::Skipped);
}

void tst_flow_ClientCredentialsFlow::brokenSealSendsNothing()
{
    m_custody.broken = true;
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    const FlowTranscript transcript = run();
    m_custody.broken = false;
    QCOMPARE(transcript.outcome, FlowOutcome::Failed);
    QCOMPARE(transcript.error->code, base::ErrorCode::SealBroken);
    QCOMPARE(states(transcript), u"done failed skipped skipped skipped"_s);
    QCOMPARE(m_http->sent().size(), 1);
}

void tst_flow_ClientCredentialsFlow::cancelAbortsTheRequest()
{
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answerLate();
    QSignalSpy spy(m_flow.get(), &ClientCredentialsFlow::finished);
    m_flow->start(m_request);
    QTRY_COMPARE(m_http->waitingCount(), 1);
    QVERIFY(m_flow->isRunning());
    m_flow->cancel();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(m_flow->transcript().outcome, FlowOutcome::Cancelled);
    QCOMPARE(states(m_flow->transcript()), u"done done skipped skipped skipped"_s);
    QCOMPARE(m_http->abortedCount(), 1);
    // A late answer changes nothing any more, nor does a second cancel.
    m_http->release(ScriptedHttpClient::json(200, response(token())));
    m_flow->cancel();
    QTest::qWait(0);
    QCoreApplication::processEvents();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(m_flow->transcript().outcome, FlowOutcome::Cancelled);
}

void tst_flow_ClientCredentialsFlow::secondStartReplacesTheFirst()
{
    QSignalSpy spy(m_flow.get(), &ClientCredentialsFlow::finished);
    m_http->answerLate();
    m_flow->start(m_request);
    m_http->answerLate();
    m_request.scopes = QStringList{u"read:x"_s};
    m_flow->start(m_request);
    QCOMPARE(m_http->waitingCount(), 2);
    QCOMPARE(m_http->abortedCount(), 1);
    m_http->release(ScriptedHttpClient::error(base::ErrorCode::ServerUnreachable)); // of the first
    QCoreApplication::processEvents();
    QVERIFY(spy.isEmpty());
    m_http->answer(ScriptedHttpClient::json(200, response(token())));
    m_http->release(ScriptedHttpClient::json(200, metadata()));
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(m_flow->transcript().outcome, FlowOutcome::Verified);
    QCOMPARE(m_flow->transcript().requestedScopes, QStringList{u"read:x"_s});
}

void tst_flow_ClientCredentialsFlow::restartFromFinished()
{
    for (int i = 0; i < 2; ++i) {
        m_http->answer(ScriptedHttpClient::json(200, metadata()));
        m_http->answer(ScriptedHttpClient::json(200, response(token())));
    }
    QList<FlowOutcome> heard;
    connect(m_flow.get(), &ClientCredentialsFlow::finished, this, [&](const FlowTranscript &) {
        if (heard.isEmpty())
            m_flow->start(m_request);
    });
    connect(m_flow.get(), &ClientCredentialsFlow::finished, this,
            [&](const FlowTranscript &transcript) { heard.append(transcript.outcome); });
    m_flow->start(m_request);
    QTRY_COMPARE(heard.size(), 2);
    QCOMPARE(heard, (QList<FlowOutcome>{FlowOutcome::Verified, FlowOutcome::Verified}));
}

void tst_flow_ClientCredentialsFlow::stepsAreTimed()
{
    m_http->answerLate();
    QSignalSpy spy(m_flow.get(), &ClientCredentialsFlow::finished);
    m_flow->start(m_request);
    m_clock->advance(std::chrono::milliseconds(25));
    m_http->answerLate();
    m_http->release(ScriptedHttpClient::json(200, metadata()));
    QTRY_COMPARE(m_http->waitingCount(), 1);
    m_clock->advance(std::chrono::milliseconds(40));
    m_http->release(ScriptedHttpClient::json(200, response(token())));
    QTRY_COMPARE(spy.size(), 1);
    const QList<FlowStep> &steps = m_flow->transcript().steps;
    QCOMPARE(steps.at(0).duration, std::chrono::milliseconds(25));
    QCOMPARE(steps.at(1).duration, std::chrono::milliseconds(0));
    QCOMPARE(steps.at(2).duration, std::chrono::milliseconds(40));
}

void tst_flow_ClientCredentialsFlow::basicAuthentication()
{
    m_request.authentication = oauth::ClientAuthentication::SecretBasic;
    m_http->answer(ScriptedHttpClient::json(200, metadata()));
    m_http->answer(ScriptedHttpClient::json(200, response(token())));
    QCOMPARE(run().outcome, FlowOutcome::Verified);
    QVERIFY(!m_http->sent().at(1).body.contains("hush"));
    QVERIFY(m_http->sent().at(1).headers.contains({"Authorization"_ba, "Basic " + "client1:hush"_ba.toBase64()}));
}

QTEST_GUILESS_MAIN(tst_flow_ClientCredentialsFlow)
#include "tst_flow_ClientCredentialsFlow.moc"
