#pragma once

#include "models/jose/Jwk.h"

namespace gatehouse::jose {

/// Verifies signatures. Callable from several threads at once.
class SignatureVerifier
{
public:
    enum class Outcome { Verified, Failed };

    virtual ~SignatureVerifier() = default;
    /// Whether `signature` is right for `input` under `key` by `algorithm`. The key's type fits the algorithm: the
    /// caller has checked. A signature of another length than the modulus or the hash fails.
    virtual Outcome verify(Algorithm algorithm, const Jwk &key, QByteArrayView input,
                           QByteArrayView signature) const = 0;
};

} // namespace gatehouse::jose
