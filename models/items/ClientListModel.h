#pragma once

#include "models/items/ItemRoles.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractListModel>

namespace gatehouse::items {

/// The clients of the tenant, in order of creation, each with the number of APIs it is authorized for.
class ClientListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    /// What the list shows beside ItemRole.
    enum Role {
        GrantCountRole = Qt::UserRole + 100, ///< int: for how many APIs the client is authorized
        CreatedRole,                         ///< QDateTime in UTC
    };

    /// One row.
    struct Row
    {
        domain::ClientApplication client;
        int grants = 0;

        bool operator==(const Row &) const = default;
    };

    /// `store` outlives the model.
    explicit ClientListModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const domain::ClientApplication &clientAt(const QModelIndex &index) const;
    /// Invalid when the list has no such client.
    QModelIndex indexOf(const domain::ClientId &id) const;

private:
    void update();

    const store::ResourceServerStore &m_store;
    QList<Row> m_rows;
};

} // namespace gatehouse::items
