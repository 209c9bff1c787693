#include "models/flow/FlowStep.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

QString stepName(Step step)
{
    switch (step) {
    case Step::ResolveEndpoint:
        return u"resolve-endpoint"_s;
    case Step::AuthenticateClient:
        return u"authenticate-client"_s;
    case Step::RequestToken:
        return u"request-token"_s;
    case Step::ReadResponse:
        return u"read-response"_s;
    case Step::InspectToken:
        return u"inspect-token"_s;
    }
    return {};
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return u"waiting"_s;
    case StepState::Running:
        return u"running"_s;
    case StepState::Done:
        return u"done"_s;
    case StepState::Refused:
        return u"refused"_s;
    case StepState::Failed:
        return u"failed"_s;
    case StepState::Skipped:
        return u"skipped"_s;
    }
    return {};
}

QString outcomeName(FlowOutcome outcome)
{
    switch (outcome) {
    case FlowOutcome::Running:
        return u"running"_s;
    case FlowOutcome::Verified:
        return u"verified"_s;
    case FlowOutcome::NotVerified:
        return u"not-verified"_s;
    case FlowOutcome::ServerOff:
        return u"server-off"_s;
    case FlowOutcome::WrongSecret:
        return u"wrong-secret"_s;
    case FlowOutcome::ClientNotAuthorized:
        return u"client-not-authorized"_s;
    case FlowOutcome::ScopeNotGranted:
        return u"scope-not-granted"_s;
    case FlowOutcome::ApiUnknown:
        return u"api-unknown"_s;
    case FlowOutcome::OtherRefusal:
        return u"other-refusal"_s;
    case FlowOutcome::LoginRefused:
        return u"login-refused"_s;
    case FlowOutcome::AuthorizeRefused:
        return u"authorize-refused"_s;
    case FlowOutcome::AnswerNotTrusted:
        return u"answer-not-trusted"_s;
    case FlowOutcome::NoBrowser:
        return u"no-browser"_s;
    case FlowOutcome::NobodyCame:
        return u"nobody-came"_s;
    case FlowOutcome::Failed:
        return u"failed"_s;
    case FlowOutcome::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

QString checkName(FlowCheck::Kind kind)
{
    switch (kind) {
    case FlowCheck::Kind::State:
        return u"state"_s;
    case FlowCheck::Kind::Issuer:
        return u"issuer"_s;
    case FlowCheck::Kind::Nonce:
        return u"nonce"_s;
    case FlowCheck::Kind::Subject:
        return u"subject"_s;
    case FlowCheck::Kind::Rotation:
        return u"rotation"_s;
    }
    return {};
}

} // namespace gatehouse::flow
