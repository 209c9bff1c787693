#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/SigningAlgorithm.h"

namespace gatehouse::domain {

/// A key the tenant signs RS256 tokens with. The private part is sealed and used through a jose::Signer only.
struct SigningKey
{
    enum class State { Current, Previous, Revoked };

    KeyId id;
    SigningAlgorithm algorithm = SigningAlgorithm::RS256;
    State state = State::Current;
    QByteArray publicKey; ///< DER SubjectPublicKeyInfo (RFC 5280)
    SealedSecret privateKey;
    base::Instant createdAt;

    bool operator==(const SigningKey &) const = default;
};

} // namespace gatehouse::domain
