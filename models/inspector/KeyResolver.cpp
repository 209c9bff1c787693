#include "models/inspector/KeyResolver.h"

#include "models/inspector/KeyBinding.h"

#include <algorithm>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using Step = ResolutionStep::Kind;

/// Names in one line are for a person to read.
constexpr qsizetype mostNames = 8;

/// What a key is called in the field: its kty, or the curve or parameter set that says more.
QStringList keyDescription(const jose::Jwk &key)
{
    const QString bits = QString::number(key.bits());
    switch (key.type) {
    case jose::KeyType::Rsa:
        return {u"RSA"_s, bits};
    case jose::KeyType::Ec:
    case jose::KeyType::Okp:
        return {key.crv ? jose::curveName(*key.crv) : QString(), bits};
    case jose::KeyType::Akp:
        return {key.alg.value_or(QString())};
    case jose::KeyType::Octets:
        break;
    }
    return {u"oct"_s, bits};
}

/// A line for each key: its name, a tab, its keyErrorCode.
QString faultsOf(const QList<jose::SkippedKey> &skipped)
{
    QStringList reasons;
    const auto named = skipped.first(std::min(skipped.size(), mostNames));
    for (const jose::SkippedKey &key : named) {
        const QString name =
            key.kid && !key.kid->isEmpty() ? key.kid->left(jose::longestKid) : u'#' + QString::number(key.place);
        reasons.append(name + u'\t' + jose::keyErrorCode(key.error));
    }
    return reasons.join(u'\n');
}

/// The keys of any id that may verify the algorithm, by kid or else by thumbprint.
QString namesOfFitting(jose::Algorithm algorithm, const QList<jose::Jwk> &keys)
{
    QStringList names;
    for (qsizetype i = 0; i < keys.size() && names.size() < mostNames; ++i) {
        if (refuseKey(algorithm, keys[i]))
            continue;
        const QString thumbprint = keys[i].thumbprint();
        const QString other = thumbprint.isEmpty() ? u'#' + QString::number(i + 1) : thumbprint;
        names.append(keys[i].kid && !keys[i].kid->isEmpty() ? keys[i].kid->left(jose::longestKid) : other);
    }
    return names.join(", "_L1);
}

QString tenantAlgorithm(const domain::ResourceServer &api)
{
    return api.algorithmName();
}

} // namespace

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
    if (const trust::TrustedIssuer *issuer = trustedIssuerOf(inspection, m_policy))
        return fromIssuer(wanted, *issuer);
    Resolution out;
    if (const auto *tenant = std::get_if<TenantKeys>(&m_policy.keys)) {
        out = fromTenant(wanted, *tenant);
        if (!out.refusal || tenant->issuers.contains(inspection.issuer))
            return out;
    } else {
        out.refusal = m_policy.issuers && !m_policy.issuers->all.isEmpty() ? Reason::KeyNotFound : Reason::KeyNotGiven;
    }
    noteUnknownIssuer(wanted, out);
    return out;
}

bool KeyResolver::isTrusted(const QString &thumbprint) const
{
    if (const auto *pasted = std::get_if<PastedKey>(&m_policy.keys)) {
        return pasted->keys && std::ranges::any_of(pasted->keys->keys, [&thumbprint](const jose::Jwk &key) {
                   return key.thumbprint() == thumbprint;
               });
    }
    if (m_policy.issuers) {
        for (const trust::TrustedIssuer &issuer : m_policy.issuers->all) {
            if (std::ranges::any_of(issuer.keys, [&thumbprint](const trust::IssuerKey &known) {
                    return known.key.thumbprint() == thumbprint;
                }))
                return true;
        }
    }
    if (const auto *tenant = std::get_if<TenantKeys>(&m_policy.keys)) {
        return std::ranges::any_of(tenant->tenant.signingKeys, [&](const domain::SigningKey &key) {
            const auto jwk = m_codec.publicKeyFromDer(key.publicKey);
            return jwk && jwk->thumbprint() == thumbprint;
        });
    }
    return false;
}

