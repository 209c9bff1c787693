#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// `_sd` in a token that came without any disclosure: claims exist that cannot be read here.
void lookForUndisclosed(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *digests = context.claim(u"_sd");
    if (digests && digests->isArray() && !context.token.token.contains('~'))
        findings.report(kinds::sdJwtUndisclosed, "digests"_p = digests->elements.size());
}

} // namespace

constinit const Rule selectiveDisclosure{lookForUndisclosed, kinds::sdJwtUndisclosed};

} // namespace gatehouse::inspector::rules
