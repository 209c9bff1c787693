#include "models/issuer/KeyTimeline.h"

#include "models/issuer/AccessTokenBuilder.h"

#include <algorithm>

namespace gatehouse::issuer {

using State = domain::SigningKey::State;

namespace {

int rank(State state)
{
    switch (state) {
    case State::Next:
        return 0;
    case State::Current:
        return 1;
    case State::Previous:
        return 2;
    case State::Revoked:
        return 3;
    }
    return 4;
}

/// When the last token of a key that was counted expires.
std::optional<base::Instant> latestExpiry(const domain::SigningKey &key, const QList<store::IssuedTokens> &issued)
{
    std::optional<base::Instant> latest;
    for (const store::IssuedTokens &tokens : issued) {
        if (tokens.key == key.id)
            latest = std::max(latest.value_or(tokens.expires), tokens.expires);
    }
    return latest;
}

/// `judge` adds what is known of a key's tokens.
template <typename Judge> QList<KeyLine> timeline(const store::StoreSnapshot &tenant, const Judge &judge)
{
    QList<KeyLine> lines;
    for (const domain::SigningKey &key : tenant.signingKeys) {
        KeyLine line{.id = key.id,
                     .state = key.state,
                     .createdAt = key.createdAt,
                     .currentSince = key.currentSince,
                     .currentUntil = key.currentUntil,
                     .revokedAt = key.revokedAt};
        if (key.state == State::Next)
            line.safeToRotate = key.createdAt + longestKeyCache;
        judge(key, line);
        lines.append(line);
    }
    std::ranges::stable_sort(lines, [](const KeyLine &a, const KeyLine &b) {
        return std::pair(rank(a.state), -a.createdAt.time_since_epoch().count()) <
               std::pair(rank(b.state), -b.createdAt.time_since_epoch().count());
    });
    return lines;
}

} // namespace

QList<KeyLine> keyTimeline(const store::StoreSnapshot &tenant, const QList<store::IssuedTokens> &issued,
                           base::Instant now)
{
    return timeline(tenant, [&](const domain::SigningKey &key, KeyLine &line) {
        line.aliveTokens = 0;
        for (const store::IssuedTokens &tokens : issued) {
            if (key.state != State::Revoked && tokens.key == key.id && tokens.expires > now)
                *line.aliveTokens += tokens.count;
        }
        if (key.state == State::Previous)
            line.safeToRevoke = std::max(latestExpiry(key, issued).value_or(now), now);
    });
}

QList<KeyLine> uncountedKeyTimeline(const store::StoreSnapshot &tenant)
{
    int longest = idTokenLifetime;
    for (const domain::ResourceServer &api : tenant.resourceServers)
        longest = std::max(longest, api.tokenLifetime);
    return timeline(tenant, [longest](const domain::SigningKey &key, KeyLine &line) {
        if (key.state == State::Previous && key.currentUntil)
            line.safeToRevoke = *key.currentUntil + std::chrono::seconds(longest);
    });
}

} // namespace gatehouse::issuer
