#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"
#include "models/domain/ChangeSet.h"
#include "models/jose/Signer.h"
#include "models/store/KeyProtection.h"

#include <memory>

namespace gatehouse::store {

/// The one door to secrets: seals what is new, opens one to reveal or compare it, and gives out signers instead of
/// private keys (house decision "sealed secrets"). Callable from several threads at once.
class Custody
{
public:
    using Protection = store::Protection;

    virtual ~Custody() = default;

    virtual base::Result<domain::SealedSecret> sealClientSecret(const domain::ClientId &client,
                                                                const base::Secret &secret) = 0;
    virtual base::Result<domain::SealedSecret> sealSigningSecret(const domain::ResourceServerId &api,
                                                                 const base::Secret &secret) = 0;
    virtual base::Result<domain::SealedSecret> sealPrivateKey(const domain::KeyId &key, const base::Secret &pkcs8) = 0;

    /// The key of the tenant's certificate authority.
    virtual base::Result<domain::SealedSecret> sealAuthorityKey(const base::Secret &pkcs8) = 0;
    /// What hashedPassword() made of a test user's password.
    virtual base::Result<domain::SealedSecret> sealPassword(const domain::UserId &user, const base::Secret &hash) = 0;

    /// A token a person wants kept, sealed for the record of that name.
    virtual base::Result<domain::SealedSecret> sealToken(const QString &record, const base::Secret &token) = 0;

    /// Keeps what a person typed for as long as the program runs, where secrets are not kept here; false elsewhere.
    virtual bool noteClientSecret(const domain::ClientId &, const base::Secret &) { return false; }
    virtual base::Result<base::Secret> clientSecret(const domain::ClientApplication &client) const = 0;
    virtual base::Result<base::Secret> signingSecret(const domain::ResourceServer &api) const = 0;
    /// The secret before the present one; empty where nothing was replaced.
    virtual base::Result<base::Secret> previousSigningSecret(const domain::ResourceServer &api) const = 0;
    virtual base::Result<base::Secret> authorityKey(const domain::Tenant &tenant) const = 0;
    virtual base::Result<base::Secret> password(const domain::User &user) const = 0;
    virtual base::Result<base::Secret> token(const QString &record, const domain::SealedSecret &sealed) const = 0;
    /// A signer for RS256 tokens of this tenant.
    virtual base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::SigningKey &key) const = 0;
    /// A signer for HS256 tokens of one API.
    virtual base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::ResourceServer &api) const = 0;

    virtual Protection protection() const = 0;
    /// The file beside the store that holds the data key, or the wrapped one; empty when protection() is Memory.
    virtual QString protectionPath() const = 0;
};

} // namespace gatehouse::store
