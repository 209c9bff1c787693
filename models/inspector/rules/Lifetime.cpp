#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array lifetimeKinds{
    // seconds, the API's
    FindingKind{"lifetime-too-long"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 7519 section 4.1.4"_L1,
                Bearing::Breaks},
};

/// A token that lives longer than its API's setting allows was not issued under that setting. One for several APIs has
/// to keep the strictest of theirs.
void lookAtLifetime(const RuleContext &context, QList<Finding> &findings)
{
    const TokenInspection &token = context.token;
    if (context.apis.isEmpty() || !token.issuedAt || !token.expiresAt)
        return;
    const qint64 lifetime = *token.expiresAt - *token.issuedAt;
    const qint64 allowed =
        (*std::ranges::min_element(context.apis, {}, &domain::ResourceServer::tokenLifetime))->tokenLifetime;
    if (lifetime > allowed)
        findings.append(
            makeFinding("lifetime-too-long"_L1, u"exp"_s, {QString::number(lifetime), QString::number(allowed)}));
}

} // namespace

constinit const Rule lifetime{lifetimeKinds, lookAtLifetime};

} // namespace gatehouse::inspector::rules
