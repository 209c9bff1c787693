#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

#include <optional>

namespace gatehouse::items {

/// A client with its grant for the API at hand, or none.
struct ClientGrantRow
{
    domain::ClientApplication client;
    std::optional<domain::ClientGrant> grant;
    bool isNeeded = true;

    bool operator==(const ClientGrantRow &) const = default;
};

/// Every client of the tenant with its grant, or none, for one API and subject. Checking or unchecking the Authorized
/// cell asks for the change; the row changes when the store says so.
class ClientGrantTableModel : public FollowsStore<RowTableModel<ClientGrantRow, 3>>
{
    Q_OBJECT

public:
    enum class Column { Client, Authorized, Scopes };
    /// What a row offers beside ItemRole. StateRole is 1 for an authorized client, else 0.
    enum Role {
        GrantedCountRole = Qt::UserRole + 100, ///< int: granted scopes
        DefinedCountRole,                      ///< int: scopes the API has
        NeededRole,                            ///< bool: whether the client gets no token without a grant
    };

    using Row = ClientGrantRow;

    /// `store` outlives the model. No row is shown before setApi().
    explicit ClientGrantTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    const domain::ResourceServerId &api() const { return m_api; }
    /// In whose name the grants shown let a client ask; its own unless said otherwise.
    void setSubject(domain::SubjectType subject);
    domain::SubjectType subject() const { return m_subject; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    // `index` is valid and of this model.
    const domain::ClientApplication &clientAt(const QModelIndex &index) const;
    /// nullptr for a client that is not authorized.
    const domain::ClientGrant *grantAt(const QModelIndex &index) const;
    /// The client cell; invalid when there is no such client.
    QModelIndex indexOf(const domain::ClientId &client) const;

Q_SIGNALS:
    /// A person wants this client to be authorized for the API, or no longer.
    void authorizeRequested(const gatehouse::domain::ClientId &client, bool authorized);

private:
    void update() final;

    domain::ResourceServerId m_api;
    domain::SubjectType m_subject = domain::SubjectType::Client;
    int m_definedScopes = 0;
};

} // namespace gatehouse::items
