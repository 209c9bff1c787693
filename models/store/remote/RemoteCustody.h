#pragma once

#include "models/store/Custody.h"

#include <QHash>

#include <functional>
#include <mutex>

namespace gatehouse::store::remote {

/// The custody of a tenant that keeps its own secrets: nothing is sealed here. A sealed record is the wish for a new
/// secret, which the tenant makes; it is known until this object goes, and written nowhere.
class RemoteCustody final : public Custody
{
public:
    /// What stands for a secret that the tenant is to make.
    static domain::SealedSecret wish();

    /// What the tenant has made for a client, or a person typed, for whoever asks for it.
    bool noteClientSecret(const domain::ClientId &client, const base::Secret &secret) override;

    /// Everything that was noted, and how often something was.
    QHash<domain::ClientId, base::Secret> notedSecrets() const;
    int noteCount() const;
    /// Called, in the thread that notes one, with each. At most one listener.
    void setNoteListener(std::function<void()> listener);

    base::Result<domain::SealedSecret> sealClientSecret(const domain::ClientId &client,
                                                        const base::Secret &secret) override;
    base::Result<domain::SealedSecret> sealSigningSecret(const domain::ResourceServerId &api,
                                                         const base::Secret &secret) override;
    base::Result<domain::SealedSecret> sealPrivateKey(const domain::KeyId &key, const base::Secret &pkcs8) override;
    base::Result<domain::SealedSecret> sealAuthorityKey(const base::Secret &pkcs8) override;
    base::Result<domain::SealedSecret> sealPassword(const domain::UserId &user, const base::Secret &hash) override;
    base::Result<domain::SealedSecret> sealToken(const QString &record, const base::Secret &token) override;

    /// What was noted; ConnectionUnfit for any other, as for all the secrets below.
    base::Result<base::Secret> clientSecret(const domain::ClientApplication &client) const override;
    base::Result<base::Secret> signingSecret(const domain::ResourceServer &api) const override;
    base::Result<base::Secret> previousSigningSecret(const domain::ResourceServer &api) const override;
    base::Result<base::Secret> authorityKey(const domain::Tenant &tenant) const override;
    base::Result<base::Secret> password(const domain::User &user) const override;
    base::Result<base::Secret> token(const QString &record, const domain::SealedSecret &sealed) const override;
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::SigningKey &key) const override;
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::ResourceServer &api) const override;

    Protection protection() const override { return Protection::Memory; }
    QString protectionPath() const override { return {}; }

private:
    mutable std::mutex m_mutex;
    QHash<domain::ClientId, base::Secret> m_made;
    int m_notes = 0;
    std::function<void()> m_onNote;
};

} // namespace gatehouse::store::remote
