#pragma once

#include "models/base/Random.h"
#include "models/base/Result.h"
#include "models/base/Secret.h"

namespace gatehouse::store::sql {

/// The file beside a store that holds its data key: what the store's secrets are sealed with, and the store's id, which
/// every seal is bound to.
struct KeyFile
{
    QByteArray storeId; ///< 16 random bytes
    base::Secret key;   ///< 32 random bytes

    static KeyFile generate(base::RandomSource &random);
    /// KeyMissing when there is none or it is damaged; StoreUnreadable when others could have written it.
    static base::Result<KeyFile> read(const QString &path);
    /// Puts this key at `path` (0600), whole and on disk or not at all. False when a key file is there already: another
    /// process was faster, and its key is the one to use.
    base::Result<bool> writeNew(const QString &path, base::RandomSource &random) const;
};

} // namespace gatehouse::store::sql
