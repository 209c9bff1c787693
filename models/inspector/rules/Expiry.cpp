#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array expiryKinds{
    FindingKind{"no-expiry"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2"_L1, Bearing::Warns},
};

/// A token without `exp` cannot be waited out when it leaks. A DPoP proof has none: its `iat` is what ages (RFC 9449
/// section 11.1).
void lookAtExpiry(const RuleContext &context, QList<Finding> &findings)
{
    if (context.token.claims && !context.claim(u"exp") && context.type() != "dpop+jwt"_L1)
        findings.append(makeFinding("no-expiry"_L1, u"exp"_s));
}

} // namespace

constinit const Rule expiry{expiryKinds, lookAtExpiry};

} // namespace gatehouse::inspector::rules
