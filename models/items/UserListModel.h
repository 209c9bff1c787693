#pragma once

#include "models/items/ItemRoles.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// The test users of the tenant, in order of creation. Shown by name, or by address where they have none.
class UserListModel : public QAbstractListModel
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

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Invalid when the list has no such user.
    QModelIndex indexOf(const domain::UserId &id) const;

private:
    void update();

    const store::ResourceServerStore &m_store;
    QList<domain::User> m_rows;
};

} // namespace gatehouse::items
