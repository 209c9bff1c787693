#pragma once

#include "models/jose/CertificateMint.h"
#include "models/jose/Signer.h"

namespace gatehouse::app {

/// Makes keys and signers by one library and the certificates of keys by another, so that callers see one factory.
class CertifyingSigners final : public jose::SignerFactory
{
public:
    CertifyingSigners(const jose::SignerFactory &signers, const jose::CertificateMint &mint)
        : m_signers(signers)
        , m_mint(mint)
    {
    }

    base::Result<std::unique_ptr<jose::Signer>> rsaSigner(jose::Algorithm algorithm,
                                                          const base::Secret &pkcs8) const override
    {
        return m_signers.rsaSigner(algorithm, pkcs8);
    }
    std::unique_ptr<jose::Signer> hmacSigner(jose::Algorithm algorithm, const base::Secret &secret) const override
    {
        return m_signers.hmacSigner(algorithm, secret);
    }
    base::Result<jose::GeneratedKey> generateRsa(int bits) const override { return m_signers.generateRsa(bits); }
    base::Result<QByteArray> selfSigned(const base::Secret &pkcs8, const QString &commonName,
                                        base::Instant now) const override
    {
        return m_mint.selfSigned(pkcs8, commonName, now);
    }

private:
    const jose::SignerFactory &m_signers;
    const jose::CertificateMint &m_mint;
};

} // namespace gatehouse::app
