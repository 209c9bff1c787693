#include "models/items/PermissionTableModel.h"

#include "models/base/ListDiff.h"

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
    : QAbstractTableModel(parent)
    , m_store(store)
{
    connect(&store, &store::ResourceServerStore::loaded, this, &PermissionTableModel::update);
    connect(&store, &store::ResourceServerStore::changed, this, &PermissionTableModel::update);
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

int PermissionTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PermissionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant PermissionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
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
    if (role != Qt::CheckStateRole ||
        !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) ||
        static_cast<Column>(index.column()) != Column::Scope)
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
    const Qt::ItemFlags base = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return static_cast<Column>(index.column()) == Column::Scope ? base | Qt::ItemIsUserCheckable : base;
}

const PermissionTableModel::Row &PermissionTableModel::rowAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
}

QModelIndex PermissionTableModel::indexOf(const domain::Permission &permission) const
{
    const auto found = std::ranges::find(m_rows, permission, &Row::permission);
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), 0);
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
    base::applyListDiff(
        m_rows, target, [](const Row &row) { return keyOf(row.permission); },
        [this](qsizetype first, qsizetype last, auto insert) {
            beginInsertRows({}, static_cast<int>(first), static_cast<int>(last));
            insert();
            endInsertRows();
        },
        [this](qsizetype first, qsizetype last, auto remove) {
            beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last));
            remove();
            endRemoveRows();
        },
        [this](qsizetype row) {
            Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), columns - 1));
        });
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
