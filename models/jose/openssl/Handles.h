#pragma once

#include "models/base/Secret.h"
#include "models/jose/Curve.h"

#include <openssl/bn.h>
#include <openssl/evp.h>

#include <memory>

namespace gatehouse::jose::openssl {

template <auto free> struct Freed
{
    template <typename T> void operator()(T *object) const { free(object); }
};

using KeyHandle = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using MacHandle = std::unique_ptr<EVP_MAC, Freed<EVP_MAC_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freed<EVP_CIPHER_CTX_free>>;
/// Wiped when it goes, whether it was secret or not.
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;

/// What fails stays on the thread's error queue, which QCA's plugin shares: code that lets something fail on purpose
/// leaves the queue as empty as it was.
class QuietErrors
{
public:
    QuietErrors() = default;
    ~QuietErrors();
    QuietErrors(const QuietErrors &) = delete;
    QuietErrors &operator=(const QuietErrors &) = delete;
};

inline const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

inline unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

inline std::size_t sizeOf(QByteArrayView view)
{
    return static_cast<std::size_t>(view.size());
}

/// The hash of an HS, RS, PS or ES algorithm.
const EVP_MD *hashOf(Algorithm algorithm);
/// SHA-256, SHA-384 or SHA-512 by its bytes, fetched once: OpenSSL would look one up anew each time it is named.
const EVP_MD *hashOfLength(int length);

Number numberFrom(QByteArrayView bigEndian);

/// OpenSSL's name of a curve: "prime256v1", "ED25519".
const char *groupName(Curve curve);
/// OpenSSL's name of an ML-DSA parameter set: "ML-DSA-44". Empty for another algorithm.
const char *mlDsaName(Algorithm algorithm);

} // namespace gatehouse::jose::openssl
