#include "models/items/UserListModel.h"

#include "models/base/ListDiff.h"

namespace gatehouse::items {

UserListModel::UserListModel(const store::ResourceServerStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_rows(store.snapshot().users)
{
    connect(&store, &store::ResourceServerStore::loaded, this, &UserListModel::update);
    connect(&store, &store::ResourceServerStore::changed, this, &UserListModel::update);
}

int UserListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant UserListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const domain::User &user = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return user.name.isEmpty() ? user.email : user.name;
    case KeyRole:
        return user.id.text();
    case FilterRole:
        return QString(user.name + u'\n' + user.email + u'\n' + user.id.text());
    case StateRole:
        return user.isBlocked ? 1 : 0;
    case EmailRole:
        return user.email;
    case PermissionCountRole:
        return static_cast<int>(user.permissions.size());
    default:
        return {};
    }
}

QModelIndex UserListModel::indexOf(const domain::UserId &id) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).id == id)
            return index(static_cast<int>(row));
    }
    return {};
}

void UserListModel::update()
{
    base::applyListDiff(
        m_rows, m_store.snapshot().users, [](const domain::User &user) { return user.id.text(); },
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
            const QModelIndex changed = index(static_cast<int>(row));
            Q_EMIT dataChanged(changed, changed);
        });
}

} // namespace gatehouse::items
