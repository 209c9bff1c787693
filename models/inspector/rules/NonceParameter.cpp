#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array nonceKinds{
    FindingKind{"nonce-header"_L1, Severity::Info, Finding::Subject::Header},
};

/// Entra ID puts a nonce into the header of tokens for its own APIs; what was signed is the header with another value,
/// so nobody else verifies them.
void lookForNonceParameter(const RuleContext &context, QList<Finding> &findings)
{
    if (context.parameter(u"nonce"))
        findings.append(makeFinding("nonce-header"_L1, u"nonce"_s));
}

} // namespace

constinit const Rule nonceParameter{nonceKinds, lookForNonceParameter};

} // namespace gatehouse::inspector::rules
