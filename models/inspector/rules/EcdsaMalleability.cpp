#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Each ECDSA signature has a twin that verifies as well, and JOSE forbids neither: a token's text is no name for it.
void lookAtMalleability(const RuleContext &context, FindingSink &findings)
{
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (algorithm && jose::keyTypeOf(*algorithm) == jose::KeyType::Ec && context.token.hasValidSignature() &&
        jose::isHighS(*algorithm, context.token.jws->signature))
        findings.report(kinds::ecdsaHighS);
}

} // namespace

constinit const Rule ecdsaMalleability{lookAtMalleability, kinds::ecdsaHighS};

} // namespace gatehouse::inspector::rules