void KeyResolver::accept(const Wanted &wanted, const QList<jose::Jwk> &keys, Resolution &out) const
{
    std::optional<Reason> first;
    std::optional<Reason> firstOfType;
    const jose::Jwk *weak = nullptr;
    for (const jose::Jwk &key : keys) {
        const auto refused = refuseKey(wanted.algorithm, key);
        if (!refused) {
            const auto isSame = [&key](const jose::Jwk &other) { return jose::isSameKey(key, other); };
            if (std::ranges::none_of(out.candidates, isSame))
                out.candidates.append(key);
            continue;
        }
        if (*refused == Reason::KeyWeak && !weak)
            weak = &key;
        if (!first)
            first = refused;
        if (!firstOfType && key.type == jose::keyTypeOf(wanted.algorithm))
            firstOfType = refused;
    }
    if (!out.candidates.isEmpty())
        return;
    out.refusal = firstOfType ? firstOfType : first ? first : Reason::KeyNotFound;
    if (weak) {
        sink(out).report(
            kinds::keyWeak, "bits"_p = [weak] { return weak->bits(); },
            "needed"_p = jose::hashLength(wanted.algorithm) * 8);
    }
}

/// What there is to say about the keys themselves, whatever the token.
void KeyResolver::explainGiven(const jose::JwkSet &given, Resolution &out) const
{
    if (!given.skipped.isEmpty()) {
        sink(out).report(
            kinds::keysSkipped, "count"_p = given.skipped.size(),
            "keys"_p = [&given] { return faultsOf(given.skipped); });
    }
    if (std::ranges::any_of(given.keys, &jose::Jwk::hadPrivatePart))
        sink(out).report(kinds::privateKeyPasted);
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
    explainGiven(*pasted.keys, out);
    if (keys.isEmpty()) {
        out.keyError = jose::KeyError{.kind = jose::KeyError::Kind::EmptySet, .member = {}};
        out.refusal = Reason::KeyInvalid;
        return out;
    }
    if (pasted.keys->isSet) {
        fromSet(wanted, *pasted.keys, out);
        return out;
    }
    if (wanted.kid && keys.first().kid && *wanted.kid != *keys.first().kid)
        sink(out).report(kinds::kidDiffers, "kid"_p = *wanted.kid, "given"_p = *keys.first().kid);
    accept(wanted, keys, out);
    if (out.refusal) {
        out.steps.append({Step::PastedKeyUnused, keyDescription(keys.first())});
    } else {
        out.steps.append({Step::PastedKey, {}});
    }
    return out;
}

