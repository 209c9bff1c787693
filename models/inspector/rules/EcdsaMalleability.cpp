#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array malleabilityKinds{
    FindingKind{"ecdsa-high-s"_L1, Severity::Info, Finding::Subject::Signature, "RFC 7518 section 3.4"_L1},
};

/// Each ECDSA signature has a twin that verifies as well, and JOSE forbids neither: a token's text is no name for it.
void lookAtMalleability(const RuleContext &context, QList<Finding> &findings)
{
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (algorithm && jose::keyTypeOf(*algorithm) == jose::KeyType::Ec && context.token.isVerified() &&
        jose::isHighS(*algorithm, context.token.jws->signature))
        findings.append(makeFinding("ecdsa-high-s"_L1));
}

} // namespace

constinit const Rule ecdsaMalleability{malleabilityKinds, lookAtMalleability};

} // namespace gatehouse::inspector::rules
