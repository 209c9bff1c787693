#pragma once

#include "models/store/sql/StoreFile.h"

namespace gatehouse::store::sql {

/// Tells a tenant that is being made for the first time from one of which only a part is left. A first start writes
/// `<store>.new` before its key file and removes it once the store exists, so that one that was killed in between goes
/// on; a key or a log without that mark belongs to a store that is not there.
class FirstStart
{
public:
    explicit FirstStart(const QString &storePath);

    /// StoreMissing, StoreEmpty for what is left of a store. `file` is what is at its path now.
    base::Result<void> check(const StoreFile &file) const;
    base::Result<void> begin() const;
    void end() const;

private:
    QString m_storePath;
    QString m_mark;
};

} // namespace gatehouse::store::sql
