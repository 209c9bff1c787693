#pragma once

#include "models/store/Ledger.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::issuer {

/// Verifiers keep the key set for as long as this: what the usual libraries do where nobody tells them otherwise.
inline constexpr std::chrono::minutes longestKeyCache{10};

/// A signing key with what it has signed.
struct KeyLine
{
    domain::KeyId id;
    domain::SigningKey::State state = domain::SigningKey::State::Current;
    base::Instant createdAt;
    std::optional<base::Instant> currentSince;
    std::optional<base::Instant> currentUntil;
    std::optional<base::Instant> revokedAt;
    /// Issued under it and not expired; nothing where nobody here counts what is issued.
    std::optional<qint64> aliveTokens = {};
    /// From when revoking it breaks nothing: the last of its tokens has expired, or would have at the latest where none
    /// were counted. Of a previous key alone.
    std::optional<base::Instant> safeToRevoke = {};
    /// From when rotating to it breaks nothing: every verifier has fetched the key set since it was published. Of the
    /// next key alone.
    std::optional<base::Instant> safeToRotate = {};

    bool operator==(const KeyLine &) const = default;
};

/// All keys, in the order in which they sign: next, current, previous from the newest on, revoked.
QList<KeyLine> keyTimeline(const store::StoreSnapshot &tenant, const QList<store::IssuedTokens> &issued,
                           base::Instant now);
/// The same of a tenant elsewhere, which does not say what it has issued.
QList<KeyLine> uncountedKeyTimeline(const store::StoreSnapshot &tenant);

} // namespace gatehouse::issuer
