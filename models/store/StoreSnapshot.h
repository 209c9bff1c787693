#pragma once

#include "models/domain/AuditEntry.h"
#include "models/domain/ChangeSet.h"

#include <QList>

namespace gatehouse::store {

/// Counts committed change sets of a store; grows by one with each, whichever process committed it.
using Revision = qint64;

/// The whole tenant at one moment: what every view reads. A value, shared and cheap to copy. Lists are in order of
/// creation; grants in order of their API, then client; consents in the order in which they were given.
struct StoreSnapshot : domain::NameLookup
{
    domain::Tenant tenant;
    QList<domain::ResourceServer> resourceServers;
    QList<domain::ClientApplication> clients;
    QList<domain::ClientGrant> grants;
    QList<domain::SigningKey> signingKeys;
    QList<domain::User> users;
    QList<domain::Consent> consents;
    Revision revision = 0;

    /// Whether both hold the same tenant; the revision that says when is no part of it.
    bool operator==(const StoreSnapshot &other) const;

    // Pointers live as long as this snapshot is not changed.
    const domain::ResourceServer *resourceServer(const domain::ResourceServerId &id) const;
    /// Also by what the Management API is called at an origin of the tenant's server.
    const domain::ResourceServer *resourceServerByIdentifier(const QString &identifier) const;
    const domain::ClientApplication *client(const domain::ClientId &id) const;
    const domain::ClientGrant *grant(const domain::ClientGrantId &id) const;
    const domain::ClientGrant *grant(const domain::ClientId &client, const domain::ResourceServerId &api,
                                     domain::SubjectType subject = domain::SubjectType::Client) const;
    const domain::SigningKey *signingKey(const domain::KeyId &id) const;
    /// The key RS256 tokens are signed with now; nullptr in a store without one.
    const domain::SigningKey *currentSigningKey() const;
    /// The key that signs after the next rotation; nullptr where none has been made.
    const domain::SigningKey *nextSigningKey() const;
    const domain::User *user(const domain::UserId &id) const;
    /// By address, case ignored.
    const domain::User *userByEmail(const QString &email) const;
    const domain::Consent *consent(const domain::ConsentId &id) const;
    /// What this person let this client do; an empty `api` stands for OpenID scopes alone.
    const domain::Consent *consent(const domain::UserId &user, const domain::ClientId &client,
                                   const domain::ResourceServerId &api) const;
    QList<domain::ClientGrant> grantsOf(const domain::ResourceServerId &api) const;
    QList<domain::ClientGrant> grantsOf(const domain::ClientId &client) const;

    QString clientName(const domain::ClientId &id) const override;
    QString apiName(const domain::ResourceServerId &id) const override;
    QString userName(const domain::UserId &id) const override;

    /// This snapshot after `changes`. An object that is already gone or already there is not an error here: the backend
    /// decides conflicts.
    StoreSnapshot applied(const domain::ChangeSet &changes) const;
    /// What leads from this snapshot to `other`: nothing that is the same in both, and in an order in which each change
    /// finds what it names (grants go first and come last).
    domain::ChangeSet changesTo(const StoreSnapshot &other) const;

    /// Puts the lists into the order stated above. Only who fills a snapshot by hand needs it: applied() keeps the
    /// order.
    void sort();
};

} // namespace gatehouse::store
