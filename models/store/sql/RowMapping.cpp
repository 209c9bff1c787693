#include "models/store/sql/RowMapping.h"

#include "models/store/SnapshotLists.h"
#include "models/store/sql/AuditJson.h"
#include "models/store/sql/Columns.h"
#include "models/store/sql/RowValues.h"
#include "models/store/sql/ScopeRows.h"
#include "models/store/sql/SqlConnection.h"

#include <QHash>
#include <QSqlRecord>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

namespace gatehouse::store::sql {

using namespace domain;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

template <typename Value> QVariant boundMember(const Value &value)
{
    if constexpr (std::is_same_v<Value, ResourceServerId>) {
        if (value.isEmpty())
            return {}; // a consent to no API has no row of `api` to refer to
    }
    return bound(value);
}

template <typename Object> QVariantList valuesOf(const Object &object)
{
    QVariantList values;
    eachColumn(&object, [&](const char *, auto member) { values.append(boundMember(member(object))); });
    return values;
}

template <typename Object> QStringList columnsOf()
{
    QStringList columns;
    eachColumn(static_cast<const Object *>(nullptr),
               [&](const char *column, auto) { columns.append(QString::fromLatin1(column)); });
    return columns;
}

template <typename Object> QString tableName()
{
    return QString::fromLatin1(tableOf(static_cast<const Object *>(nullptr)));
}

/// The row of an object without its lists. The id comes last in both statements, so that one list of values serves
/// both.
template <typename Object> Result<void> writeRow(SqlConnection &connection, const Changed<Object> &change)
{
    if (!change.after) {
        return connection.run(u"DELETE FROM %1 WHERE id = ?"_s.arg(tableName<Object>()), {bound(change.before->id)});
    }
    static const QString update =
        u"UPDATE %1 SET %2 = ? WHERE id = ?"_s.arg(tableName<Object>(), columnsOf<Object>().join(" = ?, "_L1));
    static const QString insert = u"INSERT INTO %1 (%2, id) VALUES (%3?)"_s.arg(
        tableName<Object>(), columnsOf<Object>().join(", "_L1), u"?, "_s.repeated(columnsOf<Object>().size()));
    return connection.run(change.before ? update : insert, valuesOf(*change.after) << bound(change.after->id));
}

/// Lists with tables of their own: written after a row that comes, and before one that goes.
template <typename Object, typename WriteList>
Result<void> writeWithList(SqlConnection &connection, const Changed<Object> &change, WriteList writeList)
{
    const Object before = change.before.value_or(Object{});
    const Object after = change.after.value_or(Object{});
    if (!change.after) {
        auto done = writeList(before, after);
        return done ? writeRow(connection, change) : done;
    }
    auto done = writeRow(connection, change);
    return done ? writeList(before, after) : done;
}

template <typename Object> Result<void> write(SqlConnection &connection, const Changed<Object> &change)
{
    if (!change.before && !change.after)
        return {};
    const auto &id = change.after ? change.after->id : change.before->id;
    return writeWithList(connection, change, [&](const Object &before, const Object &after) -> Result<void> {
        if constexpr (std::is_same_v<Object, ResourceServer>)
            return writeScopes(connection, id, before.scopes, after.scopes);
        else if constexpr (std::is_same_v<Object, ClientGrant>)
            return writeGrantedScopes(connection, id, before.scopes, after.scopes);
        else if constexpr (std::is_same_v<Object, User>)
            return writePermissions(connection, id, before.permissions, after.permissions);
        return {};
    });
}

Result<void> write(SqlConnection &connection, const Changed<Tenant> &change)
{
    static const QString update = u"UPDATE tenant SET %1 = ?"_s.arg(columnsOf<Tenant>().join(" = ?, "_L1));
    return connection.run(update, valuesOf(change.after.value_or(Tenant{})));
}

/// What a person knows the object of a row by, whatever in it can be read.
QString objectName(const QSqlQuery &row)
{
    const QSqlRecord record = row.record();
    const QString id = record.value(0).toString();
    if (!record.contains("name"_L1))
        return id;
    return u"%1 (%2)"_s.arg(record.value("name"_L1).toString(),
                            record.contains("identifier"_L1) ? record.value("identifier"_L1).toString() : id);
}

std::unexpected<base::Error> meaningless(const QSqlQuery &row, const QString &table, const QString &column)
{
    constexpr qsizetype enough = 60;
    return failure(ErrorCode::StoreValueUnknown, base::ErrorStep::ReadRow, objectName(row),
                   table + u'/' + column + u'/' + row.value(column).toString().left(enough));
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
             {&SnapshotReader::readTenant, &SnapshotReader::readLists, &SnapshotReader::readObjects<ResourceServer>,
              &SnapshotReader::readObjects<ClientApplication>, &SnapshotReader::readObjects<ClientGrant>,
              &SnapshotReader::readObjects<SigningKey>, &SnapshotReader::readObjects<User>,
              &SnapshotReader::readObjects<Consent>}) {
            if (auto done = (this->*step)(); !done)
                return std::unexpected(done.error());
        }
        m_snapshot.sort();
        return std::move(m_snapshot);
    }

