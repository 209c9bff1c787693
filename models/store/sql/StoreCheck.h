#pragma once

#include "models/base/Result.h"

namespace gatehouse::store::sql {

class SqlConnection;

/// How far a store has come: which of two states of one store is the newer, and whether both are of one line.
struct StoreMark
{
    qint64 revision = 0;
    qint64 entry = 0; ///< sequence of the newest audit entry
    qint64 at = 0;    ///< its time

    /// Whether the file itself says that changes go through a log, as it does from the first change on. A copy that
    /// SQLite made says so only once it has been opened. Not a difference between two states.
    bool isForLog = true;

    bool operator==(const StoreMark &other) const
    {
        return revision == other.revision && entry == other.entry && at == other.at;
    }
    static base::Result<StoreMark> read(SqlConnection &connection);
    /// Of the file alone, whatever its log holds. Opened by SQLite, as a file that does not change.
    static base::Result<StoreMark> ofFile(const QString &path);
};

enum class Thoroughness {
    Quick, ///< what every start can afford
    Full,  ///< each row against its indexes and references: before and after a copy
};

/// Whether the database is a store that this program can read: StoreForeign, StoreTooNew or StoreCorrupt where it is
/// not. True when it is, false for a database in which nothing has been made yet. `path` is for the error.
base::Result<bool> checkStore(SqlConnection &connection, const QString &path, Thoroughness thoroughness);

} // namespace gatehouse::store::sql
