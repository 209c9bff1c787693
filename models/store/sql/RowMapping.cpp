#include "models/store/sql/RowMapping.h"

#include "models/store/sql/AuditJson.h"
#include "models/store/sql/RowValues.h"
#include "models/store/sql/ScopeRows.h"
#include "models/store/sql/SqlConnection.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <utility>

namespace gatehouse::store::sql {

using namespace domain;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

Result<void> write(SqlConnection &connection, const Changed<ResourceServer> &change)
{
    const ResourceServer before = change.before.value_or(ResourceServer{});
    if (!change.after) {
        if (auto done = writeScopes(connection, before.id, before.scopes, {}); !done)
            return done;
        return connection.run(u"DELETE FROM api WHERE id = ?"_s, {bound(before.id)});
    }
    const ResourceServer &after = *change.after;
    // The id comes last in both statements, so that one list of values serves both.
    const QVariantList values{
        bound(after.name),          bound(after.identifier), bound(signingAlgorithmName(after.signingAlgorithm)),
        after.tokenLifetime,        int(after.skipConsent),  int(after.allowOfflineAccess),
        bound(after.signingSecret), int(after.isSystem),     int(after.isSample),
        bound(after.createdAt),     bound(after.id)};
    auto done =
        change.before
            ? connection.run(
                  u"UPDATE api SET name = ?, identifier = ?, signing_algorithm = ?, token_lifetime = ?, skip_consent = "
                  u"?,"
                  " allow_offline_access = ?, signing_secret = ?, is_system = ?, is_sample = ?, created_at = ?"
                  " WHERE id = ?"_s,
                  values)
            : connection.run(u"INSERT INTO api (name, identifier, signing_algorithm, token_lifetime, skip_consent,"
                             " allow_offline_access, signing_secret, is_system, is_sample, created_at, id)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                             values);
    return done ? writeScopes(connection, after.id, before.scopes, after.scopes) : done;
}

Result<void> write(SqlConnection &connection, const Changed<ClientApplication> &change)
{
    if (!change.after)
        return connection.run(u"DELETE FROM client WHERE id = ?"_s, {bound(change.before->id)});
    const ClientApplication &after = *change.after;
    const QVariantList values{bound(after.name), bound(after.secret), int(after.isSample), bound(after.createdAt),
                              bound(after.id)};
    return change.before
               ? connection.run(u"UPDATE client SET name = ?, secret = ?, is_sample = ?, created_at = ? WHERE id = ?"_s,
                                values)
               : connection.run(
                     u"INSERT INTO client (name, secret, is_sample, created_at, id) VALUES (?, ?, ?, ?, ?)"_s, values);
}

Result<void> write(SqlConnection &connection, const Changed<ClientGrant> &change)
{
    const ClientGrant before = change.before.value_or(ClientGrant{});
    if (!change.after) {
        if (auto done = writeGrantedScopes(connection, before.id, before.scopes, {}); !done)
            return done;
        return connection.run(u"DELETE FROM client_grant WHERE id = ?"_s, {bound(before.id)});
    }
    const ClientGrant &after = *change.after;
    const QVariantList values{bound(after.clientId), bound(after.resourceServerId), int(after.isSample),
                              bound(after.id)};
    auto done =
        change.before
            ? connection.run(u"UPDATE client_grant SET client_id = ?, api_id = ?, is_sample = ? WHERE id = ?"_s, values)
            : connection.run(u"INSERT INTO client_grant (client_id, api_id, is_sample, id) VALUES (?, ?, ?, ?)"_s,
                             values);
    return done ? writeGrantedScopes(connection, after.id, before.scopes, after.scopes) : done;
}

Result<void> write(SqlConnection &connection, const Changed<SigningKey> &change)
{
    if (!change.after)
        return connection.run(u"DELETE FROM signing_key WHERE id = ?"_s, {bound(change.before->id)});
    const SigningKey &after = *change.after;
    const QVariantList values{bound(signingAlgorithmName(after.algorithm)),
                              QString(keyStateNames[static_cast<std::size_t>(after.state)]),
                              bound(after.publicKey),
                              bound(after.privateKey),
                              bound(after.createdAt),
                              bound(after.id)};
    return change.before
               ? connection.run(
                     u"UPDATE signing_key SET algorithm = ?, state = ?, public_key = ?, private_key = ?, created_at = ?"
                     " WHERE id = ?"_s,
                     values)
               : connection.run(u"INSERT INTO signing_key (algorithm, state, public_key, private_key, created_at, id)"
                                " VALUES (?, ?, ?, ?, ?, ?)"_s,
                                values);
}

Result<void> write(SqlConnection &connection, const Changed<Tenant> &change)
{
    const Tenant after = change.after.value_or(Tenant{});
    return connection.run(u"UPDATE tenant SET name = ?, apis_section_enabled = ?, server_port = ?"_s,
                          {bound(after.name), int(after.apisSectionEnabled), after.serverPort});
}

std::unexpected<base::Error> meaningless(const char *table, const QVariant &id)
{
    return failure(ErrorCode::StoreCorrupt, table, id.toString(), u"a value that no version of Gatehouse writes"_s);
}

/// Fills one snapshot, table by table.
class SnapshotReader
{
public:
    explicit SnapshotReader(SqlConnection &connection)
        : m_connection(connection)
    {
    }

    Result<StoreSnapshot> run()
    {
        for (const auto step :
             {&SnapshotReader::readTenant, &SnapshotReader::readLists, &SnapshotReader::readApis,
              &SnapshotReader::readClients, &SnapshotReader::readGrants, &SnapshotReader::readSigningKeys}) {
            if (auto done = (this->*step)(); !done)
                return std::unexpected(done.error());
        }
        m_snapshot.sort();
        return std::move(m_snapshot);
    }

private:
    Result<void> readTenant()
    {
        return m_connection.each(u"SELECT name, apis_section_enabled, server_port, revision FROM tenant"_s, {},
                                 [this](const QSqlQuery &row) -> Result<void> {
                                     m_snapshot.tenant = {.name = row.value(0).toString(),
                                                          .apisSectionEnabled = row.value(1).toBool(),
                                                          .serverPort = row.value(2).toInt()};
                                     m_snapshot.revision = row.value(3).toLongLong();
                                     return {};
                                 });
    }

    Result<void> readLists()
    {
        if (auto done = m_connection.each(
                u"SELECT api_id, value, description FROM api_scope ORDER BY api_id, position"_s, {},
                [this](const QSqlQuery &row) -> Result<void> {
                    m_scopes[row.value(0).toString()].append({row.value(1).toString(), row.value(2).toString()});
                    return {};
                });
            !done)
            return done;
        return m_connection.each(u"SELECT grant_id, value FROM granted_scope ORDER BY grant_id, position"_s, {},
                                 [this](const QSqlQuery &row) -> Result<void> {
                                     m_granted[row.value(0).toString()].append(row.value(1).toString());
                                     return {};
                                 });
    }

    Result<void> readApis()
    {
        return m_connection.each(u"SELECT id, name, identifier, signing_algorithm, token_lifetime, skip_consent,"
                                 " allow_offline_access, signing_secret, is_system, is_sample, created_at FROM api"_s,
                                 {}, [this](const QSqlQuery &row) -> Result<void> {
                                     const auto algorithm = parseSigningAlgorithm(row.value(3).toString());
                                     if (!algorithm)
                                         return meaningless("read api", row.value(0));
                                     m_snapshot.resourceServers.append(
                                         {.id = ResourceServerId(row.value(0).toString()),
                                          .name = row.value(1).toString(),
                                          .identifier = row.value(2).toString(),
                                          .signingAlgorithm = *algorithm,
                                          .tokenLifetime = row.value(4).toInt(),
                                          .skipConsent = row.value(5).toBool(),
                                          .allowOfflineAccess = row.value(6).toBool(),
                                          .scopes = m_scopes.take(row.value(0).toString()),
                                          .signingSecret = sealed(row.value(7)),
                                          .isSystem = row.value(8).toBool(),
                                          .isSample = row.value(9).toBool(),
                                          .createdAt = instant(row.value(10))});
                                     return {};
                                 });
    }

    Result<void> readClients()
    {
        return m_connection.each(u"SELECT id, name, secret, is_sample, created_at FROM client"_s, {},
                                 [this](const QSqlQuery &row) -> Result<void> {
                                     m_snapshot.clients.append({.id = ClientId(row.value(0).toString()),
                                                                .name = row.value(1).toString(),
                                                                .secret = sealed(row.value(2)),
                                                                .isSample = row.value(3).toBool(),
                                                                .createdAt = instant(row.value(4))});
                                     return {};
                                 });
    }

    Result<void> readGrants()
    {
        return m_connection.each(u"SELECT id, client_id, api_id, is_sample FROM client_grant"_s, {},
                                 [this](const QSqlQuery &row) -> Result<void> {
                                     m_snapshot.grants.append(
                                         {.id = ClientGrantId(row.value(0).toString()),
                                          .clientId = ClientId(row.value(1).toString()),
                                          .resourceServerId = ResourceServerId(row.value(2).toString()),
                                          .scopes = m_granted.take(row.value(0).toString()),
                                          .isSample = row.value(3).toBool()});
                                     return {};
                                 });
    }

    Result<void> readSigningKeys()
    {
        return m_connection.each(u"SELECT id, algorithm, state, public_key, private_key, created_at FROM signing_key"_s,
                                 {}, [this](const QSqlQuery &row) -> Result<void> {
                                     const auto algorithm = parseSigningAlgorithm(row.value(1).toString());
                                     const QString stateText = row.value(2).toString();
                                     const auto state = std::ranges::find(keyStateNames, stateText);
                                     if (!algorithm || state == keyStateNames.end())
                                         return meaningless("read signing_key", row.value(0));
                                     m_snapshot.signingKeys.append(
                                         {.id = KeyId(row.value(0).toString()),
                                          .algorithm = *algorithm,
                                          .state = static_cast<SigningKey::State>(state - keyStateNames.begin()),
                                          .publicKey = row.value(3).toByteArray(),
                                          .privateKey = sealed(row.value(4)),
                                          .createdAt = instant(row.value(5))});
                                     return {};
                                 });
    }

    SqlConnection &m_connection;
    StoreSnapshot m_snapshot;
    QHash<QString, QList<Scope>> m_scopes;
    QHash<QString, QStringList> m_granted;
};

} // namespace

Result<StoreSnapshot> readSnapshot(SqlConnection &connection)
{
    return SnapshotReader(connection).run();
}

Result<void> writeChanges(SqlConnection &connection, const ChangeSet &changes)
{
    for (const Change &change : changes.changes) {
        if (auto done = std::visit([&](const auto &one) { return write(connection, one); }, change); !done)
            return done;
    }
    return {};
}

Result<void> writeRevision(SqlConnection &connection, Revision revision)
{
    return connection.run(u"UPDATE tenant SET revision = ?"_s, {revision});
}

Result<void> appendAudit(SqlConnection &connection, const AuditEntry &entry)
{
    return connection.run(u"INSERT INTO audit (at, user, source, items) VALUES (?, ?, ?, ?)"_s,
                          {bound(entry.at), bound(entry.user), bound(entry.source), auditItemsToJson(entry.items)});
}

Result<QList<AuditEntry>> readAudit(SqlConnection &connection, qint64 before, int limit)
{
    QList<AuditEntry> entries;
    auto done = connection.each(u"SELECT sequence, at, user, source, items FROM audit WHERE sequence < ?"
                                " ORDER BY sequence DESC LIMIT ?"_s,
                                {before > 0 ? before : std::numeric_limits<qint64>::max(), std::max(limit, 0)},
                                [&](const QSqlQuery &row) -> Result<void> {
                                    auto items = auditItemsFromJson(row.value(4).toString());
                                    if (!items)
                                        return meaningless("read audit", row.value(0));
                                    entries.append({.sequence = row.value(0).toLongLong(),
                                                    .at = instant(row.value(1)),
                                                    .user = row.value(2).toString(),
                                                    .source = row.value(3).toString(),
                                                    .items = std::move(*items)});
                                    return {};
                                });
    if (!done)
        return std::unexpected(done.error());
    return entries;
}

} // namespace gatehouse::store::sql
