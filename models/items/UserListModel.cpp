#include "models/items/UserListModel.h"

namespace gatehouse::items {

UserListModel::UserListModel(const store::ResourceServerStore &store, QObject *parent)
    : FollowsStore(store, parent)
{
    update();
}

QVariant UserListModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
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
    return find([&id](const domain::User &user) { return user.id == id; });
}

void UserListModel::update()
{
    show(m_store.snapshot().users, [](const domain::User &user) { return user.id.text(); });
}

} // namespace gatehouse::items
