#pragma once

#include "models/base/Result.h"

namespace gatehouse::store::sql {

/// Which store file a log was written for, in `<store>.log-origin`. SQLite applies whatever log it finds beside a
/// database; when the file was replaced by a copy while its log was not empty, that would mix the two.
class LogOrigin
{
public:
    explicit LogOrigin(QString storePath);

    /// Before the store is opened: puts a log of another file aside, so that SQLite does not find it. A log of which
    /// nothing is known is left to SQLite. Answers the name under which a log with content was kept, if any.
    base::Result<QString> putForeignLogAside() const;
    /// After the store was opened: the log beside it is its own.
    void record() const;
    /// After it was closed: without a log there is nothing to remember.
    void forget() const;

private:
    QString m_storePath;
    QString m_path;
};

} // namespace gatehouse::store::sql