/// RFC 7517 section 4.5: the kid chooses, and among keys of one kid their type, alg, use and key_ops. No key of another
/// kid verifies.
void KeyResolver::fromSet(const Wanted &wanted, const jose::JwkSet &set, Resolution &out) const
{
    if (!wanted.kid) {
        accept(wanted, set.keys, out);
        if (set.keys.size() > 1)
            out.steps.append({Step::PastedKeyTried, {QString::number(out.candidates.size())}});
        else if (!out.refusal)
            out.steps.append({Step::PastedKey, {}});
        return;
    }
    const QString shown = wanted.kid->left(jose::longestKid);
    const auto isNamed = [&wanted](const auto &key) { return key.kid == wanted.kid; };
    QList<jose::Jwk> named;
    if (wanted.kid->size() <= jose::longestKid)
        std::ranges::copy_if(set.keys, std::back_inserter(named), isNamed);
    if (named.isEmpty()) {
        out.refusal = Reason::KeyNotFound;
        const auto skipped = std::ranges::find_if(set.skipped, isNamed);
        if (skipped != set.skipped.cend())
            out.steps.append({Step::KeySkipped, {shown, jose::keyErrorCode(skipped->error)}});
        else
            out.steps.append({Step::KeyUnknownKid, {shown}});
        if (const QString fitting = namesOfFitting(wanted.algorithm, set.keys); !fitting.isEmpty())
            out.steps.append({Step::KeysThatFit, {fitting}});
        return;
    }
    accept(wanted, named, out);
    if (out.candidates.size() > 1) {
        out.candidates.clear();
        out.keyError = jose::KeyError{.kind = jose::KeyError::Kind::Ambiguous, .member = shown};
        out.refusal = Reason::KeyAmbiguous;
    } else if (out.refusal) {
        out.steps.append({Step::PastedKeyUnused, keyDescription(named.first())});
    } else {
        out.steps.append({Step::PastedKeyByKid, {shown}});
    }
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
                                      : ResolutionStep{Step::IssuerDiffers, {token.issuer, tenant.issuers.value(0)}});
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
                               api.signingAlgorithm != domain::SigningAlgorithm::HS256;
        out.refusal = confusion ? Reason::AlgorithmConfusion : Reason::AlgorithmMismatch;
        return out;
    }
    if (api.signingAlgorithm == domain::SigningAlgorithm::HS256) {
        useApiSecret(wanted, api, tenant, out);
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
            wanted.kid->size() <= jose::longestKid ? tenant.tenant.signingKey(domain::KeyId(*wanted.kid)) : nullptr;
        if (!key) {
            out.steps.append({Step::KeyUnknownKid, {wanted.kid->left(jose::longestKid)}});
            out.refusal = Reason::KeyNotFound;
            return;
        }
        out.steps.append({Step::KeyByKid, {*wanted.kid}});
        if (key->state == State::Revoked) {
            out.steps.append({Step::KeyRevoked, {*wanted.kid}});
            sink(out).report(kinds::keyRevoked, "kid"_p = *wanted.kid);
            out.refusal = Reason::KeyUnusable;
            return;
        }
        if (key->state == State::Previous) {
            out.steps.append({Step::KeyRetired, {*wanted.kid}});
            sink(out).report(kinds::keyRetired, "kid"_p = *wanted.kid);
        }
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
    using Signing = domain::SigningAlgorithm;
    const bool isForOther = !out.apis.isEmpty() && (out.apis.constFirst()->signingAlgorithm == Signing::PS256 ||
                                                    out.apis.constFirst()->signingAlgorithm == Signing::RS512);
    QList<jose::Jwk> parsed;
    for (const domain::SigningKey *key : std::as_const(keys)) {
        auto jwk = m_codec.publicKeyFromDer(key->publicKey);
        if (!jwk) {
            out.keyError = jwk.error();
            out.refusal = reasonFor(jwk.error());
            return;
        }
        jwk->kid = key->id.text();
        // A tenant elsewhere signs with its RSA keys as the API says.
        jwk->alg = isForOther ? jose::algorithmName(wanted.algorithm) : domain::signingAlgorithmName(key->algorithm);
        parsed.append(std::move(*jwk));
    }
    accept(wanted, parsed, out);
}

void KeyResolver::useApiSecret(const Wanted &wanted, const domain::ResourceServer &api, const TenantKeys &tenant,
                               Resolution &out) const
{
    out.used.origin = KeyUsed::Origin::ApiSecret;
    out.steps.append({Step::SecretOfApi, {api.name}});
    auto secret = tenant.custody.signingSecret(api);
    if (!secret) {
        sink(out).report(kinds::secretSealed, "error"_p = base::errorName(secret.error().code));
        out.refusal = Reason::KeyInvalid;
        return;
    }
    out.candidates.append(jose::Jwk::fromSecret(std::move(*secret)));
    // What the replaced secret signed before lives until it expires. Whoever has it could sign more today: what says
    // that it was issued since then is no such token.
    const auto until = api.previousSecretUntil();
    const std::optional<qint64> issuedAt = wanted.inspection.issuedAt;
    if (!until || !issuedAt || *issuedAt > base::unixSeconds(*api.signingSecretSince) ||
        (m_policy.now && *m_policy.now >= *until))
        return;
    if (const auto previous = tenant.custody.previousSigningSecret(api); previous && !previous->isEmpty()) {
        out.previousSecret = *previous;
        out.candidates.append(jose::Jwk::fromSecret(*previous));
    }
}

} // namespace gatehouse::inspector
