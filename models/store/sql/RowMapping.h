#pragma once

#include "models/base/Result.h"
#include "models/store/StoreSnapshot.h"
#include "models/store/sql/AuditRow.h"

#include <functional>

namespace gatehouse::store::sql {

class SqlConnection;

// Rows ↔ domain values: with ScopeRows and the schema itself (Migrations), the only place that knows the names of
// columns. Everything here runs inside a transaction of the caller.

/// The whole tenant. A row that means nothing to us (an algorithm of no known name) is StoreValueUnknown.
base::Result<StoreSnapshot> readSnapshot(SqlConnection &connection);

/// Writes what `changes` change and nothing else: of a list of scopes only the rows that came, went or differ.
base::Result<void> writeChanges(SqlConnection &connection, const domain::ChangeSet &changes);
base::Result<void> writeRevision(SqlConnection &connection, Revision revision);

/// Appends; the entry's sequence is the store's to choose. Answers the row as it is written.
base::Result<AuditRow> appendAudit(SqlConnection &connection, const domain::AuditEntry &entry);
/// Up to `limit` entries with a sequence below `before` (0: from the newest), newest first.
base::Result<QList<domain::AuditEntry>> readAudit(SqlConnection &connection, qint64 before, int limit);

/// Writes what the chain comes to at an entry.
base::Result<void> writeAuditChain(SqlConnection &connection, qint64 sequence, const QByteArray &chain);
/// Whether the entries say what the chain comes to at each: those of earlier versions do not.
base::Result<bool> isAuditChained(SqlConnection &connection);
/// Visits the whole audit, oldest first.
base::Result<void> eachAuditRow(SqlConnection &connection, const std::function<void(const AuditRow &row)> &visit);

} // namespace gatehouse::store::sql
