#include "models/inspector/InspectionSetup.h"

namespace gatehouse::inspector {

void InspectionSetup::useKeys(std::optional<PastedKey> keys)
{
    m_tenant.reset();
    m_onlyAudience.reset();
    m_pasted = std::move(keys);
}

void InspectionSetup::useTenant(store::StoreSnapshot tenant, const store::Custody &custody, const QStringList &issuers,
                                const domain::ResourceServerId &only)
{
    m_pasted.reset();
    m_onlyAudience.reset();
    m_custody = &custody;
    m_issuers = issuers;
    if (const domain::ResourceServer *api = only.isEmpty() ? nullptr : tenant.resourceServer(only)) {
        const domain::ResourceServer one = *api;
        m_onlyAudience = one.identifier;
        tenant.resourceServers = {one};
    } else if (!only.isEmpty()) {
        m_tenant.reset(); // gone: nothing can be checked with its keys
        return;
    }
    m_tenant = std::make_shared<const store::StoreSnapshot>(std::move(tenant));
}

InspectionSetup InspectionSetup::forOthers() const
{
    InspectionSetup others = *this;
    others.token = {};
    return others;
}

VerificationPolicy InspectionSetup::policyFor(Depth depth)
{
    VerificationPolicy policy;
    switch (depth) {
    case Depth::Shown:
        policy.probing = VerificationPolicy::Probing::EveryLetter;
        break;
    case Depth::Other:
        policy.probing = VerificationPolicy::Probing::Thorough;
        break;
    case Depth::Many:
        policy.probing = VerificationPolicy::Probing::Brief;
        policy.textOrigin = VerificationPolicy::TextOrigin::Field;
        break;
    case Depth::Verdicts:
        policy.probing = VerificationPolicy::Probing::Brief;
        policy.textOrigin = VerificationPolicy::TextOrigin::Field;
        policy.explain = false;
        policy.judgePolicy = false;
        break;
    }
    return policy;
}

VerificationPolicy InspectionSetup::policy(Depth depth) const
{
    VerificationPolicy policy = policyFor(depth);
    if (m_tenant)
        policy.keys.emplace<TenantKeys>(TenantKeys{.tenant = *m_tenant, .custody = *m_custody, .issuers = m_issuers});
    else if (m_pasted)
        policy.keys.emplace<PastedKey>(*m_pasted);
    // One API of the tenant means the tenant's.
    if (!m_pasted && !m_onlyAudience)
        policy.issuers = m_trusted;
    policy.algorithm = algorithm;
    policy.issuer = issuer;
    policy.audience = audience ? audience : m_onlyAudience;
    policy.now = now;
    policy.leeway = leeway;
    policy.textOrigin = textOrigin.value_or(policy.textOrigin);
    policy.decryptionKeys = decryptionKeys;
    policy.profile = token.profile;
    policy.requiredScopes = token.scopes;
    policy.signatureRule = token.signatureRule;
    policy.genericJws = token.isAnyContent;
    policy.detachedPayload = token.detachedPayload;
    policy.dpop = token.dpop;
    policy.trustedRoots = token.trustedRoots;
    policy.weakSecrets = token.weakSecrets;
    return policy;
}

} // namespace gatehouse::inspector
