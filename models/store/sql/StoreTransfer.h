#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreCopies.h"

namespace gatehouse::store::sql {

class SqlConnection;

/// StoreCopies::backUp over an open connection to the store at `storePath`.
base::Result<StoreCopy> backUpStore(SqlConnection &connection, const QString &storePath, const QString &target,
                                    bool replace);
/// StoreCopies::restore. This process has no connection to the store; others may. `at` names what is kept.
base::Result<StoreCopy> restoreStore(const QString &storePath, const QString &backup, base::Instant at);

} // namespace gatehouse::store::sql
