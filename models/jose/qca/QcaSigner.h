#pragma once

#include "models/jose/Signer.h"

namespace gatehouse::jose::qca {

/// Signers and keys through QCA.
class QcaSignerFactory final : public SignerFactory
{
public:
    /// Refuses (Internal) what is not an unencrypted PKCS#8 RSA key.
    base::Result<std::unique_ptr<Signer>> rsaSigner(Algorithm algorithm, const base::Secret &pkcs8) const override;
    std::unique_ptr<Signer> hmacSigner(Algorithm algorithm, const base::Secret &secret) const override;
    /// Takes tenths of a second: not for the GUI thread. The public exponent is 65537.
    base::Result<GeneratedKey> generateRsa(int bits) const override;
};

} // namespace gatehouse::jose::qca
