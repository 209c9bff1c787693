#include "models/flow/FlowStep.h"

namespace gatehouse::flow {

QString stepName(Step step)
{
    switch (step) {
    case Step::ResolveEndpoint:
        return QStringLiteral("resolve-endpoint");
    case Step::AuthenticateClient:
        return QStringLiteral("authenticate-client");
    case Step::RequestToken:
        return QStringLiteral("request-token");
    case Step::ReadResponse:
        return QStringLiteral("read-response");
    case Step::InspectToken:
        return QStringLiteral("inspect-token");
    }
    return {};
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return QStringLiteral("waiting");
    case StepState::Running:
        return QStringLiteral("running");
    case StepState::Done:
        return QStringLiteral("done");
    case StepState::Refused:
        return QStringLiteral("refused");
    case StepState::Failed:
        return QStringLiteral("failed");
    case StepState::Skipped:
        return QStringLiteral("skipped");
    }
    return {};
}

QString outcomeName(FlowOutcome outcome)
{
    switch (outcome) {
    case FlowOutcome::Running:
        return QStringLiteral("running");
    case FlowOutcome::Verified:
        return QStringLiteral("verified");
    case FlowOutcome::NotVerified:
        return QStringLiteral("not-verified");
    case FlowOutcome::ServerOff:
        return QStringLiteral("server-off");
    case FlowOutcome::WrongSecret:
        return QStringLiteral("wrong-secret");
    case FlowOutcome::ClientNotAuthorized:
        return QStringLiteral("client-not-authorized");
    case FlowOutcome::ScopeNotGranted:
        return QStringLiteral("scope-not-granted");
    case FlowOutcome::ApiUnknown:
        return QStringLiteral("api-unknown");
    case FlowOutcome::OtherRefusal:
        return QStringLiteral("other-refusal");
    case FlowOutcome::Failed:
        return QStringLiteral("failed");
    case FlowOutcome::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

} // namespace gatehouse::flow
