#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Times that contradict each other or the clock.
void lookAtTimeOrder(const RuleContext &context, FindingSink &findings)
{
    const TokenInspection &token = context.token;
    const auto &issued = token.issuedAt;
    const auto &expires = token.expiresAt;
    if (token.judgedAt && issued) {
        const qint64 ahead = *issued - base::unixSeconds(*token.judgedAt);
        if (ahead > token.leeway)
            findings.report(kinds::issuedInFuture, "seconds"_p = ahead);
    }
    if (issued && expires && *expires <= *issued)
        findings.report(kinds::expiresBeforeIssued);
    if (token.notBefore && expires && *token.notBefore >= *expires)
        findings.report(kinds::neverValid);
}

} // namespace

constinit const Rule timeOrder{lookAtTimeOrder, kinds::issuedInFuture, kinds::expiresBeforeIssued, kinds::neverValid};

} // namespace gatehouse::inspector::rules
