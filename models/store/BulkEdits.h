#pragma once

#include "models/store/TenantEditor.h"

namespace gatehouse::store {

// Edits of several objects, or of all that belongs to one, as a single change set: one commit, one entry in the trail,
// one step of undo. What one of them may not do, all may not.

/// "Sync", "Sync 2", "Sync 3": the first that no client has. Rules about names decide the rest.
QString freeClientName(const StoreSnapshot &tenant, const QString &name);
/// Authorizes each client for the API, without scopes, or withdraws its grant. Clients that are so already are passed
/// by; no change at all is an empty change set.
Edit<domain::ChangeSet> setAuthorized(TenantEditor &editor, const StoreSnapshot &tenant,
                                      const QList<domain::ClientId> &clients, const domain::ResourceServerId &api,
                                      bool authorized, domain::SubjectType subject = domain::SubjectType::Client);
/// Deletes the clients with their grants and what people let them do.
Edit<domain::ChangeSet> deleteClients(TenantEditor &editor, const StoreSnapshot &tenant,
                                      const QList<domain::ClientId> &clients);
/// Deletes the users with their permissions and consents.
Edit<domain::ChangeSet> deleteUsers(TenantEditor &editor, const StoreSnapshot &tenant,
                                    const QList<domain::UserId> &users);
/// Blocks each user, or lets them sign in again. Users that are so already are passed by; no change at all is an empty
/// change set.
Edit<domain::ChangeSet> setBlocked(TenantEditor &editor, const StoreSnapshot &tenant,
                                   const QList<domain::UserId> &users, bool blocked);
/// Another client with the settings and grants of that one, under a free name made from its name, with an id and a
/// secret of its own.
Edit<TenantEditor::CreatedClient> duplicateClient(TenantEditor &editor, const StoreSnapshot &tenant,
                                                  const domain::ClientId &client);
/// Another API with the scopes and settings of that one, under this name, identifier and algorithm, with a secret of
/// its own. Grants belong to the API they were given for, and are not copied.
Edit<TenantEditor::CreatedApi> duplicateApi(TenantEditor &editor, const StoreSnapshot &tenant,
                                            const domain::ResourceServerId &api, const TenantEditor::NewApi &wanted);

} // namespace gatehouse::store
