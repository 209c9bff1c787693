#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// The APIs of the tenant for the navigation list, in order of creation. Follows the store; a change of one API is a
/// change of one row.
class ResourceServerListModel : public FollowsStore<RowListModel<domain::ResourceServer>>
{
    Q_OBJECT

public:
    /// What the list shows beside ItemRole.
    enum Role {
        IdentifierRole = Qt::UserRole + 100, ///< QString: the audience of its tokens
        AlgorithmRole,                       ///< int of domain::SigningAlgorithm
        ScopeCountRole,                      ///< int
    };

    /// `store` outlives the model.
    explicit ResourceServerListModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const domain::ResourceServer &apiAt(const QModelIndex &index) const;
    /// Invalid when the list has no such API.
    QModelIndex indexOf(const domain::ResourceServerId &id) const;

private:
    void update() final;
};

} // namespace gatehouse::items
