#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

#include <QMap>
#include <QSet>

namespace gatehouse::items {

/// A scope of the API at hand, as it is granted and as it is to be.
struct GrantedScopeRow
{
    domain::Scope scope;
    bool granted = false;
    bool checked = false;

    bool operator==(const GrantedScopeRow &) const = default;
};

/// The scopes of one API with a check for each that one client is, or is to be, granted. Checks are a draft: they
/// differ from the grant until someone saves checkedScopes(). Changes of the grant made elsewhere show through wherever
/// the draft says nothing.
class GrantedScopeModel : public FollowsStore<RowTableModel<GrantedScopeRow, 2>>
{
    Q_OBJECT

public:
    enum class Column { Value, Description };
    /// What a row offers beside ItemRole. StateRole is 1 where the check differs from the grant.
    enum Role {
        GrantedRole = Qt::UserRole + 100, ///< bool: what the stored grant says
    };
    /// Scope value → wanted check, only where it differs from the grant.
    using Draft = QMap<QString, bool>;

    using Row = GrantedScopeRow;

    /// `store` outlives the model. No row is shown before setGrant().
    explicit GrantedScopeModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    /// Shows the scopes of `api` as granted to `client` in that name, with `draft` over them.
    void setGrant(const domain::ResourceServerId &api, const domain::ClientId &client, const Draft &draft = {},
                  domain::SubjectType subject = domain::SubjectType::Client);
    const domain::ResourceServerId &api() const { return m_api; }
    const domain::ClientId &client() const { return m_client; }
    domain::SubjectType subject() const { return m_subject; }
    /// Whether there is a grant at all; without one nothing can be checked.
    bool isAuthorized() const { return m_authorized; }

    const Draft &draft() const { return m_draft; }
    /// Back to what is granted.
    void discard();
    /// How many checks differ from the grant.
    int changeCount() const { return static_cast<int>(m_draft.size()); }
    /// In the order of the API's scopes.
    QStringList checkedScopes() const;
    /// Checks or unchecks these scopes; values the API has not are passed over.
    void setChecked(const QStringList &values, bool checked);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// `index` is valid and of this model.
    const domain::Scope &scopeAt(const QModelIndex &index) const;
    /// The value cell; invalid when the API has no such scope.
    QModelIndex indexOf(const QString &value) const;

Q_SIGNALS:
    /// The draft or what is granted changed: changeCount() and checkedScopes() may answer anew.
    void checksChanged();

private:
    void update() final;

    domain::ResourceServerId m_api;
    domain::ClientId m_client;
    domain::SubjectType m_subject = domain::SubjectType::Client;
    Draft m_draft;
    bool m_authorized = false;
};

} // namespace gatehouse::items
