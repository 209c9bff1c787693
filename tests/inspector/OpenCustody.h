#pragma once

#include "models/store/Custody.h"

namespace gatehouse::tests {

/// A custody without seals or signers, for tests of those who only read secrets. An empty record does not open.
class OpenCustody final : public store::Custody
{
public:
    using Signing = base::Result<std::shared_ptr<const jose::Signer>>;

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
    base::Result<domain::SealedSecret> sealPrivateKey(const domain::KeyId &, const base::Secret &secret) override
    {
        return seal(secret);
    }
    base::Result<domain::SealedSecret> sealToken(const QString &, const base::Secret &token) override
    {
        return seal(token);
    }
    base::Result<base::Secret> clientSecret(const domain::ClientApplication &client) const override
    {
        return open(client.secret);
    }
    base::Result<base::Secret> token(const QString &, const domain::SealedSecret &sealed) const override
    {
        return open(sealed);
    }
    base::Result<base::Secret> signingSecret(const domain::ResourceServer &api) const override
    {
        return open(api.signingSecret);
    }
    Signing signer(const domain::SigningKey &) const override { return noSigner(); }
    Signing signer(const domain::ResourceServer &) const override { return noSigner(); }
    Protection protection() const override { return Protection::Memory; }
    QString protectionPath() const override { return {}; }

private:
    static base::Result<base::Secret> open(const domain::SealedSecret &sealed)
    {
        if (sealed.isEmpty())
            return base::failure(base::ErrorCode::SealBroken, "open a test secret");
        return base::Secret(QByteArrayView(sealed.record));
    }
    static Signing noSigner() { return base::failure(base::ErrorCode::Internal, "no signer in this test"); }
};

} // namespace gatehouse::tests
