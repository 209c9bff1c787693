#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// A token that lives longer than its API's setting allows was not issued under that setting. One for several APIs has
/// to keep the strictest of theirs.
void lookAtLifetime(const RuleContext &context, FindingSink &findings)
{
    const TokenInspection &token = context.token;
    if (context.apis.isEmpty() || !token.issuedAt || !token.expiresAt)
        return;
    const qint64 lifetime = *token.expiresAt - *token.issuedAt;
    const qint64 allowed =
        (*std::ranges::min_element(context.apis, {}, &domain::ResourceServer::tokenLifetime))->tokenLifetime;
    if (lifetime > allowed)
        findings.report(kinds::lifetimeTooLong, "lifetime"_p = lifetime, "allowed"_p = allowed);
}

} // namespace

constinit const Rule lifetime{lookAtLifetime, kinds::lifetimeTooLong};

} // namespace gatehouse::inspector::rules
