#include "models/flow/ClientCredentialsFlow.h"

#include "models/flow/Endpoints.h"
#include "models/flow/Refusal.h"
#include "models/inspector/InspectionSetup.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

ClientCredentialsFlow::ClientCredentialsFlow(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_log(parts.clock)
{
}

void ClientCredentialsFlow::start(const FlowRequest &request)
{
    m_metadata.cancel();
    m_exchange.cancel();
    m_request = request;
    m_transcript = {};
    for (int i = 0; i < stepCount; ++i)
        m_transcript.steps.append({.step = static_cast<Step>(i)});
    m_transcript.requestedScopes = request.scopes.value_or(QStringList());
    m_log.restart();

    begin(Step::ResolveEndpoint);
    const http::HttpRequest metadata = metadataRequest(request.issuer);
    m_log.begin(Exchange::Kind::Metadata, metadata);
    m_metadata.start(m_parts.http.send(metadata), this,
                     [this](base::Result<http::HttpResponse> result) { onMetadata(std::move(result)); });
}

void ClientCredentialsFlow::cancel()
{
    if (!isRunning())
        return;
    m_metadata.cancel();
    m_exchange.cancel();
    finish(FlowOutcome::Cancelled);
}

bool ClientCredentialsFlow::isRunning() const
{
    return !m_transcript.steps.isEmpty() && m_transcript.outcome == FlowOutcome::Running;
}

void ClientCredentialsFlow::begin(Step step)
{
    m_stepBegan = m_parts.clock.steady();
    m_transcript.steps[static_cast<int>(step)].state = StepState::Running;
    m_transcript.exchanges = m_log.exchanges();
    Q_EMIT stepChanged(static_cast<int>(step));
}

void ClientCredentialsFlow::end(Step step, StepState state)
{
    FlowStep &ended = m_transcript.steps[static_cast<int>(step)];
    ended.duration = std::chrono::duration_cast<std::chrono::microseconds>(m_parts.clock.steady() - m_stepBegan);
    ended.state = state;
    m_transcript.exchanges = m_log.exchanges();
    Q_EMIT stepChanged(static_cast<int>(step));
}

/// Ends the run: what still ran has failed, what waited is skipped.
void ClientCredentialsFlow::finish(FlowOutcome outcome)
{
    for (int i = 0; i < stepCount; ++i) {
        const StepState state = m_transcript.steps.at(i).state;
        if (state == StepState::Running) {
            end(static_cast<Step>(i), outcome == FlowOutcome::Cancelled ? StepState::Skipped : StepState::Failed);
        } else if (state == StepState::Waiting) {
            m_transcript.steps[i].state = StepState::Skipped;
            Q_EMIT stepChanged(i);
        }
    }
    m_transcript.outcome = outcome;
    m_log.endAll();
    m_transcript.exchanges = m_log.exchanges();
    // A copy: whoever hears of it may start the next run at once.
    const FlowTranscript done = m_transcript;
    Q_EMIT finished(done);
}

void ClientCredentialsFlow::onMetadata(base::Result<http::HttpResponse> result)
{
    if (!result) {
        m_transcript.error = result.error();
        finish(outcomeOf(result.error()));
        return;
    }
    m_log.end(0, *result);
    const auto metadata = readEndpoints(*result, m_request.issuer);
    if (!metadata) {
        m_transcript.error = base::Error{.code = base::ErrorCode::UnexpectedAnswer,
                                         .step = base::ErrorStep::ReadServerMetadata,
                                         .subject = m_request.issuer.authority(),
                                         .detail = metadata.error(),
                                         .httpStatus = result->status};
        finish(FlowOutcome::Failed);
        return;
    }
    end(Step::ResolveEndpoint, StepState::Done);

    begin(Step::AuthenticateClient);
    auto client = m_parts.identity.credentials(m_request.client, m_request.issuer, m_request.authentication);
    if (!client) {
        m_transcript.error = client.error();
        finish(FlowOutcome::Failed);
        return;
    }
    end(Step::AuthenticateClient, StepState::Done);

    begin(Step::RequestToken);
    const oauth::TokenRequest request{
        .client = *std::move(client), .audience = m_request.api.identifier, .scopes = m_request.scopes};
    m_log.begin(Exchange::Kind::Token, oauth::toHttp(request, metadata->token));
    m_exchange.start(m_parts.tokens.request(request, metadata->token), this,
                     [this](base::Result<oauth::TokenExchange> exchange) { onExchange(std::move(exchange)); });
}

void ClientCredentialsFlow::onExchange(base::Result<oauth::TokenExchange> result)
{
    if (!result) {
        m_transcript.error = result.error();
        finish(outcomeOf(result.error()));
        return;
    }
    m_log.end(1, result->received);
    end(Step::RequestToken, StepState::Done);
    begin(Step::ReadResponse);
    m_transcript.exchange = std::move(*result);
    const oauth::TokenAnswer &answer = m_transcript.exchange->answer;
    if (const auto *refused = std::get_if<oauth::TokenErrorResponse>(&answer)) {
        end(Step::ReadResponse, StepState::Refused);
        finish(outcomeOf(*refused));
        return;
    }
    const auto &response = std::get<oauth::TokenResponse>(answer);
    if (response.scope)
        m_transcript.grantedScopes = response.scope->split(u' ', Qt::SkipEmptyParts);
    end(Step::ReadResponse, StepState::Done);
    inspect(response);
}

inspector::TokenInspection ClientCredentialsFlow::inspectFor(const FlowRequest &request, const QByteArray &token) const
{
    const QString issuer = request.issuer.toString(QUrl::FullyEncoded);
    inspector::InspectionSetup setup;
    setup.useTenant(request.tenant, m_parts.custody, {issuer});
    setup.algorithm = request.api.algorithmName();
    setup.issuer = issuer;
    setup.audience = request.api.identifier;
    setup.now = m_parts.clock.now();
    setup.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
    return m_parts.inspector.inspect(token, setup.policy(inspector::InspectionSetup::Depth::Other));
}

void ClientCredentialsFlow::inspect(const oauth::TokenResponse &response)
{
    begin(Step::InspectToken);
    m_transcript.inspection = inspectFor(m_request, response.accessToken);
    const bool good = m_transcript.inspection->isVerified();
    end(Step::InspectToken, good ? StepState::Done : StepState::Failed);
    finish(good ? FlowOutcome::Verified : FlowOutcome::NotVerified);
}

} // namespace gatehouse::flow
