#include "models/store/sql/Migrations.h"

#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/StoreFile.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

namespace {

/// Version 1. References are checked at the end of a transaction, since a change set may name things in any order.
QStringList firstSchema()
{
    return {
        u"CREATE TABLE tenant ("
        " only INTEGER PRIMARY KEY CHECK (only = 1),"
        " name TEXT NOT NULL,"
        " apis_section_enabled INTEGER NOT NULL,"
        " server_port INTEGER NOT NULL,"
        " revision INTEGER NOT NULL"
        ") STRICT"_s,
        u"CREATE TABLE api ("
        " id TEXT PRIMARY KEY,"
        " name TEXT NOT NULL,"
        " identifier TEXT NOT NULL UNIQUE,"
        " signing_algorithm TEXT NOT NULL,"
        " token_lifetime INTEGER NOT NULL CHECK (token_lifetime BETWEEN 1 AND 2592000),"
        " skip_consent INTEGER NOT NULL,"
        " allow_offline_access INTEGER NOT NULL,"
        " signing_secret BLOB NOT NULL,"
        " is_system INTEGER NOT NULL,"
        " is_sample INTEGER NOT NULL,"
        " created_at INTEGER NOT NULL"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE api_scope ("
        " api_id TEXT NOT NULL REFERENCES api (id) DEFERRABLE INITIALLY DEFERRED,"
        " value TEXT NOT NULL,"
        " description TEXT NOT NULL,"
        " position INTEGER NOT NULL,"
        " PRIMARY KEY (api_id, value)"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE client ("
        " id TEXT PRIMARY KEY,"
        " name TEXT NOT NULL,"
        " secret BLOB NOT NULL,"
        " is_sample INTEGER NOT NULL,"
        " created_at INTEGER NOT NULL"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE client_grant ("
        " id TEXT PRIMARY KEY,"
        " client_id TEXT NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,"
        " api_id TEXT NOT NULL REFERENCES api (id) DEFERRABLE INITIALLY DEFERRED,"
        " is_sample INTEGER NOT NULL,"
        " UNIQUE (client_id, api_id)"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE INDEX client_grant_by_api ON client_grant (api_id)"_s,
        u"CREATE TABLE granted_scope ("
        " grant_id TEXT NOT NULL REFERENCES client_grant (id) DEFERRABLE INITIALLY DEFERRED,"
        " value TEXT NOT NULL,"
        " position INTEGER NOT NULL,"
        " PRIMARY KEY (grant_id, value)"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE signing_key ("
        " id TEXT PRIMARY KEY,"
        " algorithm TEXT NOT NULL,"
        " state TEXT NOT NULL,"
        " public_key BLOB NOT NULL,"
        " private_key BLOB NOT NULL,"
        " created_at INTEGER NOT NULL"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE audit ("
        " sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
        " at INTEGER NOT NULL,"
        " user TEXT NOT NULL,"
        " source TEXT NOT NULL,"
        " items TEXT NOT NULL"
        ") STRICT"_s,
        u"INSERT INTO tenant (only, name, apis_section_enabled, server_port, revision) VALUES (1, '', 1, 0, 0)"_s,
    };
}

/// Version 2: the authenticated head, which StateGuard fills in, since only who has the data key can.
QStringList headSchema()
{
    return {
        u"CREATE TABLE head ("
        " only INTEGER PRIMARY KEY CHECK (only = 1),"
        " store_id BLOB NOT NULL,"
        " record BLOB NOT NULL"
        ") STRICT"_s,
    };
}

/// Version 3: clients of every type, people and what they agreed to, keys that wait and keys that have gone.
QStringList wholeServerSchema()
{
    return {
        u"ALTER TABLE tenant ADD COLUMN https_port INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE tenant ADD COLUMN authority_certificate BLOB NOT NULL DEFAULT x''"_s,
        u"ALTER TABLE tenant ADD COLUMN authority_key BLOB NOT NULL DEFAULT x''"_s,
        u"ALTER TABLE api ADD COLUMN token_lifetime_for_web INTEGER NOT NULL DEFAULT 7200"_s,
        u"ALTER TABLE api ADD COLUMN token_dialect TEXT NOT NULL DEFAULT 'access_token'"_s,
        u"ALTER TABLE api ADD COLUMN enforce_policies INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE api ADD COLUMN user_policy TEXT NOT NULL DEFAULT 'allow_all'"_s,
        u"ALTER TABLE api ADD COLUMN client_policy TEXT NOT NULL DEFAULT 'require_client_grant'"_s,
        u"ALTER TABLE api ADD COLUMN previous_signing_secret BLOB NOT NULL DEFAULT x''"_s,
        u"ALTER TABLE api ADD COLUMN signing_secret_since INTEGER"_s,
        u"ALTER TABLE client ADD COLUMN app_type TEXT NOT NULL DEFAULT 'non_interactive'"_s,
        u"ALTER TABLE client ADD COLUMN is_first_party INTEGER NOT NULL DEFAULT 1"_s,
        u"ALTER TABLE client ADD COLUMN callbacks TEXT NOT NULL DEFAULT '[]'"_s,
        u"ALTER TABLE client ADD COLUMN logout_urls TEXT NOT NULL DEFAULT '[]'"_s,
        u"ALTER TABLE client ADD COLUMN origins TEXT NOT NULL DEFAULT '[]'"_s,
        u"ALTER TABLE client ADD COLUMN grant_types TEXT NOT NULL DEFAULT '[\"client_credentials\"]'"_s,
        u"ALTER TABLE client ADD COLUMN authentication TEXT NOT NULL DEFAULT 'client_secret'"_s,
        u"ALTER TABLE client ADD COLUMN public_keys TEXT NOT NULL DEFAULT '[]'"_s,
        u"ALTER TABLE client ADD COLUMN refresh_rotates INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE client ADD COLUMN refresh_leeway INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE client ADD COLUMN refresh_expires INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE client ADD COLUMN refresh_lifetime INTEGER NOT NULL DEFAULT 31557600"_s,
        u"ALTER TABLE client ADD COLUMN refresh_idle_expires INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE client ADD COLUMN refresh_idle_lifetime INTEGER NOT NULL DEFAULT 2592000"_s,
        u"ALTER TABLE tenant ADD COLUMN kept TEXT NOT NULL DEFAULT '{}'"_s,
        u"ALTER TABLE api ADD COLUMN kept TEXT NOT NULL DEFAULT '{}'"_s,
        u"ALTER TABLE client ADD COLUMN kept TEXT NOT NULL DEFAULT '{}'"_s,
        u"ALTER TABLE signing_key ADD COLUMN certificate BLOB NOT NULL DEFAULT x''"_s,
        u"ALTER TABLE signing_key ADD COLUMN current_since INTEGER"_s,
        u"ALTER TABLE signing_key ADD COLUMN current_until INTEGER"_s,
        u"ALTER TABLE signing_key ADD COLUMN revoked_at INTEGER"_s,
        // A client may have two grants for an API, one in its own name and one in a person's: SQLite takes a constraint
        // away only with its table. The scopes go along, so that nothing refers to the table that is dropped.
        u"CREATE TABLE client_grant_new ("
        " id TEXT PRIMARY KEY,"
        " client_id TEXT NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,"
        " api_id TEXT NOT NULL REFERENCES api (id) DEFERRABLE INITIALLY DEFERRED,"
        " is_sample INTEGER NOT NULL,"
        " subject_type TEXT NOT NULL,"
        " kept TEXT NOT NULL DEFAULT '{}',"
        " UNIQUE (client_id, api_id, subject_type)"
        ") STRICT, WITHOUT ROWID"_s,
        u"INSERT INTO client_grant_new SELECT id, client_id, api_id, is_sample, 'client', '{}' FROM client_grant"_s,
        u"CREATE TABLE granted_scope_new ("
        " grant_id TEXT NOT NULL REFERENCES client_grant_new (id) DEFERRABLE INITIALLY DEFERRED,"
        " value TEXT NOT NULL,"
        " position INTEGER NOT NULL,"
        " PRIMARY KEY (grant_id, value)"
        ") STRICT, WITHOUT ROWID"_s,
        u"INSERT INTO granted_scope_new SELECT grant_id, value, position FROM granted_scope"_s,
        u"DROP TABLE granted_scope"_s,
        u"DROP TABLE client_grant"_s,
        u"ALTER TABLE client_grant_new RENAME TO client_grant"_s,
        u"ALTER TABLE granted_scope_new RENAME TO granted_scope"_s,
        u"CREATE INDEX client_grant_by_api ON client_grant (api_id)"_s,
        u"CREATE TABLE user ("
        " id TEXT PRIMARY KEY,"
        " email TEXT NOT NULL,"
        " name TEXT NOT NULL,"
        " email_verified INTEGER NOT NULL,"
        " is_blocked INTEGER NOT NULL,"
        " password BLOB NOT NULL,"
        " created_at INTEGER NOT NULL,"
        " kept TEXT NOT NULL DEFAULT '{}'"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE UNIQUE INDEX user_by_email ON user (lower(email))"_s,
        u"CREATE TABLE user_permission ("
        " user_id TEXT NOT NULL REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,"
        " api_id TEXT NOT NULL REFERENCES api (id) DEFERRABLE INITIALLY DEFERRED,"
        " scope TEXT NOT NULL,"
        " position INTEGER NOT NULL,"
        " PRIMARY KEY (user_id, api_id, scope)"
        ") STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE consent ("
        " id TEXT PRIMARY KEY,"
        " user_id TEXT NOT NULL REFERENCES user (id) DEFERRABLE INITIALLY DEFERRED,"
        " client_id TEXT NOT NULL REFERENCES client (id) DEFERRABLE INITIALLY DEFERRED,"
        " api_id TEXT REFERENCES api (id) DEFERRABLE INITIALLY DEFERRED,"
        " scopes TEXT NOT NULL,"
        " granted_at INTEGER NOT NULL"
        ") STRICT, WITHOUT ROWID"_s,
    };
}

/// Version 4: the chain through the audit as far as each entry, so that a break has a place. StateGuard fills it in.
QStringList chainSchema()
{
    return {u"ALTER TABLE audit ADD COLUMN chain BLOB NOT NULL DEFAULT x''"_s};
}

/// Version 5: a switch for the Management API.
QStringList managementSchema()
{
    return {u"ALTER TABLE tenant ADD COLUMN management_api_enabled INTEGER NOT NULL DEFAULT 1"_s};
}

base::Result<int> userVersion(SqlConnection &connection)
{
    const auto version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    return version->toInt();
}

/// All steps in one transaction: another process finds the store as it was or converted, and nothing in between.
base::Result<void> take(SqlConnection &connection, std::span<const Migration> steps)
{
    return connection.write([&]() -> base::Result<void> {
        // Asked again with the write lock in hand: another process may have been faster.
        const auto version = userVersion(connection);
        if (!version)
            return std::unexpected(version.error());
        for (const Migration &step : steps) {
            if (*version >= step.version)
                continue;
            for (const QString &statement : step.statements) {
                if (auto done = connection.run(statement); !done)
                    return done;
            }
        }
        if (*version >= steps.back().version)
            return {};
        if (auto done = connection.run(u"PRAGMA application_id = %1"_s.arg(storeApplicationId)); !done)
            return done;
        return connection.run(u"PRAGMA user_version = %1"_s.arg(steps.back().version));
    });
}

/// A copy by SQLite itself, which is whole whatever other processes write meanwhile.
base::Result<void> backUp(SqlConnection &connection, const QString &path, int version)
{
    const QString copy = u"%1.backup-v%2"_s.arg(path).arg(version);
    if (QFileInfo::exists(copy) && QFileInfo(copy).size() > 0)
        return {};
    if (auto made = StoreFile::create(copy); !made) // empty, so that the copy is private from its first byte on
        return made;
    return connection.run(u"VACUUM INTO ?"_s, {copy});
}

base::Result<QStringList> schemaOf(SqlConnection &connection)
{
    QStringList schema;
    auto read = connection.each(
        u"SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " ORDER BY type, name"_s,
        {}, [&](const QSqlQuery &row) -> base::Result<void> {
            schema.append(row.value(0).toString() + u' ' + row.value(1).toString() + u' ' + row.value(2).toString() +
                          u' ' + row.value(3).toString());
            return {};
        });
    if (!read)
        return std::unexpected(read.error());
    return schema;
}

} // namespace

std::span<const Migration> migrations()
{
    static const std::array steps{Migration{1, firstSchema()}, Migration{2, headSchema()},
                                  Migration{3, wholeServerSchema()}, Migration{4, chainSchema()},
                                  Migration{5, managementSchema()}};
    return steps;
}

int latestVersion()
{
    return migrations().back().version;
}

base::Result<void> migrate(SqlConnection &connection, const QString &path, std::span<const Migration> steps)
{
    const auto version = userVersion(connection);
    if (!version)
        return std::unexpected(version.error());
    if (*version > 0 && *version < steps.back().version) {
        if (auto copied = backUp(connection, path, *version); !copied)
            return copied;
    }
    return *version < steps.back().version ? take(connection, steps) : base::Result<void>();
}

base::Result<void> checkSchema(SqlConnection &connection, const QString &path, std::span<const Migration> steps,
                               int version)
{
    const auto model = SqlConnection::open({}, SqlConnection::Mode::InMemory);
    if (!model)
        return std::unexpected(model.error());
    const auto known = std::ranges::find_if(steps, [&](const Migration &step) { return step.version > version; });
    if (known != steps.begin()) {
        if (auto done = take(**model, std::span(steps.begin(), known)); !done)
            return done;
    }
    const auto expected = schemaOf(**model);
    if (!expected)
        return std::unexpected(expected.error());
    const auto found = schemaOf(connection);
    if (!found)
        return std::unexpected(found.error());
    for (const QString &entry : *found) {
        if (!expected->contains(entry))
            return failure(ErrorCode::StoreForeign, base::ErrorStep::CheckSchema, path,
                           u"unexpected "_s + entry.left(80));
    }
    if (found->size() != expected->size())
        return failure(ErrorCode::StoreForeign, base::ErrorStep::CheckSchema, path, u"a table is missing"_s);
    return {};
}

} // namespace gatehouse::store::sql
