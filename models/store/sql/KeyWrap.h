#pragma once

#include "models/jose/AuthenticatedCipher.h"
#include "models/store/sql/KeyEnvelope.h"

namespace gatehouse::store::sql {

/// Wraps a store's data key into envelopes and opens them. Callable from several threads at once.
class KeyWrap
{
public:
    /// `cost` of new passphrases; what lies in a file has its own.
    KeyWrap(const jose::AuthenticatedCipher &cipher, const jose::PassphraseKdf &kdf, base::RandomSource &random,
            const jose::Argon2Cost &cost = jose::usualArgon2Cost);

    static KeyEnvelope plain(const DataKey &key);
    base::Result<KeyEnvelope> underPassphrase(const DataKey &key, const base::Secret &passphrase) const;
    /// `wrapping` is 32 bytes that the keychain keeps as `entry`: printable ASCII without blanks, at most 200
    /// characters.
    base::Result<KeyEnvelope> underKeychain(const DataKey &key, const QString &entry,
                                            const base::Secret &wrapping) const;
    /// The same as `envelope`, which `opener` opens to `key`, for a store that has a head by now.
    base::Result<KeyEnvelope> withHead(const KeyEnvelope &envelope, DataKey key, const base::Secret &opener) const;
    /// The data key of an envelope; `opener` is the passphrase or the keychain's key, and nothing for a key file.
    /// SealBroken when it is not the right one, or the envelope was altered: the two cannot be told apart.
    base::Result<DataKey> open(const KeyEnvelope &envelope, const base::Secret &opener) const;

private:
    base::Result<QByteArray> wrapped(const KeyEnvelope &envelope, const DataKey &key,
                                     const base::Secret &wrapping) const;

    const jose::AuthenticatedCipher &m_cipher;
    const jose::PassphraseKdf &m_kdf;
    base::RandomSource &m_random;
    jose::Argon2Cost m_cost;
};

} // namespace gatehouse::store::sql
