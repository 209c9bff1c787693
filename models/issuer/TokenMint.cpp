#include "models/issuer/TokenMint.h"

namespace gatehouse::issuer {

namespace {

base::Result<QByteArray> signedBy(const base::Result<std::shared_ptr<const jose::Signer>> &signer,
                                  const QByteArray &header, const QByteArray &claims)
{
    if (!signer)
        return std::unexpected(signer.error());
    return jose::signCompact(header, claims, **signer);
}

} // namespace

TokenMint::TokenMint(const store::Custody &custody, store::Ledger *ledger)
    : m_custody(custody)
    , m_ledger(ledger)
{
}

base::Result<QByteArray> TokenMint::accessToken(const store::StoreSnapshot &tenant, const TokenPlan &plan) const
{
    const TokenProfile profile = plan.profile();
    const bool usesTenantKey = profile.algorithm == domain::SigningAlgorithm::RS256;
    const domain::SigningKey *key = usesTenantKey ? tenant.currentSigningKey() : nullptr;
    if (usesTenantKey && !key)
        return base::failure(base::ErrorCode::KeyMissing, base::ErrorStep::SignToken);
    const domain::KeyId kid = key ? key->id : domain::KeyId();
    auto token = signedBy(usesTenantKey ? m_custody.signer(*key) : m_custody.signer(plan.apis.constFirst()),
                          accessTokenHeader(profile, kid), accessTokenClaims(profile, plan.content));
    if (token && m_ledger) {
        const base::Instant expires = plan.content.issuedAt + std::chrono::seconds(profile.lifetime);
        for (const domain::ResourceServer &api : plan.apis)
            m_ledger->countIssued(
                {.key = kid, .api = api.id, .client = plan.content.client, .expires = expires, .count = 1});
    }
    return token;
}

base::Result<QByteArray> TokenMint::idToken(const store::StoreSnapshot &tenant, const domain::User &user,
                                            const IdTokenContent &content) const
{
    const domain::SigningKey *key = tenant.currentSigningKey();
    if (!key)
        return base::failure(base::ErrorCode::KeyMissing, base::ErrorStep::SignToken);
    return signedBy(m_custody.signer(*key), idTokenHeader(key->id), idTokenClaims(user, content));
}

} // namespace gatehouse::issuer
