#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array audienceKinds{
    FindingKind{"audience-missing"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.9"_L1,
                Bearing::Warns},
    FindingKind{"audience-repeated"_L1, Severity::Info, Finding::Subject::Claim, "RFC 7519 section 4.1.3"_L1},
};

/// A token for nobody in particular is accepted by everybody. Proofs and key bindings name their audience elsewhere.
void lookAtAudience(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    const jose::JsonValue *aud = context.claim(u"aud");
    if ((!aud || (aud->isArray() && aud->elements.isEmpty())) && context.type() != "dpop+jwt"_L1)
        findings.append(makeFinding("audience-missing"_L1, u"aud"_s));
    QStringList distinct = context.token.audience;
    if (distinct.removeDuplicates() > 0)
        findings.append(makeFinding("audience-repeated"_L1, u"aud"_s));
}

} // namespace

constinit const Rule audienceClaim{audienceKinds, lookAtAudience};

} // namespace gatehouse::inspector::rules
