#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array nestedTokenKinds{
    FindingKind{"nested-token"_L1, Severity::Info, Finding::Subject::Header, "RFC 7519 section 5.2"_L1},
};

/// `cty: JWT`: the payload is a token itself, and the outer verdict does not cover it.
void lookForNestedToken(const RuleContext &context, QList<Finding> &findings)
{
    QString content = context.parameterText(u"cty").toLower();
    if (content.startsWith("application/"_L1))
        content = content.sliced(12);
    if (content == "jwt"_L1 || content.endsWith("+jwt"_L1))
        findings.append(makeFinding("nested-token"_L1, u"cty"_s));
}

} // namespace

constinit const Rule nestedToken{nestedTokenKinds, lookForNestedToken};

} // namespace gatehouse::inspector::rules
