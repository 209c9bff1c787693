#include "models/inspector/rules/RuleRun.h"

#include <algorithm>

namespace gatehouse::inspector {

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
           policy.profile != VerificationPolicy::Profile::None || policy.requiredScopes || policy.dpop;
}

Policy policyOf(const TokenInspection &inspection, const VerificationPolicy &policy, const QList<Finding> &found)
{
    if (!inspection.jws)
        return Policy::NotJudged;
    bool warned = false;
    bool broken = isPolicyReason(inspection.reason);
    for (const Finding &finding : found) {
        const FindingKind *kind = findingKind(finding.id);
        broken = broken || (kind && kind->bearing == Bearing::Breaks);
        warned = warned || (kind && kind->bearing == Bearing::Warns);
    }
    if (broken)
        return Policy::Violated;
    if (!isJudged(inspection, policy))
        return Policy::NotJudged;
    return warned ? Policy::Warned : Policy::Ok;
}

} // namespace

void applyRules(TokenInspection &inspection, const RuleContext &context)
{
    const bool explain = context.policy.explain;
    if (!explain && !context.policy.judgePolicy)
        return;
    QList<Finding> found;
    for (const Rule *rule : allRules()) {
        if ((!inspection.jws && rule->needs == Rule::Needs::Header) || (!explain && !rule->bears()))
            continue;
        rule->look(context, found);
    }
    if (context.policy.judgePolicy)
        inspection.policyVerdict = policyOf(inspection, context.policy, found);
    if (explain)
        inspection.findings.append(std::move(found));
}

} // namespace gatehouse::inspector
