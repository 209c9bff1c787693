#include "models/store/sql/KeyWrap.h"

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;

namespace {

constexpr int wrapNonceSize = 12;
constexpr int wrapSaltSize = 16;
constexpr int wrappingKeySize = 32;

} // namespace

KeyWrap::KeyWrap(const jose::AuthenticatedCipher &cipher, const jose::PassphraseKdf &kdf, base::RandomSource &random,
                 const jose::Argon2Cost &cost)
    : m_cipher(cipher)
    , m_kdf(kdf)
    , m_random(random)
    , m_cost(cost)
{
}

KeyEnvelope KeyWrap::plain(const DataKey &key)
{
    return {.storeId = key.storeId, .hasHead = key.hasHead, .content = KeyEnvelope::Plain{.key = key.key}};
}

base::Result<KeyEnvelope> KeyWrap::underPassphrase(const DataKey &key, const base::Secret &passphrase) const
{
    KeyEnvelope::UnderPassphrase content{
        .cost = m_cost, .salt = base::randomBytes(m_random, wrapSaltSize), .wrapped = {}};
    const auto wrapping = m_kdf.argon2id(passphrase, {.salt = content.salt}, content.cost, wrappingKeySize);
    if (!wrapping)
        return std::unexpected(wrapping.error());
    KeyEnvelope envelope{.storeId = key.storeId, .hasHead = key.hasHead, .content = content};
    auto record = wrapped(envelope, key, *wrapping);
    if (!record)
        return std::unexpected(record.error());
    content.wrapped = *std::move(record);
    envelope.content = std::move(content);
    return envelope;
}

base::Result<KeyEnvelope> KeyWrap::underKeychain(const DataKey &key, const QString &entry,
                                                 const base::Secret &wrapping) const
{
    KeyEnvelope::UnderKeychain content{.entry = entry, .wrapped = {}};
    KeyEnvelope envelope{.storeId = key.storeId, .hasHead = key.hasHead, .content = content};
    auto record = wrapped(envelope, key, wrapping);
    if (!record)
        return std::unexpected(record.error());
    content.wrapped = *std::move(record);
    envelope.content = std::move(content);
    return envelope;
}

base::Result<KeyEnvelope> KeyWrap::withHead(const KeyEnvelope &envelope, DataKey key, const base::Secret &opener) const
{
    key.hasHead = true;
    if (const auto *keychain = std::get_if<KeyEnvelope::UnderKeychain>(&envelope.content))
        return underKeychain(key, keychain->entry, opener);
    return std::holds_alternative<KeyEnvelope::Plain>(envelope.content) ? plain(key) : underPassphrase(key, opener);
}

base::Result<QByteArray> KeyWrap::wrapped(const KeyEnvelope &envelope, const DataKey &key,
                                          const base::Secret &wrapping) const
{
    auto record = m_cipher.seal(wrapping, envelope.bound(), base::randomBytes(m_random, wrapNonceSize), key.key);
    if (!record)
        return record;
    // What is about to take the place of the only other way to the data key must open.
    const auto opened = m_cipher.open(wrapping, envelope.bound(), *record);
    if (!opened || !opened->equals(key.key))
        return failure(ErrorCode::Internal, base::ErrorStep::WrapDataKey);
    return record;
}

base::Result<DataKey> KeyWrap::open(const KeyEnvelope &envelope, const base::Secret &opener) const
{
    if (const auto *plain = std::get_if<KeyEnvelope::Plain>(&envelope.content))
        return DataKey{.storeId = envelope.storeId, .key = plain->key, .hasHead = envelope.hasHead};
    base::Result<base::Secret> key = failure(ErrorCode::SealBroken, base::ErrorStep::OpenDataKey);
    if (const auto *passphrase = std::get_if<KeyEnvelope::UnderPassphrase>(&envelope.content)) {
        const auto wrapping = m_kdf.argon2id(opener, {.salt = passphrase->salt}, passphrase->cost, wrappingKeySize);
        if (!wrapping)
            return std::unexpected(wrapping.error());
        key = m_cipher.open(*wrapping, envelope.bound(), passphrase->wrapped);
    } else {
        key = m_cipher.open(opener, envelope.bound(), std::get<KeyEnvelope::UnderKeychain>(envelope.content).wrapped);
    }
    if (!key)
        return std::unexpected(key.error());
    return DataKey{.storeId = envelope.storeId, .key = *std::move(key), .hasHead = envelope.hasHead};
}

} // namespace gatehouse::store::sql
