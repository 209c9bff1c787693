#include "models/items/PermissionTableModel.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace gatehouse::items {

namespace {

QString keyOf(const domain::Permission &permission)
{
    return permission.resourceServerId.text() + u'\n' + permission.scope;
}

QSet<QString> keysOf(const QList<domain::Permission> &permissions)
{
    QSet<QString> keys;
    keys.reserve(permissions.size());
    for (const domain::Permission &permission : permissions)
        keys.insert(keyOf(permission));
    return keys;
}

} // namespace

PermissionTableModel::PermissionTableModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
}

void PermissionTableModel::setUser(const domain::UserId &user)
{
    m_user = user;
    update();
}

int PermissionTableModel::heldCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, true, &Row::isHeld));
}

QVariant PermissionTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return column == Column::Scope ? row.permission.scope : column == Column::Api ? row.apiName : row.description;
    case Qt::CheckStateRole:
        if (column != Column::Scope)
            return {};
        return row.isHeld ? Qt::Checked : Qt::Unchecked;
    case KeyRole:
        return keyOf(row.permission);
    case FilterRole:
        return QString(row.permission.scope + u'\n' + row.apiName + u'\n' + row.description);
    default:
        return {};
    }
}

bool PermissionTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !isCell(index) || static_cast<Column>(index.column()) != Column::Scope)
        return false;
    const bool isHeld = value.toInt() == Qt::Checked;
    if (isHeld != rowAt(index).isHeld)
        Q_EMIT changeRequested(domain::Permission(rowAt(index).permission), isHeld);
    return true;
}

Qt::ItemFlags PermissionTableModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags base = FollowsStore::flags(index) | Qt::ItemNeverHasChildren;
    return static_cast<Column>(index.column()) == Column::Scope ? base | Qt::ItemIsUserCheckable : base;
}

QModelIndex PermissionTableModel::indexOf(const domain::Permission &permission) const
{
    return find([&permission](const Row &row) { return row.permission == permission; });
}

void PermissionTableModel::update()
{
    const domain::User *user = m_store.snapshot().user(m_user);
    const QList<domain::ResourceServer> apis =
        user ? m_store.snapshot().resourceServers : QList<domain::ResourceServer>();
    // Nearly every change leaves the APIs as they are, and there may be thousands of scopes.
    if (apis == m_apis) {
        if (user)
            updateChecks(*user);
        Q_EMIT updated();
        return;
    }
    m_apis = apis;
    const QSet<QString> held = user ? keysOf(user->permissions) : QSet<QString>();
    QList<Row> target;
    for (const domain::ResourceServer &api : std::as_const(m_apis)) {
        for (const domain::Scope &scope : api.scopes) {
            const domain::Permission permission{.resourceServerId = api.id, .scope = scope.value};
            target.append({.permission = permission,
                           .apiName = api.name,
                           .description = scope.description,
                           .isEnforced = api.enforcePolicies,
                           .isHeld = held.contains(keyOf(permission))});
        }
    }
    show(target, [](const Row &row) { return keyOf(row.permission); });
    Q_EMIT updated();
}

void PermissionTableModel::updateChecks(const domain::User &user)
{
    const QSet<QString> held = keysOf(user.permissions);
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const bool isHeld = held.contains(keyOf(m_rows.at(row).permission));
        if (m_rows.at(row).isHeld == isHeld)
            continue;
        m_rows[row].isHeld = isHeld;
        const QModelIndex changed = index(static_cast<int>(row), 0);
        Q_EMIT dataChanged(changed, changed);
    }
}

} // namespace gatehouse::items
