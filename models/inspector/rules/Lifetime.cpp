#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array lifetimeKinds{
    // seconds, the API's
    FindingKind{"lifetime-too-long"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 7519 section 4.1.4"_L1,
                Bearing::Breaks},
};

/// A token that lives longer than its API's setting allows was not issued under that setting.
void lookAtLifetime(const RuleContext &context, QList<Finding> &findings)
{
    const TokenInspection &token = context.token;
    if (!context.api || !token.issuedAt || !token.expiresAt)
        return;
    const qint64 lifetime = *token.expiresAt - *token.issuedAt;
    if (lifetime > context.api->tokenLifetime) {
        findings.append(makeFinding("lifetime-too-long"_L1, u"exp"_s,
                                    {QString::number(lifetime), QString::number(context.api->tokenLifetime)}));
    }
}

} // namespace

constinit const Rule lifetime{lifetimeKinds, lookAtLifetime};

} // namespace gatehouse::inspector::rules
