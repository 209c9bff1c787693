#include "models/store/sql/ScopeRows.h"

#include "models/store/sql/RowValues.h"
#include "models/store/sql/SqlConnection.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace gatehouse::store::sql {

using namespace domain;
using namespace Qt::StringLiterals;
using base::Result;

namespace {

/// One element of a kept list: a scope of an API, with its description, or a granted scope, without.
struct ListRow
{
    QString value;
    QString description;

    bool operator==(const ListRow &) const = default;
};

/// Where a list of scopes lies. The names are ours: nothing from outside becomes part of a statement.
struct ListTable
{
    QString name;
    QString owner;
    bool hasDescription = false;
};

QList<ListRow> rowsOf(const QList<Scope> &scopes)
{
    QList<ListRow> rows;
    rows.reserve(scopes.size());
    for (const Scope &scope : scopes)
        rows.append({scope.value, scope.description});
    return rows;
}

QList<ListRow> rowsOf(const QStringList &scopes)
{
    QList<ListRow> rows;
    rows.reserve(scopes.size());
    for (const QString &scope : scopes)
        rows.append({scope, {}});
    return rows;
}

/// Writes the difference between two states of one list.
class ListWriter
{
public:
    ListWriter(SqlConnection &connection, const ListTable &table, QVariant owner)
        : m_connection(connection)
        , m_table(table)
        , m_owner(std::move(owner))
    {
    }

    Result<void> write(const QList<ListRow> &before, const QList<ListRow> &after)
    {
        if (before == after)
            return {};
        QHash<QString, QString> wanted;
        for (const ListRow &row : after)
            wanted.insert(row.value, row.description);
        QList<ListRow> kept;
        for (const ListRow &row : before) {
            if (wanted.contains(row.value))
                kept.append(row);
        }
        // The usual edit takes rows away and adds some at the end; only another order moves what is there.
        if (!startsWith(after, kept))
            return replaceAll(after);
        for (const ListRow &row : before) {
            if (const auto now = wanted.constFind(row.value); now == wanted.cend()) {
                if (auto done = remove(row.value); !done)
                    return done;
            } else if (*now != row.description) {
                if (auto done = describe(row.value, *now); !done)
                    return done;
            }
        }
        const auto last = m_connection.value(
            u"SELECT COALESCE(MAX(position), -1) FROM %1 WHERE %2 = ?"_s.arg(m_table.name, m_table.owner), {m_owner});
        if (!last)
            return std::unexpected(last.error());
        return insert(after.sliced(kept.size()), last->toLongLong() + 1);
    }

    Result<void> removeAll()
    {
        return m_connection.run(u"DELETE FROM %1 WHERE %2 = ?"_s.arg(m_table.name, m_table.owner), {m_owner});
    }

private:
    static bool startsWith(const QList<ListRow> &list, const QList<ListRow> &start)
    {
        return start.size() <= list.size() &&
               std::ranges::equal(start, list.first(start.size()), {}, &ListRow::value, &ListRow::value);
    }

    Result<void> replaceAll(const QList<ListRow> &rows)
    {
        if (auto done = removeAll(); !done)
            return done;
        return insert(rows, 0);
    }

    Result<void> remove(const QString &value)
    {
        return m_connection.run(u"DELETE FROM %1 WHERE %2 = ? AND value = ?"_s.arg(m_table.name, m_table.owner),
                                {m_owner, bound(value)});
    }

    Result<void> describe(const QString &value, const QString &description)
    {
        return m_connection.run(
            u"UPDATE %1 SET description = ? WHERE %2 = ? AND value = ?"_s.arg(m_table.name, m_table.owner),
            {bound(description), m_owner, bound(value)});
    }

    Result<void> insert(const QList<ListRow> &rows, qint64 position)
    {
        const QString statement =
            m_table.hasDescription
                ? u"INSERT INTO %1 (%2, value, position, description) VALUES (?, ?, ?, ?)"_s.arg(m_table.name,
                                                                                                 m_table.owner)
                : u"INSERT INTO %1 (%2, value, position) VALUES (?, ?, ?)"_s.arg(m_table.name, m_table.owner);
        for (const ListRow &row : rows) {
            QVariantList values{m_owner, bound(row.value), position++};
            if (m_table.hasDescription)
                values.append(bound(row.description));
            if (auto done = m_connection.run(statement, values); !done)
                return done;
        }
        return {};
    }

    SqlConnection &m_connection;
    const ListTable &m_table;
    QVariant m_owner;
};

} // namespace

Result<void> writeScopes(SqlConnection &connection, const ResourceServerId &api, const QList<Scope> &before,
                         const QList<Scope> &after)
{
    const ListTable table{u"api_scope"_s, u"api_id"_s, true};
    return ListWriter(connection, table, bound(api)).write(rowsOf(before), rowsOf(after));
}

Result<void> writeGrantedScopes(SqlConnection &connection, const ClientGrantId &grant, const QStringList &before,
                                const QStringList &after)
{
    const ListTable table{u"granted_scope"_s, u"grant_id"_s, false};
    return ListWriter(connection, table, bound(grant)).write(rowsOf(before), rowsOf(after));
}

Result<void> writePermissions(SqlConnection &connection, const UserId &user, const QList<Permission> &before,
                              const QList<Permission> &after)
{
    if (before == after)
        return {};
    if (auto done = connection.run(u"DELETE FROM user_permission WHERE user_id = ?"_s, {bound(user)}); !done)
        return done;
    int position = 0;
    for (const Permission &permission : after) {
        auto done =
            connection.run(u"INSERT INTO user_permission (user_id, api_id, scope, position) VALUES (?, ?, ?, ?)"_s,
                           {bound(user), bound(permission.resourceServerId), bound(permission.scope), position++});
        if (!done)
            return done;
    }
    return {};
}

} // namespace gatehouse::store::sql
