#include "models/jose/qca/QcaSigner.h"

#include "models/jose/Pool.h"
#include "models/jose/qca/QcaAlgorithm.h"
#include "models/jose/qca/QcaBytes.h"

namespace gatehouse::jose::qca {

namespace {

using base::ErrorCode;
using base::failure;

QCA::PrivateKey privateKey(const base::Secret &pkcs8)
{
    // QCA asks a person for a passphrase when decoding fails without one. Our keys have none: a given one stops the
    // asking.
    const QCA::SecureArray noPassphrase("none");
    return QCA::PrivateKey::fromDER(secureArray(pkcs8.bytes()), noPassphrase);
}

/// Each thread signs with a decoded key of its own, made when first needed.
class RsaSigner final : public Signer
{
public:
    RsaSigner(Algorithm algorithm, base::Secret pkcs8)
        : m_algorithm(algorithm)
        , m_pkcs8(std::move(pkcs8))
    {
    }

    Algorithm algorithm() const override { return m_algorithm; }

    base::Result<QByteArray> sign(QByteArrayView input) const override
    {
        const auto key = m_keys.take([this] { return std::make_unique<QCA::PrivateKey>(privateKey(m_pkcs8)); });
        QByteArray signature = key->signMessage(memoryRegion(input), signatureAlgorithm(m_algorithm));
        if (signature.isEmpty())
            return failure(ErrorCode::Internal, base::ErrorStep::Sign, algorithmName(m_algorithm));
        return signature;
    }

private:
    Algorithm m_algorithm;
    base::Secret m_pkcs8;
    mutable Pool<QCA::PrivateKey> m_keys;
};

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
        const auto mac = m_macs.take([this] {
            return std::make_unique<QCA::MessageAuthenticationCode>(macName(m_algorithm),
                                                                    QCA::SymmetricKey(secureArray(m_secret.bytes())));
        });
        QByteArray signature = mac->process(memoryRegion(input)).toByteArray();
        if (m_secret.isEmpty() || signature.size() != hashLength(m_algorithm))
            return failure(ErrorCode::Internal, base::ErrorStep::Sign, algorithmName(m_algorithm));
        return signature;
    }

private:
    Algorithm m_algorithm;
    base::Secret m_secret;
    mutable Pool<QCA::MessageAuthenticationCode> m_macs;
};

} // namespace

base::Result<std::unique_ptr<Signer>> QcaSignerFactory::rsaSigner(Algorithm algorithm, const base::Secret &pkcs8) const
{
    const QCA::PrivateKey key = privateKey(pkcs8);
    if (!isComputedByQca(algorithm) || keyTypeOf(algorithm) != KeyType::Rsa || key.isNull() || !key.isRSA() ||
        !key.canSign())
        return failure(ErrorCode::Internal, base::ErrorStep::ReadPrivateKey, algorithmName(algorithm));
    return std::make_unique<RsaSigner>(algorithm, pkcs8);
}

std::unique_ptr<Signer> QcaSignerFactory::hmacSigner(Algorithm algorithm, const base::Secret &secret) const
{
    return std::make_unique<HmacSigner>(algorithm, secret);
}

base::Result<GeneratedKey> QcaSignerFactory::generateRsa(int bits) const
{
    QCA::KeyGenerator generator; // blocks, so that it needs no event loop
    const QCA::PrivateKey key = generator.createRSA(bits);
    if (key.isNull())
        return failure(ErrorCode::Internal, base::ErrorStep::GenerateKey, QString::number(bits));
    GeneratedKey generated;
    generated.privateKey = toSecret(key.toDER());
    generated.publicKey = key.toPublicKey().toDER();
    if (generated.privateKey.isEmpty() || generated.publicKey.isEmpty())
        return failure(ErrorCode::Internal, base::ErrorStep::EncodeKey, QString::number(bits));
    return generated;
}

} // namespace gatehouse::jose::qca
