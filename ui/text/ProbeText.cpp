#include "ui/text/ProbeText.h"

#include "models/base/Text.h"
#include "ui/text/ErrorText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using Kind = flow::ProbeRow::Kind;
using Verdict = flow::ProbeRow::Verdict;
using Outcome = flow::ProbeReport::Outcome;

class ProbeWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ProbeText)
};

QString acceptedText(Kind kind)
{
    switch (kind) {
    case Kind::GoodToken:
        return ProbeWords::tr("Accepts the good token.");
    case Kind::NoToken:
        return ProbeWords::tr("Answers everybody: no token is needed.");
    case Kind::Altered:
        return ProbeWords::tr("Accepts claims that were changed: the signature is not verified.");
    case Kind::Expired:
        return ProbeWords::tr("Accepts a token that expired: exp is not checked.");
    case Kind::WrongAudience:
        return ProbeWords::tr("Accepts a token for another API: aud is not checked.");
    case Kind::WrongIssuer:
        return ProbeWords::tr("Accepts a token of another issuer: iss is not checked.");
    case Kind::UnknownKey:
        return ProbeWords::tr("Accepts a token signed by a key nobody knows.");
    case Kind::AlgorithmNone:
        return ProbeWords::tr("Accepts a token without a signature: alg none is allowed.");
    case Kind::KeyConfusion:
        return ProbeWords::tr("Accepts HS256 under the public key: the token chooses the algorithm.");
    case Kind::MissingScope:
        return ProbeWords::tr("Accepts a token without scope: permission is not checked.");
    }
    return {};
}

} // namespace

QString probeTitle(Kind kind)
{
    switch (kind) {
    case Kind::GoodToken:
        return ProbeWords::tr("Good token");
    case Kind::NoToken:
        return ProbeWords::tr("No token");
    case Kind::Altered:
        return ProbeWords::tr("Changed claims");
    case Kind::Expired:
        return ProbeWords::tr("Expired token");
    case Kind::WrongAudience:
        return ProbeWords::tr("Wrong audience");
    case Kind::WrongIssuer:
        return ProbeWords::tr("Wrong issuer");
    case Kind::UnknownKey:
        return ProbeWords::tr("Unknown key");
    case Kind::AlgorithmNone:
        return ProbeWords::tr("alg none");
    case Kind::KeyConfusion:
        return ProbeWords::tr("HS256 under the public key");
    case Kind::MissingScope:
        return ProbeWords::tr("Missing scope");
    }
    return {};
}

QString probeSentence(Kind kind)
{
    switch (kind) {
    case Kind::GoodToken:
        return ProbeWords::tr("The token as the server issued it. Without a 2xx, what is refused below says nothing.");
    case Kind::NoToken:
        return ProbeWords::tr("The call without an Authorization header.");
    case Kind::Altered:
        return ProbeWords::tr("Another subject under the old signature, which fits no more.");
    case Kind::Expired:
        return ProbeWords::tr("Signed with the right key, and expired an hour ago.");
    case Kind::WrongAudience:
        return ProbeWords::tr("Signed with the right key, for another API.");
    case Kind::WrongIssuer:
        return ProbeWords::tr("Signed with the right key, in the name of another issuer.");
    case Kind::UnknownKey:
        return ProbeWords::tr("The same claims, signed with a key that the server never published.");
    case Kind::AlgorithmNone:
        return ProbeWords::tr("The same claims with alg none in the header, and no signature.");
    case Kind::KeyConfusion:
        return ProbeWords::tr("Signed with HS256 and the public key as the secret, which everybody has.");
    case Kind::MissingScope:
        return ProbeWords::tr("Signed with the right key, without scope and permissions.");
    }
    return {};
}

QString probeExpected(const flow::ProbeRow &row)
{
    return row.expected == 200 ? ProbeWords::tr("2xx") : QString::number(row.expected);
}

QString probeReceived(const flow::ProbeRow &row)
{
    if (row.exchange && row.exchange->received)
        return QString::number(row.exchange->received->status);
    if (row.verdict == Verdict::NoAnswer)
        return ProbeWords::tr("No answer");
    return ProbeWords::tr("–", "nothing was received");
}

QString probeVerdictText(const flow::ProbeRow &row)
{
    switch (row.verdict) {
    case Verdict::Waiting:
        return ProbeWords::tr("Waiting");
    case Verdict::Right:
        return row.kind == Kind::GoodToken ? acceptedText(row.kind) : ProbeWords::tr("Refused, as it has to be.");
    case Verdict::OtherStatus:
        return ProbeWords::tr("Refused, though with another status than %1.").arg(probeExpected(row));
    case Verdict::Accepted:
        return acceptedText(row.kind);
    case Verdict::GoodRefused:
        return ProbeWords::tr("Refuses a good token.");
    case Verdict::Broke:
        return ProbeWords::tr("Breaks: an error of the server is no refusal.");
    case Verdict::Unclear:
        return ProbeWords::tr("Neither let in nor refused.");
    case Verdict::NoAnswer:
        return row.error ? errorText(*row.error).what : ProbeWords::tr("No answer came.");
    case Verdict::NotTried:
        return row.kind == Kind::MissingScope
                   ? ProbeWords::tr("Not tried: the good token carries no scope.")
                   : ProbeWords::tr("Not tried: the API signs with a shared secret, and no key is public.");
    }
    return {};
}

ProbeSummary probeSummary(const flow::ProbeReport &report)
{
    switch (report.outcome) {
    case Outcome::Running:
        return {ProbeWords::tr("Trying"), ProbeWords::tr("The calls are under way.")};
    case Outcome::Sound:
        return {ProbeWords::tr("Nothing wrong found"),
                ProbeWords::tr("The good token is accepted, and every wrong one is refused.")};
    case Outcome::Faulty:
        return {ProbeWords::tr("%n faults found", nullptr, report.faults()),
                ProbeWords::tr("The API does not check what it must. Each fault is named in the table.")};
    case Outcome::Unclear:
        return {ProbeWords::tr("Nothing can be said"),
                ProbeWords::tr("Not every call was let in or refused: check the address, the method and the headers.")};
    case Outcome::Cancelled:
        return {ProbeWords::tr("Cancelled"), ProbeWords::tr("The calls were stopped before all were made.")};
    case Outcome::Failed: {
        if (!report.error)
            return {ProbeWords::tr("Not tried"), ProbeWords::tr("The calls could not be made.")};
        if (report.error->code == base::ErrorCode::ServerUnreachable) {
            return {ProbeWords::tr("Not tried"),
                    ProbeWords::tr("Nothing answers at %1. Start the API, or check the address.")
                        .arg(base::visibleText(report.error->subject, 120))};
        }
        const ErrorText error = errorText(*report.error);
        return {ProbeWords::tr("Not tried"), error.why.isEmpty() ? error.what : error.what + u' ' + error.why};
    }
    }
    return {};
}

} // namespace gatehouse::ui::text
