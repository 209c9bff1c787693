#pragma once

#include "models/items/ItemRoles.h"
#include "models/store/Ledger.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractTableModel>

namespace gatehouse::items {

/// What one test user has given or is signed in to: sessions in browsers, refresh tokens of clients, consents.
class UserAccessModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Kind, Client, Scopes, LastUsed };
    static constexpr int columns = 4;
    /// Sessions and refresh tokens are the ledger's, consents the tenant's. StateRole is one of these.
    enum class Kind { Session, Refresh, Consent };

    /// One row.
    struct Row
    {
        Kind kind = Kind::Session;
        QString id;              ///< of session, family or consent
        domain::ClientId client; ///< empty for a session
        QString clientName;
        QStringList apiNames;
        QStringList scopes;
        base::Instant lastUsed; ///< or given, of a consent

        bool operator==(const Row &) const = default;
    };

    /// `store` outlives the model.
    explicit UserAccessModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setUser(const domain::UserId &user);
    const domain::UserId &user() const { return m_user; }
    /// What the ledger holds, of all users.
    void setLedger(const QList<store::LoginSession> &sessions, const QList<store::RefreshFamily> &families);
    int count(Kind kind) const;
    /// How many refresh tokens of that client there are.
    int refreshCount(const domain::ClientId &client) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// `index` is valid and of this model.
    const Row &rowAt(const QModelIndex &index) const;

Q_SIGNALS:
    /// count() may answer anew.
    void updated();

private:
    void update();

    const store::ResourceServerStore &m_store;
    domain::UserId m_user;
    QList<store::LoginSession> m_sessions;
    QList<store::RefreshFamily> m_families;
    QList<Row> m_rows;
};

} // namespace gatehouse::items
