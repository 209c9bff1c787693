#include "models/jose/openssl/ContentCipher.h"

#include "models/jose/openssl/Handles.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <array>
#include <vector>

namespace gatehouse::jose::openssl {

namespace {

constexpr int gcmIvLength = 12;
constexpr int gcmTagLength = 16;
constexpr int cbcIvLength = 16;
constexpr qsizetype wrapOverhead = 8;

struct CipherRow
{
    ContentEncryption encryption;
    qsizetype keyLength; ///< of the whole content key
    int macLength;       ///< half the hash for CBC, 0 for GCM
};

constexpr std::array cipherTable{
    CipherRow{ContentEncryption::A128CbcHS256, 32, 16}, CipherRow{ContentEncryption::A192CbcHS384, 48, 24},
    CipherRow{ContentEncryption::A256CbcHS512, 64, 32}, CipherRow{ContentEncryption::A128Gcm, 16, 0},
    CipherRow{ContentEncryption::A192Gcm, 24, 0},       CipherRow{ContentEncryption::A256Gcm, 32, 0},
};

const CipherRow &rowOf(ContentEncryption encryption)
{
    return cipherTable[static_cast<std::size_t>(encryption)];
}

const EVP_CIPHER *gcmOf(qsizetype keyLength)
{
    return keyLength == 16 ? EVP_aes_128_gcm() : keyLength == 24 ? EVP_aes_192_gcm() : EVP_aes_256_gcm();
}

const EVP_CIPHER *cbcOf(qsizetype keyLength)
{
    return keyLength == 16 ? EVP_aes_128_cbc() : keyLength == 24 ? EVP_aes_192_cbc() : EVP_aes_256_cbc();
}

const EVP_CIPHER *wrapOf(qsizetype keyLength)
{
    return keyLength == 16 ? EVP_aes_128_wrap() : keyLength == 24 ? EVP_aes_192_wrap() : EVP_aes_256_wrap();
}

/// Runs a set-up context over the ciphertext.
std::optional<QByteArray> decryptWith(EVP_CIPHER_CTX *context, QByteArrayView ciphertext)
{
    QByteArray plain(ciphertext.size() + EVP_MAX_BLOCK_LENGTH, '\0');
    int length = 0;
    int last = 0;
    if (EVP_DecryptUpdate(context, bytesOf(plain), &length, bytesOf(ciphertext), static_cast<int>(ciphertext.size())) !=
            1 ||
        EVP_DecryptFinal_ex(context, bytesOf(plain) + length, &last) != 1) {
        // What was decrypted before the tag failed is nobody's to see.
        base::wipe(plain.data(), sizeOf(plain));
        return std::nullopt;
    }
    plain.truncate(length + last);
    return plain;
}

std::optional<QByteArray> decryptGcm(const base::Secret &key, QByteArrayView iv, QByteArrayView authenticated,
                                     QByteArrayView ciphertext, QByteArrayView tag)
{
    if (iv.size() != gcmIvLength || tag.size() != gcmTagLength)
        return std::nullopt;
    const CipherContext context(EVP_CIPHER_CTX_new());
    QByteArray expected = tag.toByteArray();
    int length = 0;
    if (!context ||
        EVP_DecryptInit_ex(context.get(), gcmOf(key.size()), nullptr, bytesOf(key.bytes()), bytesOf(iv)) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, gcmTagLength, expected.data()) != 1 ||
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytesOf(authenticated),
                          static_cast<int>(authenticated.size())) != 1)
        return std::nullopt;
    return decryptWith(context.get(), ciphertext);
}

/// RFC 7518 section 5.2.2.2: the MAC over everything first, then the padding, which by then is the sender's.
std::optional<QByteArray> decryptCbc(const CipherRow &row, const base::Secret &key, QByteArrayView iv,
                                     QByteArrayView authenticated, QByteArrayView ciphertext, QByteArrayView tag)
{
    if (iv.size() != cbcIvLength || tag.size() != row.macLength)
        return std::nullopt;
    const qsizetype half = row.keyLength / 2;
    QByteArray input = authenticated.toByteArray() + iv.toByteArray() + ciphertext.toByteArray();
    quint64 bits = static_cast<quint64>(authenticated.size()) * 8;
    QByteArray length(8, '\0');
    for (qsizetype i = 7; i >= 0; --i, bits >>= 8)
        length[i] = static_cast<char>(bits & 0xFF);
    input += length;
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned macLength = 0;
    const QByteArrayView macKey = key.bytes().first(half);
    if (!HMAC(hashOfLength(row.macLength * 2), macKey.data(), static_cast<int>(half), bytesOf(input), sizeOf(input),
              mac.data(), &macLength) ||
        CRYPTO_memcmp(mac.data(), tag.data(), sizeOf(tag)) != 0)
        return std::nullopt;
    const CipherContext context(EVP_CIPHER_CTX_new());
    if (!context ||
        EVP_DecryptInit_ex(context.get(), cbcOf(half), nullptr, bytesOf(key.bytes().last(half)), bytesOf(iv)) != 1)
        return std::nullopt;
    return decryptWith(context.get(), ciphertext);
}

} // namespace

qsizetype contentKeyLength(ContentEncryption encryption)
{
    return rowOf(encryption).keyLength;
}

std::optional<QByteArray> decryptContent(ContentEncryption encryption, const base::Secret &key, QByteArrayView iv,
                                         QByteArrayView authenticated, QByteArrayView ciphertext, QByteArrayView tag)
{
    const CipherRow &row = rowOf(encryption);
    if (key.size() != row.keyLength)
        return std::nullopt;
    return row.macLength == 0 ? decryptGcm(key, iv, authenticated, ciphertext, tag)
                              : decryptCbc(row, key, iv, authenticated, ciphertext, tag);
}

std::optional<base::Secret> unwrapKey(const base::Secret &key, QByteArrayView wrapped)
{
    if (wrapped.size() <= wrapOverhead || wrapped.size() % 8 != 0)
        return std::nullopt;
    const CipherContext context(EVP_CIPHER_CTX_new());
    if (!context)
        return std::nullopt;
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    std::vector<unsigned char> unwrapped(static_cast<std::size_t>(wrapped.size()) + EVP_MAX_BLOCK_LENGTH);
    int length = 0;
    const bool opened =
        EVP_DecryptInit_ex(context.get(), wrapOf(key.size()), nullptr, bytesOf(key.bytes()), nullptr) == 1 &&
        EVP_DecryptUpdate(context.get(), unwrapped.data(), &length, bytesOf(wrapped),
                          static_cast<int>(wrapped.size())) == 1 &&
        length == wrapped.size() - wrapOverhead;
    std::optional<base::Secret> secret;
    if (opened)
        secret.emplace(QByteArrayView(reinterpret_cast<const char *>(unwrapped.data()), length));
    base::wipe(unwrapped.data(), unwrapped.size());
    return secret;
}

std::optional<base::Secret> unwrapKeyGcm(const base::Secret &key, QByteArrayView iv, QByteArrayView wrapped,
                                         QByteArrayView tag)
{
    auto unwrapped = decryptGcm(key, iv, {}, wrapped, tag);
    if (!unwrapped)
        return std::nullopt;
    base::Secret secret{QByteArrayView(*unwrapped)};
    base::wipe(unwrapped->data(), sizeOf(*unwrapped));
    return secret;
}

} // namespace gatehouse::jose::openssl
