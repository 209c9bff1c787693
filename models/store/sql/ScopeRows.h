#pragma once

#include "models/base/Result.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/User.h"

namespace gatehouse::store::sql {

class SqlConnection;

/// Writes the difference between two states of an API's scopes; the column names are those of RowMapping.
base::Result<void> writeScopes(SqlConnection &connection, const domain::ResourceServerId &api,
                               const QList<domain::Scope> &before, const QList<domain::Scope> &after);
/// The same for the scopes a grant holds.
base::Result<void> writeGrantedScopes(SqlConnection &connection, const domain::ClientGrantId &grant,
                                      const QStringList &before, const QStringList &after);
/// The same for what a person may do.
base::Result<void> writePermissions(SqlConnection &connection, const domain::UserId &user,
                                    const QList<domain::Permission> &before, const QList<domain::Permission> &after);

} // namespace gatehouse::store::sql
