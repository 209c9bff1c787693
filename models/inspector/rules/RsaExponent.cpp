#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array exponentKinds{
    FindingKind{"rsa-exponent-three"_L1, Severity::Warning, Finding::Subject::Key, "RFC 8017 section 3.1"_L1,
                Bearing::Warns},
};

/// e = 3 is allowed, and every flaw of a verifier's padding check becomes a forgery with it (CVE-2006-4339).
void lookAtExponent(const RuleContext &context, QList<Finding> &findings)
{
    if (context.token.key.exponentThree)
        findings.append(makeFinding("rsa-exponent-three"_L1));
}

} // namespace

constinit const Rule rsaExponent{exponentKinds, lookAtExponent};

} // namespace gatehouse::inspector::rules
