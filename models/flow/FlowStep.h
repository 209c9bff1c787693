#pragma once

#include "models/base/Error.h"
#include "models/inspector/TokenInspection.h"
#include "models/oauth/TokenEndpoint.h"

#include <chrono>

namespace gatehouse::flow {

/// The steps of a client credentials run, in order.
enum class Step {
    ResolveEndpoint,    ///< read the server's metadata (RFC 8414)
    AuthenticateClient, ///< unseal the client's secret
    RequestToken,       ///< POST to the token endpoint
    ReadResponse,       ///< RFC 6749 section 5.1 or 5.2
    InspectToken,       ///< verify what came back
};
inline constexpr int stepCount = 5;

enum class StepState { Waiting, Running, Done, Refused, Failed, Skipped };

struct FlowStep
{
    Step step = Step::ResolveEndpoint;
    StepState state = StepState::Waiting;
    std::chrono::microseconds duration{0};

    bool operator==(const FlowStep &) const = default;
};

QString stepName(Step step); ///< "resolve-endpoint"
QString stepStateName(StepState state);

/// How a run ended.
enum class FlowOutcome {
    Running,
    Verified,            ///< a token came and verifies
    NotVerified,         ///< a token came and does not verify
    ServerOff,           ///< nothing listens at the endpoint
    WrongSecret,         ///< 401: unknown client or wrong secret
    ClientNotAuthorized, ///< 403: no client grant
    ScopeNotGranted,     ///< 403: a requested scope is not in the grant
    ApiUnknown,          ///< 403: the server does not know the audience
    OtherRefusal,        ///< any other RFC 6749 error
    Failed,              ///< an Error: see FlowTranscript::error
    Cancelled,
};

QString outcomeName(FlowOutcome outcome);

/// Everything one run did. Holds a live token and the request's secret: shown redacted unless a person asks.
struct FlowTranscript
{
    QList<FlowStep> steps;
    FlowOutcome outcome = FlowOutcome::Running;
    std::optional<oauth::TokenExchange> exchange;
    std::optional<inspector::TokenInspection> inspection;
    std::optional<base::Error> error;
    QStringList requestedScopes;
    QStringList grantedScopes;
};

} // namespace gatehouse::flow
