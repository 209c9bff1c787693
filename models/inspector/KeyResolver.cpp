#include "models/inspector/KeyResolver.h"

#include "models/inspector/KeyBinding.h"
#include "models/inspector/TokenShape.h"

#include <algorithm>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using Step = ResolutionStep::Kind;

/// kids beyond this are not looked up: no key of ours or of a sane set has one.
constexpr qsizetype maxKid = 256;
constexpr qsizetype largestTextKept = qsizetype{64} * 1024;

QString tenantAlgorithm(const domain::ResourceServer &api)
{
    return domain::signingAlgorithmName(api.signingAlgorithm);
}

} // namespace

PastedKey PastedKey::fromText(QByteArrayView text, const jose::KeyCodec &codec)
{
    PastedKey pasted{.keys = jose::parseKeyText(text, codec)};
    const QByteArrayView trimmed = text.trimmed();
    if (trimmed.startsWith('{')) {
        const auto json = jose::parseStrictJson(trimmed);
        pasted.isSet = json && json->member(u"keys");
    }
    pasted.certificates = jose::certificatesIn(text);
    if (!pasted.keys) {
        pasted.isToken = looksLikeToken(trimmed);
        return pasted;
    }
    const bool isPublic = std::ranges::none_of(pasted.keys->keys, [](const jose::Jwk &key) {
        return key.hadPrivatePart || key.type == jose::KeyType::Octets;
    });
    if (isPublic && text.size() <= largestTextKept)
        pasted.publicText = text.toByteArray();
    return pasted;
}

PastedKey PastedKey::fromSecret(base::Secret secret)
{
    if (secret.isEmpty())
        return {.keys = std::unexpected(jose::KeyError{.kind = jose::KeyError::Kind::EmptySecret, .member = {}})};
    jose::JwkSet set;
    set.keys.append(jose::Jwk::fromSecret(std::move(secret)));
    return {.keys = std::move(set)};
}

KeyResolver::KeyResolver(const VerificationPolicy &policy, const jose::KeyCodec &codec)
    : m_policy(policy)
    , m_codec(codec)
{
}

Resolution KeyResolver::resolve(const TokenInspection &inspection, jose::Algorithm algorithm) const
{
    Wanted wanted{.algorithm = algorithm, .kid = {}, .inspection = inspection};
    if (const jose::JsonValue *kid = inspection.jws->header.member(u"kid"))
        wanted.kid = kid->string;
    if (const auto *pasted = std::get_if<PastedKey>(&m_policy.keys))
        return fromPasted(wanted, *pasted);
    if (const auto *tenant = std::get_if<TenantKeys>(&m_policy.keys))
        return fromTenant(wanted, *tenant);
    Resolution out;
    out.refusal = Reason::KeyNotGiven;
    return out;
}

bool KeyResolver::isTrusted(const QString &thumbprint) const
{
    if (const auto *pasted = std::get_if<PastedKey>(&m_policy.keys)) {
        return pasted->keys && std::ranges::any_of(pasted->keys->keys, [&thumbprint](const jose::Jwk &key) {
                   return key.thumbprint() == thumbprint;
               });
    }
    if (const auto *tenant = std::get_if<TenantKeys>(&m_policy.keys)) {
        return std::ranges::any_of(tenant->tenant.signingKeys, [&](const domain::SigningKey &key) {
            const auto jwk = m_codec.publicKeyFromDer(key.publicKey);
            return jwk && jwk->thumbprint() == thumbprint;
        });
    }
    return false;
}

/// Keeps the keys that may verify the algorithm. When none may, the refusal is that of the key a person would name: the
/// only one, or the first of the right type.
void KeyResolver::accept(const Wanted &wanted, QList<jose::Jwk> keys, Resolution &out) const
{
    std::optional<Reason> first;
    std::optional<Reason> firstOfType;
    for (jose::Jwk &key : keys) {
        const auto refused = refuseKey(wanted.algorithm, key);
        if (!refused) {
            out.candidates.append(std::move(key));
            continue;
        }
        if (*refused == Reason::KeyWeak && m_policy.explain) {
            out.findings.append(
                makeFinding("key-weak"_L1, {},
                            {QString::number(key.bits()), QString::number(jose::hashLength(wanted.algorithm) * 8)}));
        }
        if (!first)
            first = refused;
        if (!firstOfType && key.type == jose::keyTypeOf(wanted.algorithm))
            firstOfType = refused;
    }
    if (out.candidates.isEmpty())
        out.refusal = firstOfType ? firstOfType : first ? first : Reason::KeyNotFound;
}

