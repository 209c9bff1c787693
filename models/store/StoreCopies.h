#pragma once

#include "models/base/Job.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// What a backup holds, or a restored store: for the sentence that reports it.
struct StoreCopy
{
    QString path; ///< the file that was made
    Revision revision = 0;
    qint64 bytes = 0;
    QString keyFile; ///< which is not part of it, and without which its secrets do not open
    bool hasKeyFile = false;
    /// False where the file is in its place, but the disk did not confirm that it would be after a power failure.
    bool isDurable = true;
    QString kept; ///< restore: where the store that was there before is now; empty if there was none
};

/// Backups of a store: one file, whole or not there, checked before and after.
class StoreCopies
{
public:
    virtual ~StoreCopies() = default;

    /// Copies the store as it is now to `target`. FileExists when that is there, unless `replace` is set; never the
    /// store itself. Works while other processes write.
    virtual base::Job<StoreCopy> backUp(const QString &target, bool replace) = 0;
    /// Puts a copy of `backup` in the place of the store, which is kept under another name, with its log where that
    /// could not be written into it. Every process that has the store open notices.
    virtual base::Job<StoreCopy> restore(const QString &backup) = 0;
};

} // namespace gatehouse::store
