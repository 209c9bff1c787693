#pragma once

#include "models/store/Ledger.h"
#include "models/store/sql/LedgerDatabase.h"

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

// What the ledger keeps, as its rows hold it.

inline qint64 number(base::Instant at)
{
    return at.time_since_epoch().count();
}
inline base::Instant instant(const LedgerValue &value)
{
    return base::Instant(std::chrono::milliseconds(std::get<qint64>(value)));
}
inline const QString &text(const LedgerValue &value)
{
    return std::get<QString>(value);
}

inline QString joined(const QList<domain::ResourceServerId> &apis)
{
    QStringList ids;
    for (const domain::ResourceServerId &api : apis)
        ids.append(api.text());
    return ids.join(u' ');
}

/// The six columns client, user, apis, scopes, authenticated_at, session.
inline Authorization authorizationAt(const LedgerRow &row, std::size_t first)
{
    Authorization authorization;
    authorization.client = domain::ClientId(text(row[first]));
    authorization.user = domain::UserId(text(row[first + 1]));
    const QStringList apis = text(row[first + 2]).split(u' ', Qt::SkipEmptyParts);
    for (const QString &api : apis)
        authorization.apis.append(domain::ResourceServerId(api));
    authorization.scopes = text(row[first + 3]).split(u' ', Qt::SkipEmptyParts);
    authorization.authenticatedAt = instant(row[first + 4]);
    authorization.sessionId = text(row[first + 5]);
    return authorization;
}

inline LedgerRow valuesOf(const Authorization &authorization)
{
    return {authorization.client.text(),
            authorization.user.text(),
            joined(authorization.apis),
            authorization.scopes.join(u' '),
            number(authorization.authenticatedAt),
            authorization.sessionId};
}

inline LedgerRow operator+(LedgerRow left, const LedgerRow &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline base::Result<void> dropFamily(LedgerDatabase &database, const QString &id)
{
    if (const auto done = database.run("DELETE FROM refresh_token WHERE family = ?", {id}); !done)
        return std::unexpected(done.error());
    if (const auto done = database.run("DELETE FROM family WHERE id = ?", {id}); !done)
        return std::unexpected(done.error());
    return {};
}

inline base::Result<void> dropFamilies(LedgerDatabase &database, const base::Result<std::vector<LedgerRow>> &ids)
{
    if (!ids)
        return std::unexpected(ids.error());
    for (const LedgerRow &row : *ids) {
        if (auto done = dropFamily(database, text(row[0])); !done)
            return done;
    }
    return {};
}

} // namespace gatehouse::store::sql
