#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QByteArray>

namespace gatehouse::jose {

/// AES-256-GCM under a subkey that HKDF-SHA-256 (RFC 5869) derives from `key` with `context` as its info: a record
/// opens in the place it was sealed for and in no other.
class AuthenticatedCipher
{
public:
    virtual ~AuthenticatedCipher() = default;
    /// nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes). `nonce` must never be used twice with one key and context.
    virtual base::Result<QByteArray> seal(const base::Secret &key, QByteArrayView context, QByteArrayView nonce,
                                          const base::Secret &plain) const = 0;
    virtual base::Result<base::Secret> open(const base::Secret &key, QByteArrayView context,
                                            QByteArrayView record) const = 0;
};

} // namespace gatehouse::jose
