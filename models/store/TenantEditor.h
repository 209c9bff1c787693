#pragma once

#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/jose/CertificateMint.h"
#include "models/store/Custody.h"
#include "models/store/Refusal.h"
#include "models/store/StoreSnapshot.h"

#include <functional>
#include <optional>

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
    struct NewUser
    {
        QString email;
        QString name;
    };
    struct CreatedUser
    {
        domain::UserId id;
        domain::ChangeSet changes;
    };
    struct NewConsent
    {
        domain::UserId user;
        domain::ClientId client;
        domain::ResourceServerId api; ///< empty for OpenID scopes alone
        QStringList scopes;
    };

    /// All violations of a new API, field by field; for checks while typing.
    static QList<domain::Violation> checkNewApi(const StoreSnapshot &tenant, const NewApi &api);
    Edit<CreatedApi> createApi(const StoreSnapshot &tenant, const NewApi &wanted);
    /// One with all the members of `wanted` but id and times; `secret` is a signing secret of the caller's own.
    Edit<CreatedApi> createApi(const StoreSnapshot &tenant, const domain::ResourceServer &wanted,
                               const std::optional<base::Secret> &secret);
    /// Changes name, lifetimes, flags, dialect and policies; what else differs from the stored API is refused as
    /// Immutable.
    Edit<domain::ChangeSet> updateApi(const StoreSnapshot &tenant, const domain::ResourceServer &wanted);
    /// The same, and its scopes, which go from the grants and permissions that hold them, what is kept of it, and, if
    /// given, its signing secret.
    Edit<domain::ChangeSet> replaceApi(const StoreSnapshot &tenant, const domain::ResourceServer &wanted,
                                       const std::optional<base::Secret> &secret);
    /// Deletes the API, its grants, the permissions to it and what people let clients do there.
    Edit<domain::ChangeSet> deleteApi(const StoreSnapshot &tenant, const domain::ResourceServerId &id);
    /// A new HS256 secret. The old one verifies what it signed until it is dropped, or another takes its place.
    Edit<domain::ChangeSet> replaceSigningSecret(const StoreSnapshot &tenant, const domain::ResourceServerId &id);

    Edit<domain::ChangeSet> dropPreviousSecret(const StoreSnapshot &tenant, const domain::ResourceServerId &id);

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
    /// One with all the members of `wanted` but id, secret and times.
    Edit<CreatedClient> createClient(const StoreSnapshot &tenant, const domain::ClientApplication &wanted);
    /// Changes everything but id, secret and the time of its creation, which stay as they are.
    Edit<domain::ChangeSet> updateClient(const StoreSnapshot &tenant, const domain::ClientApplication &wanted);
    /// Both with a secret of the caller's own.
    Edit<CreatedClient> createClient(const StoreSnapshot &tenant, const domain::ClientApplication &wanted,
                                     const std::optional<base::Secret> &secret);
    Edit<domain::ChangeSet> updateClient(const StoreSnapshot &tenant, const domain::ClientApplication &wanted,
                                         const std::optional<base::Secret> &secret);
    Edit<domain::ChangeSet> renameClient(const StoreSnapshot &tenant, const domain::ClientId &id, const QString &name);
    Edit<domain::ChangeSet> rotateClientSecret(const StoreSnapshot &tenant, const domain::ClientId &id);
    /// Deletes the client, its grants and what people let it do.
    Edit<domain::ChangeSet> deleteClient(const StoreSnapshot &tenant, const domain::ClientId &id);

    /// Grants exactly these scopes, creating the grant where there is none. No scopes given means an empty grant.
    Edit<domain::ChangeSet> setGrant(const StoreSnapshot &tenant, const domain::ClientId &client,
                                     const domain::ResourceServerId &api, const QStringList &scopes,
                                     domain::SubjectType subject = domain::SubjectType::Client);
    /// The same with what is kept of the grant; its id is not looked at.
    Edit<domain::ChangeSet> setGrant(const StoreSnapshot &tenant, const domain::ClientGrant &wanted);
    Edit<domain::ChangeSet> removeGrant(const StoreSnapshot &tenant, const domain::ClientId &client,
                                        const domain::ResourceServerId &api,
                                        domain::SubjectType subject = domain::SubjectType::Client);

    /// What is wrong with the address of a user, a new one or the one with that id; for checks while typing.
    static domain::MaybeViolation checkUserEmail(const StoreSnapshot &tenant, const QString &email,
                                                 const domain::UserId &ownId = {});
    /// `passwordHash` is what hashedPassword() makes.
    Edit<CreatedUser> createUser(const StoreSnapshot &tenant, const NewUser &wanted, const base::Secret &passwordHash);
    /// One with all the members of `wanted` but id, permissions and times.
    Edit<CreatedUser> createWholeUser(const StoreSnapshot &tenant, const domain::User &wanted,
                                      const base::Secret &passwordHash);
    /// Changes everything but id, password and the time of creation.
    Edit<domain::ChangeSet> updateUser(const StoreSnapshot &tenant, const domain::User &wanted);
    Edit<domain::ChangeSet> setPassword(const StoreSnapshot &tenant, const domain::UserId &id,
                                        const base::Secret &passwordHash);
    Edit<domain::ChangeSet> deleteUser(const StoreSnapshot &tenant, const domain::UserId &id);
    /// Adds to what this person let this client do with this API; nothing changes where that was so already.
    Edit<domain::ChangeSet> giveConsent(const StoreSnapshot &tenant, const NewConsent &given);
    Edit<domain::ChangeSet> revokeConsent(const StoreSnapshot &tenant, const domain::ConsentId &id);

    /// A key that is published and does not sign yet; no change where there is one.
    Edit<domain::ChangeSet> prepareNextKey(const StoreSnapshot &tenant, const jose::SignerFactory &signers);
    /// Next becomes current, current becomes previous, and a new next is made (contract section 1.10).
    Edit<domain::ChangeSet> rotateSigningKey(const StoreSnapshot &tenant, const jose::SignerFactory &signers);
    /// Takes a previous key out of the key set; others are refused as NotNow.
    Edit<domain::ChangeSet> revokeSigningKey(const StoreSnapshot &tenant, const domain::KeyId &id);

    Edit<domain::ChangeSet> setApisSectionEnabled(const StoreSnapshot &tenant, bool enabled);
    /// Whether the tenant's server answers requests to the Management API.
    Edit<domain::ChangeSet> setManagementApiEnabled(const StoreSnapshot &tenant, bool enabled);
    /// Name, the APIs section and what is kept of the tenant.
    Edit<domain::ChangeSet> updateTenant(const StoreSnapshot &tenant, const domain::Tenant &wanted);
    /// Gives the Management API the scopes that a tenant of an older version lacks.
    Edit<domain::ChangeSet> completeManagementApi(const StoreSnapshot &tenant);
    Edit<domain::ChangeSet> setServerPort(const StoreSnapshot &tenant, int port);
    Edit<domain::ChangeSet> setHttpsPort(const StoreSnapshot &tenant, int port);
    /// The authority whose certificates the tenant's server is reached over https with; what was issued by the one
    /// before verifies no more.
    Edit<domain::ChangeSet> setAuthority(const StoreSnapshot &tenant, const jose::CertifiedKey &authority);
    /// Removes everything marked as a sample, and the grants that hang on it.
    Edit<domain::ChangeSet> removeSamples(const StoreSnapshot &tenant);

    /// What a new tenant holds: the Management API, a signing key, the appointments API and a client authorized for it.
    Edit<domain::ChangeSet> firstStart(const jose::SignerFactory &signers);

    // Names on a command line: an API by id or identifier, a client by id or name.
    static Edit<domain::ResourceServerId> findApi(const StoreSnapshot &tenant, const QString &name);
    static Edit<domain::ClientId> findClient(const StoreSnapshot &tenant, const QString &name);
    /// By id or address.
    static Edit<domain::UserId> findUser(const StoreSnapshot &tenant, const QString &name);

