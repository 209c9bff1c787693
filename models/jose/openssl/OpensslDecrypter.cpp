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

/// Bytes of the key that wraps, or 0 where none does.
qsizetype wrapLength(KeyManagement management)
{
    switch (management) {
    case KeyManagement::A128Kw:
    case KeyManagement::EcdhEsA128Kw:
    case KeyManagement::A128GcmKw:
    case KeyManagement::Pbes2HS256:
        return 16;
    case KeyManagement::A192Kw:
    case KeyManagement::EcdhEsA192Kw:
    case KeyManagement::A192GcmKw:
    case KeyManagement::Pbes2HS384:
        return 24;
    case KeyManagement::A256Kw:
    case KeyManagement::EcdhEsA256Kw:
    case KeyManagement::A256GcmKw:
    case KeyManagement::Pbes2HS512:
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
    if (isRsaEncryption(management))
        return {u"unwrapKey"_s, u"decrypt"_s};
    if (management == KeyManagement::A128Kw || management == KeyManagement::A192Kw ||
        management == KeyManagement::A256Kw || isGcmWrap(management))
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
    case KeyManagement::A128GcmKw:
    case KeyManagement::A192GcmKw:
    case KeyManagement::A256GcmKw:
        return key.type == KeyType::Octets && key.material.size() == wrapLength(*header.algorithm);
    case KeyManagement::Pbes2HS256:
    case KeyManagement::Pbes2HS384:
    case KeyManagement::Pbes2HS512:
        return key.type == KeyType::Octets; // a password, of any length
    default:
        break;
    }
    if (isRsaEncryption(*header.algorithm))
        return key.type == KeyType::Rsa;
    const auto ephemeral = EphemeralKey::parse(*parameters.member(u"epk")); // the judgement saw that it is there
    return ephemeral && key.crv == ephemeral->curve;
}

/// Nothing for RSAES-PKCS1-v1_5, whose padding OpenSSL 3 answers with a random key when it is wrong.
const EVP_MD *oaepHash(KeyManagement management)
{
    switch (management) {
    case KeyManagement::RsaOaep:
        return EVP_sha1();
    case KeyManagement::RsaOaep256:
        return EVP_sha256();
    case KeyManagement::RsaOaep384:
        return EVP_sha384();
    case KeyManagement::RsaOaep512:
        return EVP_sha512();
    default:
        return nullptr;
    }
}

std::optional<base::Secret> decryptRsa(KeyManagement management, EVP_PKEY *key, QByteArrayView encrypted)
{
    const EVP_MD *hash = oaepHash(management);
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    const auto size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    std::vector<unsigned char> bytes(size);
    std::size_t length = bytes.size();
    if (sizeOf(encrypted) != size || !context || EVP_PKEY_decrypt_init(context.get()) <= 0 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), hash ? RSA_PKCS1_OAEP_PADDING : RSA_PKCS1_PADDING) <= 0 ||
        (hash && (EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), hash) <= 0 ||
                  EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), hash) <= 0)) ||
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

/// RFC 7518 section 4.8: PBKDF2 over the password, salted with the algorithm's name and p2s.
std::optional<base::Secret> derivePassword(KeyManagement management, const JsonValue &parameters,
                                           const base::Secret &password)
{
    const auto salt = headerBytes(parameters, u"p2s");
    const JsonValue *count = parameters.member(u"p2c"); // the judgement saw both
    if (!salt || !count)
        return std::nullopt;
    const QByteArray salted = keyManagementName(management).toLatin1() + '\0' + *salt;
    const qsizetype length = wrapLength(management);
    std::vector<unsigned char> key(static_cast<std::size_t>(length));
    if (PKCS5_PBKDF2_HMAC(password.bytes().data(), static_cast<int>(password.size()), bytesOf(QByteArrayView(salted)),
                          static_cast<int>(salted.size()), count->number.toInt(),
                          hashOfLength(static_cast<int>(length) * 2), static_cast<int>(length), key.data()) != 1)
        return std::nullopt;
    return base::Secret(std::move(key));
}

std::optional<base::Secret> contentKey(const JweJudgement &header, const JweRecipient &recipient,
                                       const DecryptionKey &key)
{
    const QByteArray &encrypted = recipient.encryptedKey;
    if (*header.algorithm == KeyManagement::Direct)
        return encrypted.isEmpty() ? std::optional(key.material) : std::nullopt;
    if (isPasswordBased(*header.algorithm)) {
        const auto derived = derivePassword(*header.algorithm, recipient.header, key.material);
        return derived ? unwrapKey(*derived, encrypted) : std::nullopt;
    }
    if (isGcmWrap(*header.algorithm)) {
        const auto iv = headerBytes(recipient.header, u"iv");
        const auto tag = headerBytes(recipient.header, u"tag");
        return iv && tag ? unwrapKeyGcm(key.material, *iv, encrypted, *tag) : std::nullopt;
    }
    if (key.type == KeyType::Octets)
        return unwrapKey(key.material, encrypted);
    const KeyHandle handle = importPkcs8(key.material.bytes());
    if (!handle)
        return std::nullopt;
    if (isRsaEncryption(*header.algorithm))
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
        return shut(inflated.error() == InflateFault::TooLarge ? Kind::Expansion : Kind::Compression);
    return std::move(*inflated);
}

} // namespace gatehouse::jose::openssl
