#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"
#include "models/store/Ledger.h"

namespace gatehouse::items {

/// Sessions and refresh tokens are the ledger's, consents the tenant's.
enum class UserAccessKind { Session, Refresh, Consent };

/// A session, a refresh token or a consent.
struct UserAccessRow
{
    UserAccessKind kind = UserAccessKind::Session;
    QString id;              ///< of session, family or consent
    domain::ClientId client; ///< empty for a session
    QString clientName;
    QStringList apiNames;
    QStringList scopes;
    base::Instant lastUsed; ///< or given, of a consent

    bool operator==(const UserAccessRow &) const = default;
};

/// What one test user has given or is signed in to: sessions in browsers, refresh tokens of clients, consents.
class UserAccessModel : public FollowsStore<RowTableModel<UserAccessRow, 4>>
{
    Q_OBJECT

public:
    enum class Column { Kind, Client, Scopes, LastUsed };
    /// StateRole is one of these.
    using Kind = UserAccessKind;
    using Row = UserAccessRow;

    /// `store` outlives the model.
    explicit UserAccessModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setUser(const domain::UserId &user);
    const domain::UserId &user() const { return m_user; }
    /// What the ledger holds, of all users.
    void setLedger(const QList<store::LoginSession> &sessions, const QList<store::RefreshFamily> &families);
    int count(Kind kind) const;
    /// How many refresh tokens of that client there are.
    int refreshCount(const domain::ClientId &client) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// count() may answer anew.
    void updated();

private:
    void update() final;

    domain::UserId m_user;
    QList<store::LoginSession> m_sessions;
    QList<store::RefreshFamily> m_families;
};

} // namespace gatehouse::items