private:
    domain::ResourceServerId newResourceServerId();
    Edit<domain::ClientApplication> newClient(const QString &name);
    Edit<domain::SigningKey> newSigningKey(const jose::SignerFactory &signers, domain::SigningKey::State state);

    Custody &m_custody;
    const base::Clock &m_clock;
    base::RandomSource &m_random;
};

/// A fresh grant id: `cgr_` and 16 letters or digits (contract section 4).
domain::ClientGrantId newGrantId(base::RandomSource &random);

// What hangs on objects that go or are renamed, for the change sets that do so.
void removeConsentsOf(domain::ChangeSet &changes, const StoreSnapshot &tenant, const domain::ClientId &client);
void removeConsentsOf(domain::ChangeSet &changes, const StoreSnapshot &tenant, const domain::ResourceServerId &api);
/// Each permission to `api` becomes the one to the scope that `edited` answers, or is taken away.
void editPermissions(domain::ChangeSet &changes, const StoreSnapshot &tenant, const domain::ResourceServerId &api,
                     const std::function<std::optional<QString>(const QString &)> &edited);

/// Whether the Management API forbids this edit (contract section 1.7).
domain::MaybeViolation checkSystemApi(const domain::ResourceServer &api, domain::Field field);

} // namespace gatehouse::store
