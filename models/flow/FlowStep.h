#pragma once

#include "models/base/Error.h"
#include "models/flow/Exchange.h"
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
    LoginRefused,        ///< the server does not take this user with this password
    AuthorizeRefused,    ///< the client was sent an error, or the person a page that leads nowhere
    AnswerNotTrusted,    ///< what was sent back is not from the server that was asked; the code was not used
    NoBrowser,           ///< the desktop opens no browser
    NobodyCame,          ///< nobody was sent back in time
    Failed,              ///< an Error: see FlowTranscript::error
    Cancelled,
};

QString outcomeName(FlowOutcome outcome);

/// Something that a client has to look at, and what came of it.
struct FlowCheck
{
    enum class Kind {
        State,    ///< the redirect answers this very request (RFC 6749 section 10.12)
        Issuer,   ///< it comes from the server that was asked (RFC 9207)
        Nonce,    ///< the ID token is of this login (OpenID Connect Core section 3.1.3.7)
        Subject,  ///< /userinfo speaks of the same person (section 5.3.2)
        Rotation, ///< the refresh token was replaced
    };
    Kind kind = Kind::State;
    bool isGood = false;

    bool operator==(const FlowCheck &) const = default;
};
QString checkName(FlowCheck::Kind kind); ///< "state"

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
    // Of every run: each request, for the waterfall.
    QList<Exchange> exchanges;
    // Of a login and what follows from it:
    std::optional<inspector::TokenInspection> idToken;
    QByteArray userInfo; ///< JSON, as it came
    QList<FlowCheck> checks;
    QString refusal; ///< what the server said on a page or in a redirect; hostile
};

} // namespace gatehouse::flow
