#pragma once

#include "models/store/Custody.h"

#include <atomic>

namespace gatehouse::tests {

/// A custody whose seals are no seals: the record is the secret itself. For tests of those who use secrets, not of
/// those who keep them. Without a factory it gives out no signers. Counts how many
/// client secrets it opened, and fails when told.
class PlainCustody final : public store::Custody
{
public:
    PlainCustody() = default;
    explicit PlainCustody(const jose::SignerFactory &signers)
        : m_signers(&signers)
    {
    }

    static domain::SealedSecret seal(const base::Secret &secret) { return {secret.bytes().toByteArray()}; }

    base::Result<domain::SealedSecret> sealClientSecret(const domain::ClientId &, const base::Secret &secret) override
    {
        return seal(secret);
    }
    base::Result<domain::SealedSecret> sealSigningSecret(const domain::ResourceServerId &,
                                                         const base::Secret &secret) override
    {
        return seal(secret);
    }
    base::Result<domain::SealedSecret> sealPrivateKey(const domain::KeyId &, const base::Secret &pkcs8) override
    {
        return seal(pkcs8);
    }
    base::Result<domain::SealedSecret> sealAuthorityKey(const base::Secret &pkcs8) override { return seal(pkcs8); }
    base::Result<domain::SealedSecret> sealPassword(const domain::UserId &, const base::Secret &hash) override
    {
        return seal(hash);
    }
    base::Result<domain::SealedSecret> sealToken(const QString &, const base::Secret &token) override
    {
        return seal(token);
    }
    base::Result<base::Secret> clientSecret(const domain::ClientApplication &client) const override
    {
        ++opened;
        return open(client.secret);
    }
    base::Result<base::Secret> previousSigningSecret(const domain::ResourceServer &api) const override
    {
        return open(api.previousSigningSecret);
    }
    base::Result<base::Secret> authorityKey(const domain::Tenant &tenant) const override
    {
        return open(tenant.authorityKey);
    }
    base::Result<base::Secret> password(const domain::User &user) const override { return open(user.password); }
    base::Result<base::Secret> token(const QString &, const domain::SealedSecret &sealed) const override
    {
        return open(sealed);
    }
    base::Result<base::Secret> signingSecret(const domain::ResourceServer &api) const override
    {
        return open(api.signingSecret);
    }
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::SigningKey &key) const override
    {
        if (!m_signers)
            return noSigner();
        const auto pkcs8 = open(key.privateKey);
        if (!pkcs8)
            return std::unexpected(pkcs8.error());
        auto made = m_signers->rsaSigner(jose::Algorithm::RS256, *pkcs8);
        if (!made)
            return std::unexpected(made.error());
        return std::shared_ptr<const jose::Signer>(*std::move(made));
    }
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::ResourceServer &api) const override
    {
        if (!m_signers)
            return noSigner();
        const auto secret = open(api.signingSecret);
        if (!secret)
            return std::unexpected(secret.error());
        return std::shared_ptr<const jose::Signer>(m_signers->hmacSigner(jose::Algorithm::HS256, *secret));
    }
    Protection protection() const override { return claimed; }
    QString protectionPath() const override { return claimedPath; }

    Protection claimed = Protection::Memory; ///< what it says it is under, for those who show that
    QString claimedPath;
    std::atomic<bool> broken = false;
    mutable std::atomic<int> opened = 0;

private:
    static std::unexpected<base::Error> noSigner()
    {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::MakeSigner);
    }
    base::Result<base::Secret> open(const domain::SealedSecret &sealed) const
    {
        if (broken)
            return base::failure(base::ErrorCode::SealBroken, base::ErrorStep::OpenSealed);
        return base::Secret(QByteArrayView(sealed.record));
    }

    const jose::SignerFactory *m_signers = nullptr;
};

} // namespace gatehouse::tests
