#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// `cty: JWT`: the payload is a token itself, and the outer verdict does not cover it.
void lookForNestedToken(const RuleContext &context, FindingSink &findings)
{
    QString content = context.parameterText(u"cty").toLower();
    if (content.startsWith("application/"_L1))
        content = content.sliced(12);
    if (content == "jwt"_L1 || content.endsWith("+jwt"_L1))
        findings.report(kinds::nestedToken);
}

} // namespace

constinit const Rule nestedToken{lookForNestedToken, kinds::nestedToken};

} // namespace gatehouse::inspector::rules
