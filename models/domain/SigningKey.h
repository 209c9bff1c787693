#pragma once

#include "models/base/Clock.h"
#include "models/domain/EnumNames.h"
#include "models/domain/Id.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/SigningAlgorithm.h"

#include <optional>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

/// A key the tenant signs RS256 tokens with. The private part is sealed and used through a jose::Signer only.
struct SigningKey
{
    enum class State {
        Current,  ///< signs
        Previous, ///< signed until it was replaced; its tokens verify until they expire
        Revoked,  ///< published no more, and nothing it signed is accepted
        Next,     ///< published so that verifiers know it before it signs
    };

    KeyId id;
    SigningAlgorithm algorithm = SigningAlgorithm::RS256;
    State state = State::Current;
    QByteArray publicKey; ///< DER SubjectPublicKeyInfo (RFC 5280)
    SealedSecret privateKey;
    base::Instant createdAt;
    QByteArray certificate; ///< DER, self-signed, for `x5c` (RFC 7517 section 4.7); empty for keys of older stores
    std::optional<base::Instant> currentSince; ///< nothing for a key that has not signed, or of an older store
    std::optional<base::Instant> currentUntil;
    std::optional<base::Instant> revokedAt;

    bool operator==(const SigningKey &) const = default;

    /// In the key set that verifiers fetch.
    bool isPublished() const { return state != State::Revoked; }
};

template <> struct EnumNames<SigningKey::State>
{
    static constexpr std::array names{"current"_L1, "previous"_L1, "revoked"_L1, "next"_L1};
};

} // namespace gatehouse::domain
