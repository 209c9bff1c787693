#pragma once

#include "models/base/Random.h"
#include "models/jose/AuthenticatedCipher.h"
#include "models/store/Custody.h"
#include "models/store/sql/KeyEnvelope.h"
#include "models/store/sql/StateSeal.h"

#include <QHash>

#include <mutex>
#include <utility>

namespace gatehouse::store::sql {

/// Seals the secrets of one store file, once it has the data key: from the key file beside the store by itself, from a
/// wrapped one by KeyLock. A record is bound to store, kind, owner and column.
class KeyCustody final : public Custody, public StateSeal
{
public:
    KeyCustody(const jose::AuthenticatedCipher &cipher, const jose::SignerFactory &signers, base::RandomSource &random);

    /// Opens the key file of the store at `storePath`, or makes one when neither file exists yet. A store without its
    /// key file is KeyMissing: a new key would make every secret in it unreadable for ever. Answers what the key is
    /// under; one that is wrapped is not open yet.
    base::Result<Protection> open(const QString &storePath);
    /// Whether open() found the key file readable by others, and made it private; false the next time.
    bool takeKeyFileWasOpen() { return std::exchange(m_keyFileWasOpen, false); }
    /// Works with `key` from now on; `path` is the envelope's.
    void take(DataKey key, const QString &path, Protection protection);
    /// What the key is under, as another process changed it; false where it is no news. The key itself stays the same.
    bool follow(Protection protection);
    /// A key for this process alone, for tests and memory stores.
    void openInMemory();

    base::Result<domain::SealedSecret> sealClientSecret(const domain::ClientId &client,
                                                        const base::Secret &secret) override;
    base::Result<domain::SealedSecret> sealSigningSecret(const domain::ResourceServerId &api,
                                                         const base::Secret &secret) override;
    base::Result<domain::SealedSecret> sealPrivateKey(const domain::KeyId &key, const base::Secret &pkcs8) override;
    base::Result<domain::SealedSecret> sealAuthorityKey(const base::Secret &pkcs8) override;
    base::Result<domain::SealedSecret> sealPassword(const domain::UserId &user, const base::Secret &hash) override;
    base::Result<domain::SealedSecret> sealToken(const QString &record, const base::Secret &token) override;
    base::Result<base::Secret> clientSecret(const domain::ClientApplication &client) const override;
    base::Result<base::Secret> signingSecret(const domain::ResourceServer &api) const override;
    base::Result<base::Secret> previousSigningSecret(const domain::ResourceServer &api) const override;
    base::Result<base::Secret> authorityKey(const domain::Tenant &tenant) const override;
    base::Result<base::Secret> password(const domain::User &user) const override;
    base::Result<base::Secret> token(const QString &record, const domain::SealedSecret &sealed) const override;
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::SigningKey &key) const override;
    base::Result<std::shared_ptr<const jose::Signer>> signer(const domain::ResourceServer &api) const override;
    Protection protection() const override;
    QString protectionPath() const override;

    base::Result<QByteArray> storeId() const override;
    base::Result<base::Secret> stateKey() const override;
    base::Result<QByteArray> sealState(const QByteArray &state) override;
    base::Result<QByteArray> openState(const QByteArray &record) const override;
    bool isStateExpected() const override;

private:
    friend class KeyLock; // the one that wraps the data key
    /// KeyMissing while there is none.
    base::Result<DataKey> dataKey() const;
    base::Result<domain::SealedSecret> seal(QByteArrayView context, const base::Secret &secret);
    base::Result<base::Secret> unseal(QByteArrayView context, const domain::SealedSecret &sealed) const;

    const jose::AuthenticatedCipher &m_cipher;
    const jose::SignerFactory &m_signers;
    base::RandomSource &m_random;
    DataKey m_dataKey;
    QString m_keyPath;
    bool m_keyFileWasOpen = false;
    Protection m_protection = Protection::Memory;
    mutable std::mutex m_mutex;
    /// Decoding a private key costs more than signing with it: the last signers are kept by kid and sealed record.
    mutable QHash<QByteArray, std::shared_ptr<const jose::Signer>> m_rsaSigners;
};

} // namespace gatehouse::store::sql
