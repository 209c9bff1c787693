#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Claims repeated in the header must say what the payload says.
void lookForReplicatedClaims(const RuleContext &context, FindingSink &findings)
{
    for (const QStringView name : {QStringView(u"iss"), QStringView(u"sub"), QStringView(u"aud")}) {
        const jose::JsonValue *copy = context.parameter(name);
        const jose::JsonValue *claim = context.claim(name);
        if (copy && (!claim || copy->toJson() != claim->toJson()))
            findings.report(kinds::replicatedClaim, "member"_p = name.toString());
    }
}

} // namespace

constinit const Rule replicatedClaims{lookForReplicatedClaims, kinds::replicatedClaim};

} // namespace gatehouse::inspector::rules
