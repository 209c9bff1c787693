#pragma once

#include "models/base/Result.h"

#include <QStringList>

#include <span>

namespace gatehouse::store::sql {

class SqlConnection;

/// The statements that lead from the schema version before to `version`. Forward only; a step that has been released is
/// never edited.
struct Migration
{
    int version = 0;
    QStringList statements;
};

/// Every step of the store's schema, oldest first.
std::span<const Migration> migrations();
/// The schema version this program writes.
int latestVersion();
/// Marks the file as ours ("GatH"), in SQLite's application_id.
inline constexpr int storeApplicationId = 0x47617448;

/// Brings the store to the last of `steps`, each in a transaction of its own. An existing store is copied first, to
/// `<path>.backup-v<version>`, unless that copy is there already. Several processes may do this at once.
base::Result<void> migrate(SqlConnection &connection, const QString &path, std::span<const Migration> steps);

/// Whether the schema is to the letter what the steps up to `version` make: a trigger or view that somebody put in
/// would run with our rights.
base::Result<void> checkSchema(SqlConnection &connection, const QString &path, std::span<const Migration> steps,
                               int version);

} // namespace gatehouse::store::sql
