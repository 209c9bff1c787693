#include "models/jose/openssl/OpensslSigner.h"

#include "models/jose/SignatureProbe.h"
#include "models/jose/openssl/PrivateKeyForms.h"

#include <openssl/hmac.h>
#include <openssl/rsa.h>

namespace gatehouse::jose::openssl {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

namespace {

bool isPss(Algorithm algorithm)
{
    return algorithm == Algorithm::PS256 || algorithm == Algorithm::PS384 || algorithm == Algorithm::PS512;
}

class HmacSigner final : public Signer
{
public:
    HmacSigner(Algorithm algorithm, base::Secret secret)
        : m_algorithm(algorithm)
        , m_secret(std::move(secret))
    {
    }

    Algorithm algorithm() const override { return m_algorithm; }

    base::Result<QByteArray> sign(QByteArrayView input) const override
    {
        const QuietErrors quiet;
        QByteArray mac(hashLength(m_algorithm), '\0');
        unsigned length = 0;
        if (!HMAC(hashOf(m_algorithm), m_secret.bytes().data(), static_cast<int>(m_secret.size()), bytesOf(input),
                  sizeOf(input), bytesOf(mac), &length))
            return failure(ErrorCode::Internal, base::ErrorStep::Sign, algorithmName(m_algorithm));
        return mac;
    }

private:
    Algorithm m_algorithm;
    base::Secret m_secret;
};

/// RSA, ECDSA, EdDSA and ML-DSA. The decoded key is only read, which several threads may do at once.
class KeySigner final : public Signer
{
public:
    KeySigner(Algorithm algorithm, KeyHandle key, std::optional<Curve> curve)
        : m_algorithm(algorithm)
        , m_key(std::move(key))
        , m_curve(curve)
    {
    }

    Algorithm algorithm() const override { return m_algorithm; }

    base::Result<QByteArray> sign(QByteArrayView input) const override
    {
        const QuietErrors quiet;
        const auto failed = failure(ErrorCode::Internal, base::ErrorStep::Sign, algorithmName(m_algorithm));
        const DigestContext context(EVP_MD_CTX_new());
        EVP_PKEY_CTX *parameters = nullptr; // of the context, which owns it
        const KeyType type = keyTypeOf(m_algorithm);
        const EVP_MD *hash = type == KeyType::Okp || type == KeyType::Akp ? nullptr : hashOf(m_algorithm);
        if (!context || EVP_DigestSignInit(context.get(), &parameters, hash, nullptr, m_key.get()) != 1)
            return failed;
        if (isPss(m_algorithm) && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) <= 0 ||
                                   EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) <= 0))
            return failed;
        std::size_t length = 0;
        if (EVP_DigestSign(context.get(), nullptr, &length, bytesOf(input), sizeOf(input)) != 1)
            return failed;
        QByteArray signature(static_cast<qsizetype>(length), '\0');
        if (EVP_DigestSign(context.get(), bytesOf(signature), &length, bytesOf(input), sizeOf(input)) != 1)
            return failed;
        signature.truncate(static_cast<qsizetype>(length));
        if (keyTypeOf(m_algorithm) != KeyType::Ec)
            return signature;
        auto raw = rawFromDer(*m_curve, signature);
        if (!raw)
            return failed;
        return std::move(*raw);
    }

private:
    Algorithm m_algorithm;
    KeyHandle m_key;
    std::optional<Curve> m_curve;
};

} // namespace

base::Result<std::unique_ptr<Signer>> makeSigner(Algorithm algorithm, const PrivateKey &key)
{
    if (!key.publicPart || !suits(algorithm, *key.publicPart))
        return failure(ErrorCode::Refused, base::ErrorStep::MakeSigner, algorithmName(algorithm),
                       u"the key is of another type or curve"_s);
    if (key.type == KeyType::Octets) {
        if (key.material.isEmpty())
            return failure(ErrorCode::Refused, base::ErrorStep::MakeSigner, algorithmName(algorithm),
                           u"the secret is empty"_s);
        return std::make_unique<HmacSigner>(algorithm, key.material);
    }
    KeyHandle handle = importPkcs8(key.material.bytes());
    if (!handle)
        return failure(ErrorCode::Internal, base::ErrorStep::ReadPrivateKey, algorithmName(algorithm));
    return std::make_unique<KeySigner>(algorithm, std::move(handle), key.crv);
}

} // namespace gatehouse::jose::openssl
