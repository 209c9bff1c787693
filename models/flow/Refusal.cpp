#include "models/flow/Refusal.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

FlowOutcome outcomeOf(const oauth::TokenErrorResponse &refusal)
{
    const QString &text = refusal.description;
    if (refusal.status == 401)
        return FlowOutcome::WrongSecret;
    if (refusal.error == "invalid_scope"_L1)
        return FlowOutcome::ScopeNotGranted;
    if (refusal.error != "access_denied"_L1 && refusal.error != "unauthorized_client"_L1)
        return FlowOutcome::OtherRefusal;
    if (text.startsWith("Client has not been granted scopes"_L1))
        return FlowOutcome::ScopeNotGranted;
    // An audience may contain any words: only what stands before it is looked at.
    if (text.startsWith("Service not enabled within domain"_L1))
        return FlowOutcome::ApiUnknown;
    if (text.startsWith("Client is not authorized to access"_L1) ||
        (text.startsWith("Client \""_L1) && text.contains("\" is not authorized to access resource server"_L1)))
        return FlowOutcome::ClientNotAuthorized;
    return FlowOutcome::OtherRefusal;
}

FlowOutcome outcomeOf(const base::Error &error)
{
    switch (error.code) {
    case base::ErrorCode::ServerUnreachable:
        return FlowOutcome::ServerOff;
    case base::ErrorCode::Cancelled:
        return FlowOutcome::Cancelled;
    default:
        return FlowOutcome::Failed;
    }
}

} // namespace gatehouse::flow
