#include "models/jose/openssl/OpensslDecrypter.h"

#include "models/base/Random.h"
#include "models/jose/Ephemeral.h"
#include "models/jose/openssl/ContentCipher.h"
#include "models/jose/openssl/Inflate.h"
#include "models/jose/openssl/KeyAgreement.h"
#include "models/jose/openssl/PrivateKeyForms.h"

#include <openssl/rsa.h>

#include <vector>

namespace gatehouse::jose::openssl {

using namespace Qt::StringLiterals;

namespace {

using Kind = DecryptionError::Kind;

std::unexpected<DecryptionError> shut(Kind kind, std::optional<JweRefusal> refusal = {})
{
    return std::unexpected(DecryptionError{.kind = kind, .refusal = refusal});
}

bool isRsa(KeyManagement management)
{
    return management == KeyManagement::RsaOaep || management == KeyManagement::RsaOaep256;
}

/// Bytes of the key that wraps, or 0 where none does.
qsizetype wrapLength(KeyManagement management)
{
    switch (management) {
    case KeyManagement::A128Kw:
    case KeyManagement::EcdhEsA128Kw:
        return 16;
    case KeyManagement::A192Kw:
    case KeyManagement::EcdhEsA192Kw:
        return 24;
    case KeyManagement::A256Kw:
    case KeyManagement::EcdhEsA256Kw:
        return 32;
    default:
        return 0;
    }
}

/// What `key_ops` has to allow, one of them (RFC 7517 section 4.3).
QStringList operationsOf(KeyManagement management)
{
    if (management == KeyManagement::Direct)
        return {u"decrypt"_s};
    if (isRsa(management))
        return {u"unwrapKey"_s, u"decrypt"_s};
    if (management == KeyManagement::A128Kw || management == KeyManagement::A192Kw ||
        management == KeyManagement::A256Kw)
        return {u"unwrapKey"_s};
    return {u"deriveKey"_s, u"deriveBits"_s};
}

bool isAllowedUse(const JweJudgement &header, const DecryptionKey &key)
{
    const QString algorithm = keyManagementName(*header.algorithm);
    // A key for direct use may name the content encryption instead.
    if (key.alg && *key.alg != algorithm &&
        (header.algorithm != KeyManagement::Direct || *key.alg != contentEncryptionName(*header.encryption)))
        return false;
    if (key.use && *key.use != "enc"_L1)
        return false;
    if (!key.keyOps)
        return true;
    const QStringList operations = operationsOf(*header.algorithm);
    for (const QString &operation : operations) {
        if (key.keyOps->contains(operation))
            return true;
    }
    return false;
}

/// Type, curve and size: facts that header and key show to anybody.
bool isOfTheRightShape(const JweJudgement &header, const JsonValue &parameters, const DecryptionKey &key)
{
    switch (*header.algorithm) {
    case KeyManagement::Direct:
        return key.type == KeyType::Octets && key.material.size() == contentKeyLength(*header.encryption);
    case KeyManagement::A128Kw:
    case KeyManagement::A192Kw:
    case KeyManagement::A256Kw:
        return key.type == KeyType::Octets && key.material.size() == wrapLength(*header.algorithm);
    case KeyManagement::RsaOaep:
    case KeyManagement::RsaOaep256:
        return key.type == KeyType::Rsa;
    default:
        break;
    }
    const auto ephemeral = EphemeralKey::parse(*parameters.member(u"epk")); // the judgement saw that it is there
    return ephemeral && key.crv == ephemeral->curve;
}

std::optional<base::Secret> decryptRsa(KeyManagement management, EVP_PKEY *key, QByteArrayView encrypted)
{
    const EVP_MD *hash = management == KeyManagement::RsaOaep ? EVP_sha1() : EVP_sha256();
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    std::vector<unsigned char> bytes(size);
    std::size_t length = bytes.size();
    if (sizeOf(encrypted) != size || !context || EVP_PKEY_decrypt_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) <= 0 ||
        EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), hash) <= 0 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), hash) <= 0 ||
        EVP_PKEY_decrypt(context.get(), bytes.data(), &length, bytesOf(encrypted), sizeOf(encrypted)) <= 0) {
        base::wipe(bytes.data(), bytes.size());
        return std::nullopt;
    }
    base::Secret secret(QByteArrayView(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(length)));
    base::wipe(bytes.data(), bytes.size());
    return secret;
}

std::optional<base::Secret> agree(const JweJudgement &header, const JsonValue &parameters, EVP_PKEY *key)
{
    const auto ephemeral = EphemeralKey::parse(*parameters.member(u"epk"));
    const auto apu = headerBytes(parameters, u"apu");
    const auto apv = headerBytes(parameters, u"apv");
    if (!ephemeral || !apu || !apv)
        return std::nullopt;
    const bool isDirect = *header.algorithm == KeyManagement::EcdhEs;
    const QString name = isDirect ? contentEncryptionName(*header.encryption) : keyManagementName(*header.algorithm);
    const qsizetype length = isDirect ? contentKeyLength(*header.encryption) : wrapLength(*header.algorithm);
    return agreeOnKey(key, *ephemeral, name.toLatin1(), *apu, *apv, length);
}

std::optional<base::Secret> contentKey(const JweJudgement &header, const JweRecipient &recipient,
                                       const DecryptionKey &key)
{
    const QByteArray &encrypted = recipient.encryptedKey;
    if (*header.algorithm == KeyManagement::Direct)
        return encrypted.isEmpty() ? std::optional(key.material) : std::nullopt;
    if (key.type == KeyType::Octets)
        return unwrapKey(key.material, encrypted);
    const KeyHandle handle = importPkcs8(key.material.bytes());
    if (!handle)
        return std::nullopt;
    if (isRsa(*header.algorithm))
        return decryptRsa(*header.algorithm, handle.get(), encrypted);
    auto agreed = agree(header, recipient.header, handle.get());
    if (*header.algorithm == KeyManagement::EcdhEs)
        return encrypted.isEmpty() ? agreed : std::nullopt;
    return agreed ? unwrapKey(*agreed, encrypted) : std::nullopt;
}

/// RFC 7516 section 11.5: whoever sent a broken key learns from nothing, timing included, that it was the key.
base::Secret randomKey(qsizetype length)
{
    base::SystemRandom random;
    std::vector<unsigned char> bytes(static_cast<std::size_t>(length));
    random.fill(bytes);
    return base::Secret(std::move(bytes));
}

} // namespace

std::expected<QByteArray, DecryptionError> OpensslDecrypter::decrypt(const Jwe &jwe, qsizetype recipient,
                                                                     const DecryptionKey &key) const
{
    const JweJudgement header = judgeJwe(jwe, recipient);
    if (header.refusal)
        return shut(Kind::Header, header.refusal);
    const JweRecipient &addressee = jwe.recipients.at(recipient);
    if (!isOfTheRightShape(header, addressee.header, key) || !isAllowedUse(header, key))
        return shut(Kind::KeyUnfit);

    const QuietErrors quiet;
    const qsizetype length = contentKeyLength(*header.encryption);
    auto secret = contentKey(header, addressee, key);
    if (!secret || secret->size() != length)
        secret = randomKey(length);
    auto plain = decryptContent(*header.encryption, *secret, jwe.iv, jwe.authenticatedData(), jwe.ciphertext, jwe.tag);
    if (!plain)
        return shut(Kind::Failed);
    if (!header.isCompressed)
        return std::move(*plain);
    auto inflated = inflateWithin(*plain);
    if (!inflated)
        return shut(Kind::Expansion);
    return std::move(*inflated);
}

} // namespace gatehouse::jose::openssl
