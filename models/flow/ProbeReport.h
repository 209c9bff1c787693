#pragma once

#include "models/base/Error.h"
#include "models/flow/Exchange.h"

namespace gatehouse::flow {

/// One call of the negative lab: what it carries, what an API that checks what it must answers, and what this one did.
struct ProbeRow
{
    enum class Kind {
        GoodToken,     ///< as the server issued it
        NoToken,       ///< no Authorization header
        Altered,       ///< another subject under the old signature
        Expired,       ///< signed again, so that only the time is wrong; so with the next two
        WrongAudience, ///< for another API of the same server
        WrongIssuer,   ///< from a server nobody trusts
        UnknownKey,    ///< well-formed, by a key that the server never had
        AlgorithmNone, ///< unsigned, and saying so
        KeyConfusion,  ///< HS256 with the public key as the secret (RFC 8725 section 2.1)
        MissingScope,  ///< good, and without any scope
    };
    enum class Verdict {
        Waiting,
        Right,       ///< as expected
        OtherStatus, ///< refused, with another status than RFC 6750 section 3.1 has for it
        Accepted,    ///< a token that has to be refused opens the API
        GoodRefused, ///< the good token does not
        Broke,       ///< 5xx
        Unclear,     ///< neither let in nor refused: a redirect, or nothing there
        NoAnswer,    ///< no complete answer
        NotTried,    ///< makes no sense for this API
    };

    Kind kind = Kind::GoodToken;
    int expected = 200; ///< 200 stands for every 2xx
    std::optional<Exchange> exchange = {};
    std::optional<base::Error> error = {};
    Verdict verdict = Verdict::Waiting;

    bool isFault() const
    {
        return verdict == Verdict::Accepted || verdict == Verdict::GoodRefused || verdict == Verdict::Broke;
    }
};
inline constexpr int probeKindCount = 10;
QString probeKindName(ProbeRow::Kind kind);          ///< "wrong-audience"
QString probeVerdictName(ProbeRow::Verdict verdict); ///< "accepted"

/// What `status` says about an API, where `expected` was right.
ProbeRow::Verdict probeVerdict(int expected, int status);

struct ProbeReport
{
    enum class Outcome {
        Running,
        Sound,   ///< everything as it has to be, or refused in other words
        Faulty,  ///< at least one fault
        Unclear, ///< the good token did not get through, so that refusals say nothing
        Cancelled,
        Failed, ///< no tokens could be made: see `error`
    };
    Outcome outcome = Outcome::Running;
    QList<ProbeRow> rows;
    std::optional<base::Error> error = {};

    int faults() const;
};
QString probeOutcomeName(ProbeReport::Outcome outcome); ///< "faulty"

/// Where a token may be sent to.
enum class ProbeTarget {
    Loopback,   ///< this machine
    Elsewhere,  ///< only where the person names the host
    InTheClear, ///< another machine without TLS: never
    NotAnUrl,
};
ProbeTarget probeTarget(const QUrl &url);

/// A header that a call may carry beside the token; Authorization and what HTTP itself needs is not for a person.
bool isProbeHeader(const QByteArray &name, const QByteArray &value);

} // namespace gatehouse::flow
