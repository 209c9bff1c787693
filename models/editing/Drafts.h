#pragma once

#include "models/editing/ClientDraft.h"
#include "models/editing/SettingsDraft.h"
#include "models/store/ResourceServerStore.h"

#include <QHash>
#include <QMap>

#include <utility>

namespace gatehouse::editing {

/// The scopes of one grant that are checked or unchecked and not saved, with how they are now.
using GrantDraft = QMap<QString, bool>;

/// What was typed or checked of one API and not saved.
struct ApiDraft
{
    SettingsDraft settings;
    /// The API as it was when `settings` was last shown, to say later what changed elsewhere.
    domain::ResourceServer shown;
    domain::Scope scope;                            ///< in the row that adds one
    QHash<domain::ClientId, GrantDraft> grants;     ///< in the clients' own names
    QHash<domain::ClientId, GrantDraft> userGrants; ///< in a person's

    bool operator==(const ApiDraft &) const = default;
    bool isEmpty() const;
    const QHash<domain::ClientId, GrantDraft> &grantsFor(domain::SubjectType subject) const;
    QHash<domain::ClientId, GrantDraft> &grantsFor(domain::SubjectType subject);
};

/// What was typed and not saved, of every API and client: in one place, whichever page shows it. Follows the store:
/// what has been saved by now, or can no longer be saved, is forgotten. Of what is deleted everything is kept, because
/// undoing the deletion brings it back.
class Drafts : public QObject
{
    Q_OBJECT

public:
    /// `store` outlives the drafts.
    explicit Drafts(const store::ResourceServerStore &store, QObject *parent = nullptr);

    ApiDraft of(const domain::ResourceServerId &api) const { return m_drafts.value(api); }
    GrantDraft grant(const domain::ResourceServerId &api, const domain::ClientId &client,
                     domain::SubjectType subject = domain::SubjectType::Client) const;
    /// The APIs of the tenant that have something unsaved, in the tenant's order.
    QList<domain::ResourceServerId> apis() const;
    bool has(const domain::ResourceServerId &api) const;
    bool isEmpty() const { return apis().isEmpty() && clients().isEmpty(); }

    /// Of a client's settings.
    ClientDraft of(const domain::ClientId &client) const { return m_clients.value(client).draft; }
    /// The client as it was when its settings were last shown, to say later what changed elsewhere.
    domain::ClientApplication shown(const domain::ClientId &client) const { return m_clients.value(client).shown; }
    /// The clients of the tenant that have something unsaved, in the tenant's order.
    QList<domain::ClientId> clients() const;
    bool has(const domain::ClientId &client) const;
    void setClient(const domain::ClientApplication &shown, ClientDraft draft);
    void discard(const domain::ClientId &client);

    void setSettings(const domain::ResourceServer &shown, SettingsDraft draft);
    void setScope(const domain::ResourceServerId &api, const domain::Scope &typed);
    void setGrant(const domain::ResourceServerId &api, const domain::ClientId &client, const GrantDraft &draft,
                  domain::SubjectType subject = domain::SubjectType::Client);
    /// Forgets what is unsaved of `api`.
    void discard(const domain::ResourceServerId &api);

    /// An edit was shown and then refused by the store: what it would have saved is a draft again, so that nothing
    /// typed is lost. What has been typed since counts more.
    void takeBack(const domain::ChangeSet &refused);
    /// Forgets what takeBack() made of `refused`: a person has decided on it. What was typed since stays.
    void giveUp(const domain::ChangeSet &refused);

    /// All of it as JSON, and back. Restoring keeps what is there already; false for a text that is no such JSON.
    QByteArray toJson() const;
    bool restore(const QByteArray &json);

Q_SIGNALS:
    /// What is unsaved of `api` is different now.
    void changed(const gatehouse::domain::ResourceServerId &api);
    /// The same of a client.
    void clientChanged(const gatehouse::domain::ClientId &client);

private:
    void replace(const domain::ResourceServerId &api, ApiDraft draft);
    struct KeptClient
    {
        ClientDraft draft;
        domain::ClientApplication shown;

        bool operator==(const KeptClient &) const = default;
    };

    void replace(const domain::ClientId &client, KeptClient kept);
    void takeBackClient(const domain::ClientApplication &before, const domain::ClientApplication &after);
    void restoreClients(const QJsonObject &clients);
    static std::pair<domain::ResourceServerId, ApiDraft> draftOf(const domain::Change &change);
    void trim();
    ApiDraft trimmed(const domain::ResourceServer &stored, ApiDraft draft) const;

    const store::ResourceServerStore &m_store;
    QHash<domain::ResourceServerId, ApiDraft> m_drafts;
    QHash<domain::ClientId, KeptClient> m_clients;
};

} // namespace gatehouse::editing
