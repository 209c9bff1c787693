#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// A token for nobody in particular is accepted by everybody. Proofs and key bindings name their audience elsewhere.
void lookAtAudience(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    const jose::JsonValue *aud = context.claim(u"aud");
    if ((!aud || (aud->isArray() && aud->elements.isEmpty())) && context.type() != "dpop+jwt"_L1)
        findings.report(kinds::audienceMissing);
    QStringList distinct = context.token.audience;
    if (distinct.removeDuplicates() > 0)
        findings.report(kinds::audienceRepeated);
}

} // namespace

constinit const Rule audienceClaim{lookAtAudience, kinds::audienceMissing, kinds::audienceRepeated};

} // namespace gatehouse::inspector::rules
