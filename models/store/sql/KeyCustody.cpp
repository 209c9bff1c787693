#include "models/store/sql/KeyCustody.h"

#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/FirstStart.h"
#include "models/store/sql/KeyWrap.h"
#include "models/store/sql/StoreFile.h"

#include <QFileInfo>
#include <QMessageAuthenticationCode>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace domain;
using namespace Qt::StringLiterals;

namespace {

constexpr int nonceSize = 12;
/// A tenant signs with one key at a time; more than a few mean that keys are being rotated.
constexpr qsizetype signersKept = 8;

/// kind, owner and column of a sealed record. A zero byte parts them: none of them can hold one, so no two places read
/// alike.
QByteArray place(const char *kind, const QString &owner, const char *column)
{
    QByteArray context(kind);
    context += '\0';
    context += owner.toUtf8();
    context += '\0';
    context += column;
    return context;
}

QByteArray clientPlace(const ClientId &id)
{
    return place("client", id.text(), "secret");
}
QByteArray apiPlace(const ResourceServerId &id)
{
    return place("api", id.text(), "signing_secret");
}
QByteArray keyPlace(const KeyId &id)
{
    return place("signing_key", id.text(), "private_key");
}
QByteArray tokenPlace(const QString &record)
{
    return place("shelf", record, "token");
}

QByteArray authorityPlace()
{
    return place("tenant", {}, "authority_key");
}
QByteArray passwordPlace(const UserId &id)
{
    return place("user", id.text(), "password");
}

const QByteArray statePlace = "tenant\0head"_ba;

/// The envelope of the store at `storePath`, or a new one when neither file exists yet.
base::Result<KeyEnvelope> readOrMake(const QString &storePath, base::RandomSource &random)
{
    // What is no store at all has no key either, and a person should hear of the first.
    const auto store = StoreFile::inspect(storePath);
    if (!store)
        return std::unexpected(store.error());
    const EnvelopeFile file = EnvelopeFile::of(storePath);
    auto envelope = file.read();
    if (!envelope && envelope.error().code == ErrorCode::KeyMissing && store->exists && !store->isEmpty &&
        !StoreFile::isDatabase(storePath))
        return failure(ErrorCode::StoreForeign, base::ErrorStep::OpenStore, storePath);
    // What is left of a store is explained, and not made into a new one.
    if (auto sound = FirstStart(storePath).check(*store); !sound)
        return std::unexpected(sound.error());
    const bool wasThere =
        envelope || envelope.error().code != ErrorCode::KeyMissing || !envelope.error().detail.isEmpty();
    if (wasThere)
        return envelope;
    // Another process may have made the files since we looked.
    if (QFileInfo(storePath).size() > 0 || QFileInfo::exists(file.path()))
        return file.read();
    if (auto begun = FirstStart(storePath).begin(); !begun)
        return std::unexpected(begun.error());
    KeyEnvelope fresh = KeyWrap::plain(DataKey::generate(random));
    const auto written = file.writeNew(fresh, random);
    if (!written)
        return std::unexpected(written.error());
    return *written ? base::Result<KeyEnvelope>(std::move(fresh)) : file.read();
}

} // namespace

KeyCustody::KeyCustody(const jose::AuthenticatedCipher &cipher, const jose::SignerFactory &signers,
                       base::RandomSource &random)
    : m_cipher(cipher)
    , m_signers(signers)
    , m_random(random)
{
}

base::Result<Protection> KeyCustody::open(const QString &storePath)
{
    auto envelope = readOrMake(storePath, m_random);
    if (!envelope)
        return std::unexpected(envelope.error());
    m_keyFileWasOpen = m_keyFileWasOpen || envelope->wasOpenToOthers;
    if (auto *plain = std::get_if<KeyEnvelope::Plain>(&envelope->content)) {
        take({.storeId = envelope->storeId, .key = std::move(plain->key), .hasHead = envelope->hasHead},
             EnvelopeFile::of(storePath).path(), Protection::KeyFile);
    }
    return envelope->protection();
}

void KeyCustody::openInMemory()
{
    take(DataKey::generate(m_random), {}, Protection::Memory);
}

void KeyCustody::take(DataKey key, const QString &path, Protection protection)
{
    const std::scoped_lock lock(m_mutex);
    m_dataKey = std::move(key);
    m_keyPath = path;
    m_protection = protection;
    m_rsaSigners.clear();
}

bool KeyCustody::follow(Protection protection)
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_protection, protection) != protection;
}

base::Result<DataKey> KeyCustody::dataKey() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_dataKey.key.isEmpty())
        return failure(ErrorCode::KeyMissing, base::ErrorStep::ProtectStore, m_keyPath);
    return m_dataKey;
}

base::Result<SealedSecret> KeyCustody::sealClientSecret(const ClientId &client, const base::Secret &secret)
{
    return seal(clientPlace(client), secret);
}

base::Result<SealedSecret> KeyCustody::sealSigningSecret(const ResourceServerId &api, const base::Secret &secret)
{
    return seal(apiPlace(api), secret);
}

base::Result<SealedSecret> KeyCustody::sealPrivateKey(const KeyId &key, const base::Secret &pkcs8)
{
    return seal(keyPlace(key), pkcs8);
}

