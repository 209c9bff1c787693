#pragma once

#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/store/Custody.h"
#include "models/store/Refusal.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// Turns what a person wants into a ChangeSet, or says which rule forbids it. The window, the command line and the
/// Management API all edit through here; nothing is written: submit() does that.
class TenantEditor
{
public:
    TenantEditor(Custody &custody, const base::Clock &clock, base::RandomSource &random);

    struct NewApi
    {
        QString name;
        QString identifier;
        domain::SigningAlgorithm algorithm = domain::SigningAlgorithm::RS256;
    };
    struct CreatedApi
    {
        domain::ResourceServerId id;
        domain::ChangeSet changes;
    };
    struct CreatedClient
    {
        domain::ClientId id;
        domain::ChangeSet changes;
    };

    /// All violations of a new API, field by field; for checks while typing.
    static QList<domain::Violation> checkNewApi(const StoreSnapshot &tenant, const NewApi &api);
    Edit<CreatedApi> createApi(const StoreSnapshot &tenant, const NewApi &wanted);
    /// Changes name, lifetime and flags; what else differs from the stored API is refused as Immutable.
    Edit<domain::ChangeSet> updateApi(const StoreSnapshot &tenant, const domain::ResourceServer &wanted);
    /// Deletes the API and its grants.
    Edit<domain::ChangeSet> deleteApi(const StoreSnapshot &tenant, const domain::ResourceServerId &id);
    /// A new HS256 secret; tokens signed with the old one stop verifying.
    Edit<domain::ChangeSet> replaceSigningSecret(const StoreSnapshot &tenant, const domain::ResourceServerId &id);

    Edit<domain::ChangeSet> addScopes(const StoreSnapshot &tenant, const domain::ResourceServerId &id,
                                      const QList<domain::Scope> &scopes);
    /// A renamed scope is renamed in the grants that hold it.
    Edit<domain::ChangeSet> editScope(const StoreSnapshot &tenant, const domain::ResourceServerId &id,
                                      const QString &value, const domain::Scope &wanted);
    /// Removes scopes from the API and from the grants that hold them.
    Edit<domain::ChangeSet> removeScopes(const StoreSnapshot &tenant, const domain::ResourceServerId &id,
                                         const QStringList &values);

    /// What is wrong with the name of a client, a new one or the one with that id; for checks while typing.
    static domain::MaybeViolation checkClientName(const StoreSnapshot &tenant, const QString &name,
                                                  const domain::ClientId &ownId = {});
    Edit<CreatedClient> createClient(const StoreSnapshot &tenant, const QString &name);
    Edit<domain::ChangeSet> renameClient(const StoreSnapshot &tenant, const domain::ClientId &id, const QString &name);
    Edit<domain::ChangeSet> rotateClientSecret(const StoreSnapshot &tenant, const domain::ClientId &id);
    /// Deletes the client and its grants.
    Edit<domain::ChangeSet> deleteClient(const StoreSnapshot &tenant, const domain::ClientId &id);

    /// Grants exactly these scopes, creating the grant where there is none. No scopes given means an empty grant.
    Edit<domain::ChangeSet> setGrant(const StoreSnapshot &tenant, const domain::ClientId &client,
                                     const domain::ResourceServerId &api, const QStringList &scopes);
    Edit<domain::ChangeSet> removeGrant(const StoreSnapshot &tenant, const domain::ClientId &client,
                                        const domain::ResourceServerId &api);

    Edit<domain::ChangeSet> setApisSectionEnabled(const StoreSnapshot &tenant, bool enabled);
    Edit<domain::ChangeSet> setServerPort(const StoreSnapshot &tenant, int port);
    /// Removes everything marked as a sample, and the grants that hang on it.
    Edit<domain::ChangeSet> removeSamples(const StoreSnapshot &tenant);

    /// What a new tenant holds: the Management API, a signing key, the appointments API and a client authorized for it.
    Edit<domain::ChangeSet> firstStart(const jose::SignerFactory &signers);

    // Names on a command line: an API by id or identifier, a client by id or name.
    static Edit<domain::ResourceServerId> findApi(const StoreSnapshot &tenant, const QString &name);
    static Edit<domain::ClientId> findClient(const StoreSnapshot &tenant, const QString &name);

private:
    domain::ResourceServerId newResourceServerId();
    Edit<domain::ClientApplication> newClient(const QString &name);

    Custody &m_custody;
    const base::Clock &m_clock;
    base::RandomSource &m_random;
};

/// A fresh grant id: `cgr_` and 16 letters or digits (contract section 4).
domain::ClientGrantId newGrantId(base::RandomSource &random);

/// Whether the Management API forbids this edit (contract section 1.7).
domain::MaybeViolation checkSystemApi(const domain::ResourceServer &api, domain::Field field);

} // namespace gatehouse::store