Resolution KeyResolver::fromPasted(const Wanted &wanted, const PastedKey &pasted) const
{
    Resolution out;
    out.used.origin = pasted.publishedAt.isEmpty() ? KeyUsed::Origin::Pasted : KeyUsed::Origin::Fetched;
    out.used.publishedAt = pasted.publishedAt;
    if (!pasted.keys) {
        out.keyError = pasted.keys.error();
        out.refusal = reasonFor(pasted.keys.error());
        return out;
    }
    const QList<jose::Jwk> &keys = pasted.keys->keys;
    if (m_policy.explain) {
        if (pasted.keys->skipped > 0)
            out.findings.append(makeFinding("keys-skipped"_L1, {}, {QString::number(pasted.keys->skipped)}));
        if (std::ranges::any_of(keys, &jose::Jwk::hadPrivatePart))
            out.findings.append(makeFinding("private-key-pasted"_L1));
    }
    if (!pasted.isSet) {
        out.steps.append({Step::PastedKey, {}});
        if (!keys.isEmpty() && wanted.kid && keys.first().kid && *wanted.kid != *keys.first().kid && m_policy.explain)
            out.findings.append(makeFinding("kid-differs"_L1, u"kid"_s, {*wanted.kid, *keys.first().kid}));
        accept(wanted, keys, out);
        return out;
    }
    if (wanted.kid) {
        const auto found =
            std::ranges::find_if(keys, [&](const jose::Jwk &key) { return key.kid && *key.kid == *wanted.kid; });
        if (found == keys.end() || wanted.kid->size() > maxKid) {
            out.steps.append({Step::KeyUnknownKid, {wanted.kid->left(maxKid)}});
            out.refusal = Reason::KeyNotFound;
            return out;
        }
        out.steps.append({Step::PastedKeyByKid, {*wanted.kid}});
        accept(wanted, {*found}, out);
        return out;
    }
    accept(wanted, keys, out);
    if (keys.size() > 1)
        out.steps.append({Step::PastedKeyTried, {QString::number(out.candidates.size())}});
    else
        out.steps.append({Step::PastedKey, {}});
    return out;
}

Resolution KeyResolver::fromTenant(const Wanted &wanted, const TenantKeys &tenant) const
{
    Resolution out;
    const TokenInspection &token = wanted.inspection;
    QList<const domain::ResourceServer *> matching;
    for (const QString &audience : token.audience) {
        const domain::ResourceServer *api = tenant.tenant.resourceServerByIdentifier(audience);
        if (!api) {
            out.steps.append({Step::AudienceUnknown, {audience}});
        } else if (!matching.contains(api)) {
            out.steps.append({Step::AudienceMatches, {audience, api->name}});
            matching.append(api);
        }
    }
    if (token.audience.isEmpty())
        out.steps.append({Step::AudienceMissing, {}});
    const bool issuerIsOurs = tenant.issuers.contains(token.issuer);
    if (token.issuer.isEmpty()) {
        out.steps.append({Step::IssuerMissing, {}});
    } else {
        out.steps.append(issuerIsOurs ? ResolutionStep{Step::IssuerMatches, {token.issuer}}
                                      : ResolutionStep{Step::IssuerDiffers, {token.issuer, tenant.issuers.join(u' ')}});
    }

    const bool shareKeys = std::ranges::all_of(matching, [](const domain::ResourceServer *api) {
        return api->signingAlgorithm == domain::SigningAlgorithm::RS256;
    });
    if (matching.size() > 1) {
        QStringList names;
        for (const domain::ResourceServer *api : std::as_const(matching))
            names.append(api->name);
        out.steps.append({Step::SeveralApis, {names.join(", "_L1)}});
    }
    if (matching.size() > 1 && !shareKeys) {
        out.refusal = Reason::KeyAmbiguous;
        return out;
    }
    const QString algorithm = jose::algorithmName(wanted.algorithm);
    if (matching.isEmpty()) {
        // Only what the tenant itself signs with may vouch for an audience it does not know; a secret belongs to one
        // API.
        if (!issuerIsOurs || wanted.algorithm != jose::Algorithm::RS256) {
            out.refusal = Reason::KeyNotFound;
            return out;
        }
        useTenantKey(wanted, tenant, out);
        if (!out.refusal)
            out.steps.append({Step::KeyOfIssuer, {token.issuer}});
        return out;
    }

    out.apis = matching;
    const domain::ResourceServer &api = *matching.first();
    out.used.api = api.id;
    out.used.apiName = api.name;
    out.steps.append({Step::AlgorithmOfApi, {api.name, tenantAlgorithm(api)}});
    if (algorithm != tenantAlgorithm(api)) {
        out.steps.append({Step::AlgorithmRefused, {algorithm, tenantAlgorithm(api)}});
        const bool confusion = jose::keyTypeOf(wanted.algorithm) == jose::KeyType::Octets &&
                               api.signingAlgorithm == domain::SigningAlgorithm::RS256;
        out.refusal = confusion ? Reason::AlgorithmConfusion : Reason::AlgorithmMismatch;
        return out;
    }
    if (api.signingAlgorithm == domain::SigningAlgorithm::HS256) {
        useApiSecret(api, tenant, out);
        if (!out.refusal)
            accept(wanted, std::exchange(out.candidates, {}), out);
    } else {
        useTenantKey(wanted, tenant, out);
    }
    return out;
}

