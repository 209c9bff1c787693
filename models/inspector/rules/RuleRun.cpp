#include "models/inspector/rules/RuleRun.h"

#include <algorithm>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

namespace {

/// Refusals that are the key's, the API's or the header's rules speaking.
bool isPolicyReason(Reason reason)
{
    switch (reason) {
    case Reason::BadHeader:
    case Reason::AlgorithmMissing:
    case Reason::AlgorithmUnknown:
    case Reason::AlgorithmNone:
    case Reason::AlgorithmMismatch:
    case Reason::AlgorithmConfusion:
    case Reason::KeyUnusable:
    case Reason::KeyWeak:
    case Reason::CritNotUnderstood:
    case Reason::CritMalformed:
    case Reason::B64Unsupported:
    case Reason::HeaderType:
        return true;
    default:
        return false;
    }
}

/// Whether there was anything to hold the token against: a key with its policy, or a profile.
bool isJudged(const TokenInspection &inspection, const VerificationPolicy &policy)
{
    return inspection.signature == Signature::Verified || inspection.reason == Reason::SignatureWrong ||
           policy.profile != VerificationPolicy::Profile::None || policy.requiredScopes ||
           (policy.dpop && (!policy.dpop->isForProofsOnly || inspection.type() == "dpop+jwt"_L1));
}

Policy policyOf(const TokenInspection &inspection, const VerificationPolicy &policy, Bearing found)
{
    if (!inspection.jws)
        return Policy::NotJudged;
    if (isPolicyReason(inspection.reason) || found == Bearing::Breaks)
        return Policy::Violated;
    if (!isJudged(inspection, policy))
        return Policy::NotJudged;
    return found == Bearing::Warns ? Policy::Warned : Policy::Ok;
}

} // namespace

void applyRules(TokenInspection &inspection, const RuleContext &context)
{
    const bool explain = context.policy.explain;
    if (!explain && !context.policy.judgePolicy)
        return;
    // Rules read the token, so what they find joins it when all have looked.
    QList<Finding> found;
    auto worst = Bearing::None;
    for (const Rule *rule : allRules()) {
        if ((!inspection.jws && rule->needs == Rule::Needs::Header) || (!explain && !rule->bears))
            continue;
        FindingSink findings(found, explain);
        rule->look(context, findings);
        Q_ASSERT_X(rule->bears || findings.bearing() == Bearing::None, "applyRules", "a rule does not list its kinds");
        worst = std::max(worst, findings.bearing());
    }
    if (context.policy.judgePolicy)
        inspection.policyVerdict = policyOf(inspection, context.policy, worst);
    inspection.findings.append(std::move(found));
}

} // namespace gatehouse::inspector
