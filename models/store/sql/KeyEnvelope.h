#pragma once

#include "models/base/Random.h"
#include "models/base/Result.h"
#include "models/base/Secret.h"
#include "models/jose/PassphraseKdf.h"
#include "models/store/KeyProtection.h"

#include <variant>

namespace gatehouse::store::sql {

/// What the secrets of one store are sealed with, and the store's id, which every seal is bound to.
struct DataKey
{
    QByteArray storeId;   ///< 16 random bytes
    base::Secret key;     ///< 32 random bytes
    bool hasHead = false; ///< whether the store is known to have an authenticated head

    static DataKey generate(base::RandomSource &random);
};

/// The content of `<store>.key`: the store's id, and its data key, plain or wrapped.
///
///     magic ‖ kind (1) ‖ store id (16) ‖ body ‖ SHA-256 of all that
///     body of a key file:    data key (32)
///     under a passphrase:    memory, passes, lanes (4 each, big endian) ‖ salt (16) ‖ wrapped key (60)
///     under the keychain:    length (1) ‖ name of the entry ‖ wrapped key (60)
///
/// The magic names the version. A wrapped key is bound to everything before it. Version 3 is version 2 of a store that
/// has an authenticated head, and so is never taken for one from before there were any. Version 1, `magic ‖ store id ‖
/// data key ‖ SHA-256`, is still read.
struct KeyEnvelope
{
    struct Plain
    {
        base::Secret key;
    };
    struct UnderPassphrase
    {
        jose::Argon2Cost cost;
        QByteArray salt;
        QByteArray wrapped;
    };
    struct UnderKeychain
    {
        QString entry; ///< of the keychain; holds the key that wraps the data key
        QByteArray wrapped;
    };

    QByteArray storeId;
    bool hasHead = false;
    std::variant<Plain, UnderPassphrase, UnderKeychain> content;
    bool wasOpenToOthers = false; ///< others could read the file until it was read here

    Protection protection() const;
    /// What a wrapped key is bound to: kind, store id, and cost and salt or the entry's name.
    QByteArray bound() const;
    /// As it lies in the file. Secret, because a key file's content is.
    base::Secret bytes() const;

    /// KeyMissing for what is damaged or asks for a cost outside the bounds; StoreTooNew for a version or a kind that
    /// this program does not know. `path` is for the error.
    static base::Result<KeyEnvelope> parse(QByteArrayView bytes, const QString &path);
};

} // namespace gatehouse::store::sql
