#include "models/trust/IssuerKeys.h"

#include "models/trust/IssuerFault.h"

#include <algorithm>

namespace gatehouse::trust {

namespace {

constexpr qsizetype mostKeys = 100;       ///< of a set
constexpr qsizetype mostKnownKeys = 1000; ///< with those that are gone: the oldest are forgotten first

bool verifiesHere(const jose::Jwk &key)
{
    if (key.type == jose::KeyType::Octets || (key.use && *key.use != "sig"_L1))
        return false;
    return !key.keyOps || key.keyOps->contains("verify"_L1);
}

bool isSame(const jose::Jwk &one, const jose::Jwk &other)
{
    return one.kid == other.kid && jose::isSameKey(one, other);
}

QList<jose::Jwk> usable(const jose::JwkSet &set)
{
    QList<jose::Jwk> keys;
    for (const jose::Jwk &key : set.keys) {
        const auto isKept = [&key](const jose::Jwk &kept) { return isSame(kept, key); };
        if (keys.size() < mostKeys && verifiesHere(key) && std::ranges::none_of(keys, isKept))
            keys.append(key);
    }
    return keys;
}

KeyNews compare(const TrustedIssuer &issuer, const QList<jose::Jwk> &keys)
{
    KeyNews news;
    bool hasPresent = false;
    bool hasKept = false;
    for (const IssuerKey &known : issuer.keys) {
        if (!known.isPresent())
            continue;
        hasPresent = true;
        if (std::ranges::any_of(keys, [&known](const jose::Jwk &key) { return isSame(known.key, key); }))
            hasKept = true;
        else
            news.gone.append(known.name());
    }
    for (const jose::Jwk &key : keys) {
        const IssuerKey fresh{.key = key, .added = {}};
        bool isKnown = false;
        bool isPresent = false;
        bool isOther = false;
        for (const IssuerKey &known : issuer.keys) {
            const bool same = isSame(known.key, key);
            isKnown = isKnown || same;
            isPresent = isPresent || (same && known.isPresent());
            isOther = isOther || (key.kid && known.key.kid == key.kid && !jose::isSameKey(known.key, key));
        }
        if (isPresent)
            continue;
        if (isOther)
            news.replaced.append(fresh.name());
        else if (isKnown)
            news.returned.append(fresh.name());
        else
            news.added.append(fresh.name());
    }
    news.isAllNew = hasPresent && !hasKept;
    return news;
}

void apply(TrustedIssuer &issuer, const QList<jose::Jwk> &keys, base::Instant now)
{
    for (IssuerKey &known : issuer.keys) {
        if (known.isPresent() &&
            std::ranges::none_of(keys, [&known](const jose::Jwk &key) { return isSame(known.key, key); }))
            known.gone = now;
    }
    for (const jose::Jwk &key : keys) {
        if (std::ranges::none_of(
                issuer.keys, [&key](const IssuerKey &known) { return known.isPresent() && isSame(known.key, key); }))
            issuer.keys.append({.key = key, .added = now});
    }
    while (issuer.keys.size() > mostKnownKeys) {
        const auto oldest = std::ranges::find_if_not(issuer.keys, &IssuerKey::isPresent);
        if (oldest == issuer.keys.end())
            break;
        issuer.keys.erase(oldest);
    }
    issuer.waiting.reset();
}

} // namespace

base::Result<KeyNews> receiveKeys(TrustedIssuer &issuer, const jose::JwkSet &set, base::Instant now,
                                  Unexpected unexpected)
{
    const QList<jose::Jwk> keys = usable(set);
    if (keys.isEmpty())
        return unfit(base::ErrorStep::FetchKeys, issuer.name, IssuerFault::NoKeys);
    KeyNews news = compare(issuer, keys);
    news.unusable = set.keys.size() + set.skipped.size() - keys.size();
    issuer.refreshedAt = now;
    if (news.isUnexpected() && unexpected == Unexpected::Waits)
        issuer.waiting = WaitingKeys{.keys = keys, .seen = now};
    else
        apply(issuer, keys, now);
    return news;
}

std::optional<KeyNews> acceptWaiting(TrustedIssuer &issuer, base::Instant now)
{
    if (!issuer.waiting)
        return {};
    const QList<jose::Jwk> keys = issuer.waiting->keys;
    KeyNews news = compare(issuer, keys);
    apply(issuer, keys, now);
    return news;
}

} // namespace gatehouse::trust
