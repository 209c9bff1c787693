#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array disclosureKinds{
    FindingKind{"sd-jwt-undisclosed"_L1, Severity::Info, Finding::Subject::Claim, "RFC 9901 section 4"_L1}, // digests
};

/// `_sd` in a token that came without any disclosure: claims exist that cannot be read here.
void lookForUndisclosed(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *digests = context.claim(u"_sd");
    if (digests && digests->isArray() && !context.token.token.contains('~'))
        findings.append(makeFinding("sd-jwt-undisclosed"_L1, u"_sd"_s, {QString::number(digests->elements.size())}));
}

} // namespace

constinit const Rule selectiveDisclosure{disclosureKinds, lookForUndisclosed};

} // namespace gatehouse::inspector::rules
