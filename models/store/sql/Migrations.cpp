#include "models/store/sql/Migrations.h"

#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/StoreFile.h"

#include <QFileInfo>

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

base::Result<int> userVersion(SqlConnection &connection)
{
    const auto version = connection.value(u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    return version->toInt();
}

base::Result<void> take(SqlConnection &connection, const Migration &step)
{
    return connection.write([&]() -> base::Result<void> {
        // Asked again with the write lock in hand: another process may have been faster.
        const auto version = userVersion(connection);
        if (!version)
            return std::unexpected(version.error());
        if (*version >= step.version)
            return {};
        for (const QString &statement : step.statements) {
            if (auto done = connection.run(statement); !done)
                return done;
        }
        if (auto done = connection.run(u"PRAGMA application_id = %1"_s.arg(storeApplicationId)); !done)
            return done;
        return connection.run(u"PRAGMA user_version = %1"_s.arg(step.version));
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
    static const std::array<Migration, 1> steps{Migration{1, firstSchema()}};
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
    for (const Migration &step : steps) {
        if (step.version <= *version)
            continue;
        if (auto done = take(connection, step); !done)
            return done;
    }
    return {};
}

base::Result<void> checkSchema(SqlConnection &connection, const QString &path, std::span<const Migration> steps,
                               int version)
{
    const auto model = SqlConnection::open({}, SqlConnection::Mode::InMemory);
    if (!model)
        return std::unexpected(model.error());
    for (const Migration &step : steps) {
        if (step.version > version)
            break;
        if (auto done = take(**model, step); !done)
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
            return failure(ErrorCode::StoreForeign, "check schema", path, u"unexpected "_s + entry.left(80));
    }
    if (found->size() != expected->size())
        return failure(ErrorCode::StoreForeign, "check schema", path, u"a table is missing"_s);
    return {};
}

} // namespace gatehouse::store::sql
