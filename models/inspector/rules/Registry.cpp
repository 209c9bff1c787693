#include "models/inspector/rules/Rules.h"

#include <vector>

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
    &rules::nonceParameter,
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
    const auto *known = std::get_if<TenantKeys>(&policy.keys);
    return known ? &known->tenant : nullptr;
}

bool Rule::bears() const
{
    return std::ranges::any_of(kinds, [](const FindingKind &kind) { return kind.bearing != Bearing::None; });
}

std::span<const Rule *const> allRules()
{
    return registry;
}

std::span<const std::span<const FindingKind>> allFindingKinds()
{
    static const std::vector<std::span<const FindingKind>> kinds = [] {
        std::vector<std::span<const FindingKind>> list{rules::judgementKinds(), rules::formKinds(),
                                                       rules::probeKinds()};
        for (const Rule *rule : registry)
            list.push_back(rule->kinds);
        return list;
    }();
    return kinds;
}

const FindingKind *findingKind(QStringView id)
{
    for (const std::span<const FindingKind> kinds : allFindingKinds()) {
        const auto found = std::ranges::find_if(kinds, [id](const FindingKind &kind) { return id == kind.id; });
        if (found != kinds.end())
            return &*found;
    }
    return nullptr;
}

} // namespace gatehouse::inspector
