#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/inspector/findings/FindingSink.h"

namespace gatehouse::inspector {

/// The keys a token may be verified with, or why there is none; and how they were found.
struct Resolution
{
    QList<jose::Jwk> candidates; ///< one, or several when no kid chooses among them
    base::Secret previousSecret; ///< one of the candidates, where an API's secret was replaced and both still verify
    std::optional<Reason> refusal;
    KeyUsed used; ///< where the candidates come from; which of them is used is for the signature to tell
    QList<ResolutionStep> steps;
    std::optional<jose::KeyError> keyError;
    /// Those of the candidates that their issuer no longer publishes.
    QList<trust::IssuerKey> gone;
    /// Every API the audience names, in the policy's snapshot; the first is the one whose algorithm and key it is.
    /// Several share the tenant's keys.
    QList<const domain::ResourceServer *> apis;
    QList<Finding> findings;
};

/// The trusted issuer that a token is of, by its exact `iss`, unless the tenant issues under that name itself; nullptr
/// where it is of none.
const trust::TrustedIssuer *trustedIssuerOf(const TokenInspection &token, const VerificationPolicy &policy);

/// Decides which key fits a token: the policy's keys, never the token's own. A set that was given is asked by kid. Of
/// the tenant, the audience finds the API, the API decides the algorithm, and only then a key is looked up, so that an
/// HS256 API's secret and the tenant's public keys are never one set (RFC 8725 section 3.1).
class KeyResolver
{
public:
    KeyResolver(const VerificationPolicy &policy, const jose::KeyCodec &codec);

    /// `inspection` has its header and claims read already.
    Resolution resolve(const TokenInspection &inspection, jose::Algorithm algorithm) const;
    /// Whether a thumbprint is that of a key the policy trusts.
    bool isTrusted(const QString &thumbprint) const;

private:
    struct Wanted
    {
        jose::Algorithm algorithm;
        std::optional<QString> kid;
        const TokenInspection &inspection;
    };
    Resolution fromPasted(const Wanted &wanted, const PastedKey &pasted) const;
    Resolution fromTenant(const Wanted &wanted, const TenantKeys &tenant) const;
    Resolution fromIssuer(const Wanted &wanted, const trust::TrustedIssuer &issuer) const;
    /// That no trusted issuer is meant, as a step; by which a person may add it.
    void noteUnknownIssuer(const Wanted &wanted, Resolution &out) const;
    void useTenantKey(const Wanted &wanted, const TenantKeys &tenant, Resolution &out) const;
    /// Where the findings about keys go.
    FindingSink sink(Resolution &out) const { return {out.findings, m_policy.explain}; }
    void useApiSecret(const Wanted &wanted, const domain::ResourceServer &api, const TenantKeys &tenant,
                      Resolution &out) const;
    void fromSet(const Wanted &wanted, const jose::JwkSet &set, Resolution &out) const;
    /// Keeps the keys that may verify the algorithm, each once. When none may, the refusal is that of the key a person
    /// would name: the only one, or the first of the right type.
    void accept(const Wanted &wanted, const QList<jose::Jwk> &keys, Resolution &out) const;
    void explainGiven(const jose::JwkSet &given, Resolution &out) const;

    const VerificationPolicy &m_policy;
    const jose::KeyCodec &m_codec;
};

} // namespace gatehouse::inspector