void KeyResolver::useTenantKey(const Wanted &wanted, const TenantKeys &tenant, Resolution &out) const
{
    using State = domain::SigningKey::State;
    out.used.origin = KeyUsed::Origin::TenantKey;
    QList<const domain::SigningKey *> keys;
    if (wanted.kid) {
        const domain::SigningKey *key =
            wanted.kid->size() <= maxKid ? tenant.tenant.signingKey(domain::KeyId(*wanted.kid)) : nullptr;
        if (!key) {
            out.steps.append({Step::KeyUnknownKid, {wanted.kid->left(maxKid)}});
            out.refusal = Reason::KeyNotFound;
            return;
        }
        out.steps.append({Step::KeyByKid, {*wanted.kid}});
        if (key->state == State::Revoked) {
            out.steps.append({Step::KeyRevoked, {*wanted.kid}});
            out.findings.append(makeFinding("key-revoked"_L1, u"kid"_s, {*wanted.kid}));
            out.refusal = Reason::KeyUnusable;
            return;
        }
        if (key->state == State::Previous)
            out.steps.append({Step::KeyRetired, {*wanted.kid}});
        if (key->state == State::Previous && m_policy.explain)
            out.findings.append(makeFinding("key-retired"_L1, u"kid"_s, {*wanted.kid}));
        keys.append(key);
    } else {
        for (const domain::SigningKey &key : tenant.tenant.signingKeys) {
            if (key.state != State::Revoked)
                keys.append(&key);
        }
        if (keys.size() == 1)
            out.steps.append({Step::KeyOnlyOne, {}});
        else
            out.steps.append({Step::KeysTried, {QString::number(keys.size())}});
    }
    QList<jose::Jwk> parsed;
    for (const domain::SigningKey *key : std::as_const(keys)) {
        auto jwk = m_codec.publicKeyFromDer(key->publicKey);
        if (!jwk) {
            out.keyError = jwk.error();
            out.refusal = reasonFor(jwk.error());
            return;
        }
        jwk->kid = key->id.text();
        jwk->alg = domain::signingAlgorithmName(key->algorithm);
        parsed.append(std::move(*jwk));
    }
    accept(wanted, std::move(parsed), out);
}

void KeyResolver::useApiSecret(const domain::ResourceServer &api, const TenantKeys &tenant, Resolution &out)
{
    out.used.origin = KeyUsed::Origin::ApiSecret;
    out.steps.append({Step::SecretOfApi, {api.name}});
    auto secret = tenant.custody.signingSecret(api);
    if (!secret) {
        out.findings.append(makeFinding("secret-sealed"_L1, {}, {base::errorName(secret.error().code)}));
        out.refusal = Reason::KeyInvalid;
        return;
    }
    out.candidates.append(jose::Jwk::fromSecret(std::move(*secret)));
}

} // namespace gatehouse::inspector
