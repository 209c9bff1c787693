#pragma once

#include "models/jose/CertificateMint.h"

namespace gatehouse::jose::openssl {

/// X.509 by OpenSSL, whose generator makes keys and serial numbers.
class OpensslCertificateMint final : public CertificateMint
{
public:
    base::Result<CertifiedKey> makeAuthority(base::Instant now) const override;
    bool isAuthorityDue(const QByteArray &certificate, base::Instant now) const override;
    base::Result<TlsIdentity> makeIdentity(const CertifiedKey &authority, base::Instant now) const override;
    base::Result<QByteArray> selfSigned(const base::Secret &pkcs8, const QString &commonName,
                                        base::Instant now) const override;
};

} // namespace gatehouse::jose::openssl
