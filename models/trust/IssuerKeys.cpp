#include "models/trust/IssuerKeys.h"

#include "models/trust/IssuerFault.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::trust {

namespace {

constexpr qsizetype mostKeys = 100;       ///< of a set
constexpr qsizetype mostKnownKeys = 1000; ///< with those that are gone: the oldest are forgotten first

bool verifiesHere(const jose::Jwk &key)
{
    if (key.type == jose::KeyType::Octets || (key.use && *key.use != "sig"_L1))
        return false;
    const auto fits = [&key](jose::Algorithm algorithm) {
        return jose::suits(algorithm, key) && (!key.alg || jose::bindsTo(*key.alg, algorithm, key.crv));
    };
    if (!std::ranges::any_of(jose::allAlgorithms(), fits))
        return false;
    return !key.keyOps || key.keyOps->contains("verify"_L1);
}

/// The same key under the same name, whatever it is said to be for.
bool isUnderSameName(const jose::Jwk &one, const jose::Jwk &other)
{
    return one.kid == other.kid && jose::isSameKey(one, other);
}

bool isSame(const jose::Jwk &one, const jose::Jwk &other)
{
    return isUnderSameName(one, other) && one.alg == other.alg && one.use == other.use && one.keyOps == other.keyOps;
}

bool holds(const QList<jose::Jwk> &keys, const jose::Jwk &key)
{
    return std::ranges::any_of(keys, [&key](const jose::Jwk &one) { return isSame(one, key); });
}

/// Each key once, with how many verify nothing and how many are beyond the limit.
QList<jose::Jwk> usable(const jose::JwkSet &set, KeyNews &news)
{
    QList<jose::Jwk> keys;
    news.unusable = set.skipped.size();
    for (const jose::Jwk &key : set.keys) {
        if (!verifiesHere(key))
            ++news.unusable;
        else if (!holds(keys, key) && keys.size() < mostKeys)
            keys.append(key);
        else if (!holds(keys, key))
            ++news.leftOut;
    }
    return keys;
}

void compare(const TrustedIssuer &issuer, const QList<jose::Jwk> &keys, KeyNews &news)
{
    bool hasPresent = false;
    bool hasKept = false;
    for (const IssuerKey &known : issuer.keys) {
        if (!known.isPresent())
            continue;
        hasPresent = true;
        // A key that is renamed is no other one.
        hasKept = hasKept ||
                  std::ranges::any_of(keys, [&known](const jose::Jwk &key) { return jose::isSameKey(known.key, key); });
        if (std::ranges::none_of(keys, [&known](const jose::Jwk &key) { return isUnderSameName(known.key, key); }))
            news.gone.append(known.name());
    }
    for (const jose::Jwk &key : keys) {
        const IssuerKey fresh{.key = key, .added = {}};
        bool isKnown = false;
        bool isPresent = false;
        bool isRestated = false;
        bool isOther = false;
        for (const IssuerKey &known : issuer.keys) {
            const bool same = isSame(known.key, key);
            isKnown = isKnown || same;
            isPresent = isPresent || (same && known.isPresent());
            isRestated = isRestated || (known.isPresent() && isUnderSameName(known.key, key));
            isOther = isOther || (key.kid && known.key.kid == key.kid && !jose::isSameKey(known.key, key));
        }
        if (isPresent)
            continue;
        if (isOther)
            news.replaced.append(fresh.name());
        else if (isRestated)
            news.restated.append(fresh.name());
        else if (isKnown)
            news.returned.append(fresh.name());
        else
            news.added.append(fresh.name());
    }
    news.isAllNew = hasPresent && !hasKept;
}

void apply(TrustedIssuer &issuer, const QList<jose::Jwk> &keys, base::Instant now)
{
    for (IssuerKey &known : issuer.keys) {
        if (known.isPresent() && !holds(keys, known.key))
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
    KeyNews news;
    const QList<jose::Jwk> keys = usable(set, news);
    if (keys.isEmpty())
        return unfit(base::ErrorStep::FetchKeys, issuer.name, IssuerFault::NoKeys);
    compare(issuer, keys, news);
    issuer.refreshedAt = now;
    if (news.isUnexpected() && unexpected == Unexpected::Waits)
        issuer.waiting = WaitingKeys{.keys = keys, .seen = now};
    else
        apply(issuer, keys, now);
    return news;
}

QString printOf(const WaitingKeys &waiting)
{
    QStringList lines;
    for (const jose::Jwk &key : waiting.keys) {
        const QStringList operations = key.keyOps.value_or(QStringList());
        lines.append(QStringList{key.thumbprint(), key.kid.value_or(QString()), key.alg.value_or(QString()),
                                 key.use.value_or(QString()), operations.join(u' ')}
                         .join(u'\0'));
    }
    lines.sort();
    constexpr qsizetype characters = 16;
    const QByteArray hash = QCryptographicHash::hash(lines.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(characters));
}

base::Result<KeyNews> acceptWaiting(TrustedIssuer &issuer, const QString &print, base::Instant now)
{
    if (!issuer.waiting)
        return unfit(base::ErrorStep::WriteIssuers, issuer.name, IssuerFault::NothingWaits);
    if (printOf(*issuer.waiting) != print)
        return unfit(base::ErrorStep::WriteIssuers, issuer.name, IssuerFault::OthersWait);
    const QList<jose::Jwk> keys = issuer.waiting->keys;
    KeyNews news;
    compare(issuer, keys, news);
    apply(issuer, keys, now);
    return news;
}

} // namespace gatehouse::trust
