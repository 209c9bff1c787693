#pragma once

#include "models/jose/KeyCodec.h"

namespace gatehouse::jose::qca {

/// Key files through QCA. Every form is first cut down to its SubjectPublicKeyInfo, so that a certificate or a private
/// key never reaches the library, nothing can ask for a passphrase, and one door takes in all keys.
class QcaKeyCodec final : public KeyCodec
{
public:
    std::expected<Jwk, KeyError> publicKeyFromPem(QByteArrayView pem) const override;
    std::expected<Jwk, KeyError> publicKeyFromDer(QByteArrayView der) const override;
    QByteArray toPem(const Jwk &key) const override;
};

} // namespace gatehouse::jose::qca
