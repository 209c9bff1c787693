#include "models/store/sql/SqliteCodes.h"

#include <sqlite3.h>

namespace gatehouse::store::sql {

using base::ErrorCode;

ErrorCode errorCodeOf(int sqliteCode)
{
    if (sqliteCode == SQLITE_IOERR_SHMSIZE)
        return ErrorCode::StoreFull; // the -shm could not be enlarged
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::StoreBusy;
    case SQLITE_READONLY:
        return ErrorCode::StoreReadOnly;
    case SQLITE_CORRUPT:
        return ErrorCode::StoreCorrupt;
    case SQLITE_NOTADB:
        return ErrorCode::StoreForeign;
    case SQLITE_FULL:
        return ErrorCode::StoreFull;
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return ErrorCode::StoreUnreadable;
    default:
        return ErrorCode::Internal;
    }
}

} // namespace gatehouse::store::sql