base::Result<SealedSecret> KeyCustody::sealAuthorityKey(const base::Secret &pkcs8)
{
    return seal(authorityPlace(), pkcs8);
}

base::Result<SealedSecret> KeyCustody::sealPassword(const UserId &user, const base::Secret &hash)
{
    return seal(passwordPlace(user), hash);
}

base::Result<SealedSecret> KeyCustody::sealToken(const QString &record, const base::Secret &token)
{
    return seal(tokenPlace(record), token);
}

base::Result<base::Secret> KeyCustody::clientSecret(const ClientApplication &client) const
{
    return unseal(clientPlace(client.id), client.secret);
}

base::Result<base::Secret> KeyCustody::signingSecret(const ResourceServer &api) const
{
    return unseal(apiPlace(api.id), api.signingSecret);
}

base::Result<base::Secret> KeyCustody::previousSigningSecret(const ResourceServer &api) const
{
    // Sealed for the place it had when it was the present one.
    if (api.previousSigningSecret.isEmpty())
        return base::Secret();
    return unseal(apiPlace(api.id), api.previousSigningSecret);
}

base::Result<base::Secret> KeyCustody::authorityKey(const Tenant &tenant) const
{
    return unseal(authorityPlace(), tenant.authorityKey);
}

base::Result<base::Secret> KeyCustody::password(const User &user) const
{
    return unseal(passwordPlace(user.id), user.password);
}

base::Result<base::Secret> KeyCustody::token(const QString &record, const SealedSecret &sealed) const
{
    return unseal(tokenPlace(record), sealed);
}

base::Result<std::shared_ptr<const jose::Signer>> KeyCustody::signer(const SigningKey &key) const
{
    const QByteArray name = key.id.text().toUtf8() + '\0' + key.privateKey.record;
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto kept = m_rsaSigners.constFind(name); kept != m_rsaSigners.cend())
            return *kept;
    }
    const auto pkcs8 = unseal(keyPlace(key.id), key.privateKey);
    if (!pkcs8)
        return std::unexpected(pkcs8.error());
    auto made = m_signers.rsaSigner(jose::Algorithm::RS256, *pkcs8);
    if (!made)
        return std::unexpected(made.error());
    std::shared_ptr<const jose::Signer> signer = std::move(*made);
    const std::scoped_lock lock(m_mutex);
    if (m_rsaSigners.size() >= signersKept)
        m_rsaSigners.clear();
    m_rsaSigners.insert(name, signer);
    return signer;
}

base::Result<std::shared_ptr<const jose::Signer>> KeyCustody::signer(const ResourceServer &api) const
{
    const auto secret = signingSecret(api);
    if (!secret)
        return std::unexpected(secret.error());
    return std::shared_ptr<const jose::Signer>(m_signers.hmacSigner(jose::Algorithm::HS256, *secret));
}

Custody::Protection KeyCustody::protection() const
{
    const std::scoped_lock lock(m_mutex);
    return m_protection;
}

QString KeyCustody::protectionPath() const
{
    const std::scoped_lock lock(m_mutex);
    return m_keyPath;
}

base::Result<QByteArray> KeyCustody::storeId() const
{
    return dataKey().transform([](const DataKey &key) { return key.storeId; });
}

base::Result<base::Secret> KeyCustody::stateKey() const
{
    return dataKey().transform([](const DataKey &key) {
        // A key of its own, so that no digest says anything about what is sealed.
        QMessageAuthenticationCode derived(QCryptographicHash::Sha256, key.key.bytes());
        derived.addData("GATEHOUSE-STATE\n");
        derived.addData(key.storeId);
        return base::Secret(derived.resultView());
    });
}

base::Result<QByteArray> KeyCustody::sealState(const QByteArray &state)
{
    return seal(statePlace, base::Secret(state)).transform([](const SealedSecret &sealed) { return sealed.record; });
}

base::Result<QByteArray> KeyCustody::openState(const QByteArray &record) const
{
    return unseal(statePlace, {record}).transform([](const base::Secret &state) {
        return state.bytes().toByteArray();
    });
}

bool KeyCustody::isStateExpected() const
{
    const std::scoped_lock lock(m_mutex);
    return m_dataKey.hasHead;
}

base::Result<SealedSecret> KeyCustody::seal(QByteArrayView context, const base::Secret &secret)
{
    const std::scoped_lock lock(m_mutex);
    if (m_dataKey.key.isEmpty())
        return failure(ErrorCode::KeyMissing, base::ErrorStep::Seal, m_keyPath);
    auto record = m_cipher.seal(m_dataKey.key, m_dataKey.storeId + context.toByteArray(),
                                base::randomBytes(m_random, nonceSize), secret);
    if (!record)
        return std::unexpected(record.error());
    return SealedSecret{std::move(*record)};
}

base::Result<base::Secret> KeyCustody::unseal(QByteArrayView context, const SealedSecret &sealed) const
{
    base::Secret key;
    QByteArray bound;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_dataKey.key.isEmpty())
            return failure(ErrorCode::KeyMissing, base::ErrorStep::OpenSealed, m_keyPath);
        key = m_dataKey.key;
        bound = m_dataKey.storeId + context.toByteArray();
    }
    return m_cipher.open(key, bound, sealed.record);
}

} // namespace gatehouse::store::sql
