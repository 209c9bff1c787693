#include "models/inspector/KeyResolver.h"
#include "models/inspector/NearName.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

// Keys of trusted issuers.

namespace gatehouse::inspector {

namespace {

using Step = ResolutionStep::Kind;

/// A key that fits and is not accepted yet.
void noteWaiting(const std::optional<QString> &kid, const trust::TrustedIssuer &issuer, Resolution &out)
{
    if (!issuer.waiting)
        return;
    const auto fits = [&kid](const jose::Jwk &key) { return !kid || key.kid == kid; };
    const auto key = std::ranges::find_if(issuer.waiting->keys, fits);
    if (key != issuer.waiting->keys.end())
        out.steps.append({Step::IssuerKeyWaits, {key->kid.value_or(QString()).left(jose::longestKid)}});
}

QString dayOf(base::Instant at)
{
    return QDateTime::fromSecsSinceEpoch(base::unixSeconds(at), QTimeZone::UTC).toString(Qt::ISODate);
}

QString claimText(const TokenInspection &token, QStringView name)
{
    const jose::JsonValue *claim = token.claims ? token.claims->member(name) : nullptr;
    return claim && claim->isString() ? claim->string : QString();
}

/// Which trusted issuer speaks in the token's name, whether or not its tenant is listed.
trust::IssuerBook::Match matchOf(const TokenInspection &token, const VerificationPolicy &policy)
{
    if (!policy.issuers || token.issuer.isEmpty() || std::holds_alternative<PastedKey>(policy.keys))
        return {};
    const auto *tenant = std::get_if<TenantKeys>(&policy.keys);
    if (tenant && tenant->issuers.contains(token.issuer))
        return {};
    return policy.issuers->match(token.issuer, claimText(token, u"tid"));
}

} // namespace

const trust::TrustedIssuer *trustedIssuerOf(const TokenInspection &token, const VerificationPolicy &policy)
{
    const trust::IssuerBook::Match match = matchOf(token, policy);
    return match.isTenantListed ? match.issuer : nullptr;
}

void KeyResolver::noteUnknownIssuer(const Wanted &wanted, Resolution &out) const
{
    const TokenInspection &token = wanted.inspection;
    if (!m_policy.issuers || token.issuer.isEmpty())
        return;
    const trust::IssuerBook::Match match = matchOf(token, m_policy);
    if (match.issuer) {
        out.steps.append({Step::IssuerTenantUnlisted, {claimText(token, u"tid"), match.issuer->name}});
        sink(out).report(kinds::issuerTenantUnlisted, "tenant"_p = claimText(token, u"tid"),
                         "issuer"_p = match.issuer->name);
        return;
    }
    out.steps.append({Step::IssuerUnknown, {token.issuer}});
    if (!m_policy.explain)
        return; // likeness is looked for where somebody reads of it, and not for each of many tokens
    // Nobody is advised to trust what looks like somebody else: the rule for near misses has its say.
    const QStringList trusted = m_policy.issuers->issuers();
    if (std::ranges::any_of(trusted, [&token](const QString &name) { return NearName(name).isTakenFor(token.issuer); }))
        return;
    sink(out).report(kinds::issuerNotTrusted, "issuer"_p = token.issuer);
}

Resolution KeyResolver::fromIssuer(const Wanted &wanted, const trust::TrustedIssuer &issuer) const
{
    Resolution out;
    out.used.origin = KeyUsed::Origin::TrustedIssuer;
    out.used.issuerName = issuer.name;
    out.used.provider = issuer.provider;
    out.steps.append({Step::IssuerTrusted, {wanted.inspection.issuer, issuer.name}});
    if (!issuer.algorithms.isEmpty() && !issuer.algorithms.contains(wanted.algorithm)) {
        out.steps.append({Step::AlgorithmNotOfIssuer, {jose::algorithmName(wanted.algorithm), issuer.name}});
        const bool isHmac = jose::keyTypeOf(wanted.algorithm) == jose::KeyType::Octets;
        out.refusal = isHmac ? Reason::AlgorithmConfusion : Reason::AlgorithmMismatch;
        return out;
    }
    if (issuer.keys.isEmpty()) {
        out.steps.append({Step::IssuerHasNoKeys, {issuer.name}});
        noteWaiting(wanted.kid, issuer, out);
        out.refusal = Reason::KeyNotFound;
        return out;
    }
    QList<jose::Jwk> keys;
    QList<jose::Jwk> present;
    bool isNamed = false;
    for (const trust::IssuerKey &known : issuer.keys) {
        if (wanted.kid && (known.key.kid != wanted.kid || wanted.kid->size() > jose::longestKid))
            continue;
        isNamed = true;
        const auto when = [&] { return QStringList{known.name(), dayOf(known.added), dayOf(*known.gone)}; };
        if (!known.covers(wanted.inspection.issuedAt)) {
            if (wanted.kid)
                out.steps.append({Step::IssuerKeyGoneBefore, when()});
            continue;
        }
        if (!known.isPresent()) {
            out.gone.append(known);
            out.steps.append({Step::IssuerKeyGone, when()});
        } else {
            present.append(known.key);
        }
        keys.append(known.key);
    }
    if (keys.isEmpty()) {
        if (wanted.kid && !isNamed)
            out.steps.append({Step::KeyUnknownKid, {wanted.kid->left(jose::longestKid)}});
        noteWaiting(wanted.kid, issuer, out);
        out.refusal = isNamed ? Reason::KeyUnusable : Reason::KeyNotFound;
        return out;
    }
    if (wanted.kid)
        out.steps.append({Step::IssuerKeyByKid, {*wanted.kid, issuer.name}});
    else
        out.steps.append({Step::IssuerKeysTried, {QString::number(keys.size()), issuer.name}});
    accept(wanted, keys, out);
    // An ID that several keys had one after the other is no fault of the set; one that several have at once is.
    const auto isPresent = [&present](const jose::Jwk &candidate) {
        return std::ranges::any_of(present,
                                   [&candidate](const jose::Jwk &key) { return jose::isSameKey(key, candidate); });
    };
    if (wanted.kid && std::ranges::count_if(out.candidates, isPresent) > 1) {
        out.candidates.clear();
        out.keyError =
            jose::KeyError{.kind = jose::KeyError::Kind::Ambiguous, .member = wanted.kid->left(jose::longestKid)};
        out.refusal = Reason::KeyAmbiguous;
    }
    return out;
}

} // namespace gatehouse::inspector
