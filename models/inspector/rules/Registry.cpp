#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector {

namespace {

// clang-format off: one a line, so that a new rule is one line.
constexpr std::array registry{
    &rules::embeddedKey,
    &rules::keyAddress,
    &rules::certificateChain,
    &rules::keyIdShape,
    &rules::tokenType,
    &rules::nestedToken,
    &rules::compression,
    &rules::replicatedClaims,
    &rules::similarNames,
    &rules::unprotectedAlgorithm,
    &rules::sampleKeys,
    &rules::rsaExponent,
    &rules::ecdsaMalleability,
    &rules::dpopProof,
    &rules::dpopRequest,
    &rules::expiry,
    &rules::timeOrder,
    &rules::lifetime,
    &rules::audienceClaim,
    &rules::nearMisses,
    &rules::scopeForm,
    &rules::scopeDifference,
    &rules::clientIdentity,
    &rules::profile,
    &rules::idToken,
    &rules::senderConstraint,
    &rules::personalData,
    &rules::secretsInClaims,
    &rules::deceptiveText,
    &rules::numbers,
    &rules::selectiveDisclosure,
    &rules::holderBinding,
    &rules::implementationsDiffer,
};
// clang-format on

} // namespace

QString RuleContext::claimText(QStringView name) const
{
    const jose::JsonValue *value = claim(name);
    return value && value->isString() ? value->string : QString();
}

QString RuleContext::parameterText(QStringView name) const
{
    const jose::JsonValue *value = parameter(name);
    return value && value->isString() ? value->string : QString();
}

QString RuleContext::type() const
{
    return token.type();
}

const store::StoreSnapshot *RuleContext::tenant() const
{
    // What the tenant knows bears on its own tokens only.
    if (!token.key.issuerName.isEmpty())
        return nullptr;
    const auto *known = std::get_if<TenantKeys>(&policy.keys);
    return known ? &known->tenant : nullptr;
}

std::span<const Rule *const> allRules()
{
    return registry;
}

} // namespace gatehouse::inspector
