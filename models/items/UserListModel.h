#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// The test users of the tenant, in order of creation. Shown by name, or by address where they have none.
class UserListModel : public FollowsStore<RowListModel<domain::User>>
{
    Q_OBJECT

public:
    /// What the list shows beside ItemRole. StateRole is 1 for a blocked user.
    enum Role {
        EmailRole = Qt::UserRole + 100, ///< QString
        PermissionCountRole,            ///< int
    };

    /// `store` outlives the model.
    explicit UserListModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Invalid when the list has no such user.
    QModelIndex indexOf(const domain::UserId &id) const;

private:
    void update() final;
};

} // namespace gatehouse::items
