#include "models/flow/UserFlow.h"

#include "models/flow/Refusal.h"
#include "models/inspector/InspectionSetup.h"
#include "models/jose/StrictJson.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const std::optional<jose::JsonValue> &object, QStringView name)
{
    const jose::JsonValue *value = object && object->isObject() ? object->member(name) : nullptr;
    return value && value->isString() ? value->string : QString();
}

} // namespace

UserFlow::UserFlow(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_log(parts.clock)
{
}

void UserFlow::restart(const FlowRequest &request)
{
    m_answer.cancel();
    m_request = request;
    m_transcript = {};
    m_transcript.requestedScopes = request.scopes.value_or(QStringList());
    m_log.restart();
    m_isRunning = true;
}

void UserFlow::cancel()
{
    if (m_isRunning)
        finish(FlowOutcome::Cancelled);
}

void UserFlow::note()
{
    m_transcript.exchanges = m_log.exchanges();
    Q_EMIT changed();
}

void UserFlow::check(FlowCheck::Kind kind, bool isGood)
{
    m_transcript.checks.append({.kind = kind, .isGood = isGood});
}

void UserFlow::fail(const base::Error &error)
{
    m_transcript.error = error;
    finish(outcomeOf(error));
}

void UserFlow::finish(FlowOutcome outcome)
{
    m_answer.cancel();
    m_isRunning = false;
    m_transcript.outcome = outcome;
    m_log.endAll();
    m_transcript.exchanges = m_log.exchanges();
    // A copy: whoever hears of it may start the next run at once.
    const FlowTranscript done = m_transcript;
    Q_EMIT finished(done);
}

void UserFlow::send(Exchange::Kind kind, const http::HttpRequest &request,
                    std::function<void(const http::HttpResponse &)> read)
{
    const qsizetype index = m_log.begin(kind, request);
    note();
    m_answer.start(m_parts.http.send(request), this, [this, index, read = std::move(read)](const Response &result) {
        if (!result) {
            fail(result.error());
            return;
        }
        m_log.end(index, *result);
        note();
        if (m_isRunning)
            read(*result);
    });
}

void UserFlow::findEndpoints()
{
    send(Exchange::Kind::Metadata, metadataRequest(m_request.issuer), [this](const http::HttpResponse &response) {
        const auto endpoints = readEndpoints(response, m_request.issuer);
        if (!endpoints) {
            fail({.code = base::ErrorCode::UnexpectedAnswer,
                  .step = base::ErrorStep::ReadServerMetadata,
                  .subject = m_request.issuer.authority(),
                  .detail = endpoints.error(),
                  .httpStatus = response.status});
            return;
        }
        m_endpoints = *endpoints;
        onEndpoints(*endpoints);
    });
}

base::Result<oauth::ClientCredentials> UserFlow::credentials() const
{
    return m_parts.identity.credentials(m_request.client, m_request.issuer, m_request.authentication);
}

void UserFlow::requestTokens(const http::HttpRequest &request, const QString &nonce)
{
    send(Exchange::Kind::Token, request,
         [this, request, nonce](const http::HttpResponse &response) { readTokens(request, response, nonce); });
}

void UserFlow::readTokens(const http::HttpRequest &sent, const http::HttpResponse &response, const QString &nonce)
{
    const auto answer = oauth::parseAnswer(response);
    if (!answer) {
        fail({.code = base::ErrorCode::UnexpectedAnswer,
              .step = base::ErrorStep::ReadTokenAnswer,
              .subject = sent.url.host(),
              .detail = QString::fromLatin1(response.header("Content-Type")),
              .httpStatus = response.status});
        return;
    }
    m_transcript.exchange = oauth::TokenExchange{.sent = sent, .received = response, .answer = *answer};
    if (const auto *refused = std::get_if<oauth::TokenErrorResponse>(&*answer)) {
        finish(outcomeOf(*refused));
        return;
    }
    const auto &tokens = std::get<oauth::TokenResponse>(*answer);
    m_transcript.grantedScopes = tokens.scope.value_or(QString()).split(u' ', Qt::SkipEmptyParts);
    onTokens(tokens);
    inspect(tokens, nonce);
}

inspector::TokenInspection UserFlow::inspected(const QByteArray &token, const QString &audience,
                                               const QString &algorithm) const
{
    const QString issuer = m_request.issuer.toString(QUrl::FullyEncoded);
    inspector::InspectionSetup setup;
    setup.useTenant(m_request.tenant, m_parts.custody, {issuer});
    setup.algorithm = algorithm;
    setup.issuer = issuer;
    setup.audience = audience;
    setup.now = m_parts.clock.now();
    setup.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
    return m_parts.inspector.inspect(token, setup.policy(inspector::InspectionSetup::Depth::Other));
}

void UserFlow::inspect(const oauth::TokenResponse &response, const QString &nonce)
{
    m_transcript.inspection = inspected(response.accessToken, m_request.api.identifier, m_request.api.algorithmName());
    if (!response.idToken.isEmpty()) {
        m_transcript.idToken = inspected(response.idToken, m_request.client.id.text(), u"RS256"_s);
        if (!nonce.isEmpty())
            check(FlowCheck::Kind::Nonce, textOf(m_transcript.idToken->claims, u"nonce") == nonce);
    }
    const QString own = m_endpoints.userInfo.toString(QUrl::FullyEncoded);
    if (m_endpoints.userInfo.isEmpty() || !m_transcript.inspection->audience.contains(own)) {
        conclude();
        return;
    }
    http::HttpRequest request;
    request.url = m_endpoints.userInfo;
    request.headers = {{"Accept", "application/json"}, {"Authorization", "Bearer " + response.accessToken}};
    send(Exchange::Kind::UserInfo, request, [this](const http::HttpResponse &answer) { readUserInfo(answer); });
}

void UserFlow::readUserInfo(const http::HttpResponse &response)
{
    const auto json = jose::parseStrictJson(response.body, {.bytes = maxMetadata, .depth = 16, .values = 1000});
    const auto claims = json ? std::optional(*json) : std::nullopt;
    const QString subject = response.status == 200 ? textOf(claims, u"sub") : QString();
    if (response.status == 200)
        m_transcript.userInfo = response.body;
    const auto &judged = m_transcript.idToken ? m_transcript.idToken->claims : m_transcript.inspection->claims;
    check(FlowCheck::Kind::Subject, !subject.isEmpty() && subject == textOf(judged, u"sub"));
    conclude();
}

void UserFlow::conclude()
{
    const bool isGood = m_transcript.inspection->isVerified() &&
                        (!m_transcript.idToken || m_transcript.idToken->isVerified()) &&
                        std::ranges::all_of(m_transcript.checks, [](const FlowCheck &check) { return check.isGood; });
    finish(isGood ? FlowOutcome::Verified : FlowOutcome::NotVerified);
}

} // namespace gatehouse::flow
