#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array replicatedClaimKinds{
    FindingKind{"replicated-claim"_L1, Severity::Warning, Finding::Subject::Header, "RFC 7519 section 5.3"_L1,
                Bearing::Breaks},
};

/// Claims repeated in the header must say what the payload says.
void lookForReplicatedClaims(const RuleContext &context, QList<Finding> &findings)
{
    for (const QStringView name : {QStringView(u"iss"), QStringView(u"sub"), QStringView(u"aud")}) {
        const jose::JsonValue *copy = context.parameter(name);
        const jose::JsonValue *claim = context.claim(name);
        if (copy && (!claim || copy->toJson() != claim->toJson()))
            findings.append(makeFinding("replicated-claim"_L1, name.toString()));
    }
}

} // namespace

constinit const Rule replicatedClaims{replicatedClaimKinds, lookForReplicatedClaims};

} // namespace gatehouse::inspector::rules
