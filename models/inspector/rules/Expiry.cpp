#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// A token without `exp` cannot be waited out when it leaks. A DPoP proof has none: its `iat` is what ages (RFC 9449
/// section 11.1).
void lookAtExpiry(const RuleContext &context, FindingSink &findings)
{
    if (context.token.claims && !context.claim(u"exp") && context.type() != "dpop+jwt"_L1)
        findings.report(kinds::noExpiry);
}

} // namespace

constinit const Rule expiry{lookAtExpiry, kinds::noExpiry};

} // namespace gatehouse::inspector::rules