private:
    /// The members of one object, out of a row whose first column is `first`.
    template <typename Object> static const char *fill(Object &object, const QSqlQuery &row, int first)
    {
        const char *wrong = nullptr;
        eachColumn(&object, [&](const char *column, auto member) {
            if (!unbound(row.value(first++), member(object)) && !wrong)
                wrong = column;
        });
        return wrong;
    }

    Result<void> readTenant()
    {
        return m_connection.each(u"SELECT revision, %1 FROM tenant"_s.arg(columnsOf<Tenant>().join(", "_L1)), {},
                                 [this](const QSqlQuery &row) -> Result<void> {
                                     m_snapshot.revision = row.value(0).toLongLong();
                                     fill(m_snapshot.tenant, row, 1);
                                     return {};
                                 });
    }

    Result<void> readLists()
    {
        auto done = m_connection.each(u"SELECT api_id, value, description FROM api_scope ORDER BY api_id, position"_s,
                                      {}, [this](const QSqlQuery &row) -> Result<void> {
                                          m_scopes[row.value(0).toString()].append(
                                              {row.value(1).toString(), row.value(2).toString()});
                                          return {};
                                      });
        if (done) {
            done = m_connection.each(u"SELECT grant_id, value FROM granted_scope ORDER BY grant_id, position"_s, {},
                                     [this](const QSqlQuery &row) -> Result<void> {
                                         m_granted[row.value(0).toString()].append(row.value(1).toString());
                                         return {};
                                     });
        }
        if (done) {
            done = m_connection.each(u"SELECT user_id, api_id, scope FROM user_permission ORDER BY user_id, position"_s,
                                     {}, [this](const QSqlQuery &row) -> Result<void> {
                                         m_permissions[row.value(0).toString()].append(
                                             {ResourceServerId(row.value(1).toString()), row.value(2).toString()});
                                         return {};
                                     });
        }
        return done;
    }

    template <typename Object> Result<void> readObjects()
    {
        static const QString statement =
            u"SELECT id, %1 FROM %2"_s.arg(columnsOf<Object>().join(", "_L1), tableName<Object>());
        return m_connection.each(statement, {}, [this](const QSqlQuery &row) -> Result<void> {
            Object object;
            unbound(row.value(0), object.id);
            if (const char *wrong = fill(object, row, 1))
                return meaningless(row, tableName<Object>(), QString::fromLatin1(wrong));
            if constexpr (std::is_same_v<Object, ResourceServer>)
                object.scopes = m_scopes.take(object.id.text());
            else if constexpr (std::is_same_v<Object, ClientGrant>)
                object.scopes = m_granted.take(object.id.text());
            else if constexpr (std::is_same_v<Object, User>)
                object.permissions = m_permissions.take(object.id.text());
            listOf<Object>(m_snapshot).append(std::move(object));
            return {};
        });
    }

    SqlConnection &m_connection;
    StoreSnapshot m_snapshot;
    QHash<QString, QList<Scope>> m_scopes;
    QHash<QString, QStringList> m_granted;
    QHash<QString, QList<Permission>> m_permissions;
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

Result<AuditRow> appendAudit(SqlConnection &connection, const AuditEntry &entry)
{
    AuditRow row{.sequence = 0,
                 .at = bound(entry.at).toLongLong(),
                 .user = entry.user,
                 .source = entry.source,
                 .items = auditItemsToJson(entry.items)};
    if (auto done = connection.run(u"INSERT INTO audit (at, user, source, items) VALUES (?, ?, ?, ?)"_s,
                                   {row.at, bound(row.user), bound(row.source), row.items});
        !done)
        return std::unexpected(done.error());
    const auto sequence = connection.value(u"SELECT last_insert_rowid()"_s);
    if (!sequence)
        return std::unexpected(sequence.error());
    row.sequence = sequence->toLongLong();
    return row;
}

Result<void> writeAuditChain(SqlConnection &connection, qint64 sequence, const QByteArray &chain)
{
    return connection.run(u"UPDATE audit SET chain = ? WHERE sequence = ?"_s, {bound(chain), sequence});
}

Result<bool> isAuditChained(SqlConnection &connection)
{
    const auto newest = connection.value(u"SELECT length(chain) > 0 FROM audit ORDER BY sequence DESC LIMIT 1"_s);
    if (!newest)
        return std::unexpected(newest.error());
    return !newest->isValid() || newest->toBool();
}

Result<void> eachAuditRow(SqlConnection &connection, const std::function<void(const AuditRow &row)> &visit)
{
    return connection.each(u"SELECT sequence, at, user, source, items, chain FROM audit ORDER BY sequence"_s, {},
                           [&visit](const QSqlQuery &row) -> Result<void> {
                               visit({.sequence = row.value(0).toLongLong(),
                                      .at = row.value(1).toLongLong(),
                                      .user = row.value(2).toString(),
                                      .source = row.value(3).toString(),
                                      .items = row.value(4).toString(),
                                      .chain = row.value(5).toByteArray()});
                               return {};
                           });
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
                                        return meaningless(row, u"audit"_s, u"items"_s);
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
