#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// A client with the number of APIs it is authorized for.
struct ClientRow
{
    domain::ClientApplication client;
    int grants = 0;

    bool operator==(const ClientRow &) const = default;
};

/// The clients of the tenant, in order of creation, each with the number of APIs it is authorized for.
class ClientListModel : public FollowsStore<RowListModel<ClientRow>>
{
    Q_OBJECT

public:
    /// What the list shows beside ItemRole.
    enum Role {
        GrantCountRole = Qt::UserRole + 100, ///< int: for how many APIs the client is authorized
        CreatedRole,                         ///< QDateTime in UTC
    };

    using Row = ClientRow;

    /// `store` outlives the model.
    explicit ClientListModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const domain::ClientApplication &clientAt(const QModelIndex &index) const;
    /// Invalid when the list has no such client.
    QModelIndex indexOf(const domain::ClientId &id) const;

private:
    void update() final;
};

} // namespace gatehouse::items
