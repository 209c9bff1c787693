#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// e = 3 is allowed, and every flaw of a verifier's padding check becomes a forgery with it (CVE-2006-4339).
void lookAtExponent(const RuleContext &context, FindingSink &findings)
{
    if (context.token.key.exponentThree)
        findings.report(kinds::rsaExponentThree);
}

} // namespace

constinit const Rule rsaExponent{lookAtExponent, kinds::rsaExponentThree};

} // namespace gatehouse::inspector::rules
