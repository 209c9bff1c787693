#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// `zip` belongs to JWE (RFC 7516 section 4.1.3). In a JWS it means nothing, and nothing is inflated.
void lookForCompression(const RuleContext &context, FindingSink &findings)
{
    if (context.parameter(u"zip"))
        findings.report(kinds::zipInJws);
}

} // namespace

constinit const Rule compression{lookForCompression, kinds::zipInJws};

} // namespace gatehouse::inspector::rules
