#pragma once

#include "models/base/Error.h"

namespace gatehouse::store::sql {

/// What a result code of SQLite, extended or not, means to us.
base::ErrorCode errorCodeOf(int sqliteCode);

} // namespace gatehouse::store::sql
