#pragma once

#include "models/jose/KeyCodec.h"

namespace gatehouse::jose {

/// Key files without any library: a form is cut down to its SubjectPublicKeyInfo, and that is read to the byte. So no
/// key is what a library made of a certificate or a private key, nothing can ask for a passphrase, and one door takes
/// in all keys.
class KeyFileCodec : public KeyCodec
{
public:
    std::expected<Jwk, KeyError> publicKeyFromPem(QByteArrayView pem) const override;
    std::expected<Jwk, KeyError> publicKeyFromDer(QByteArrayView der) const override;
    std::expected<Jwk, KeyError> publicKeyFromAnyDer(QByteArrayView der) const override;
    QByteArray toDer(const Jwk &key) const override;
    QByteArray toPem(const Jwk &key) const override;

protected:
    /// The SubjectPublicKeyInfo of a private key that does not hold its public part. Here nothing: computing it takes a
    /// library.
    virtual QByteArray derivePublicKey(QByteArrayView privateKey) const;

private:
    std::expected<Jwk, KeyError> fromPkcs8(QByteArrayView der) const;
    std::expected<Jwk, KeyError> fromSec1(QByteArrayView der, QByteArrayView curveIdentifier,
                                          QByteArrayView whole) const;
    std::expected<Jwk, KeyError> fromDerived(QByteArrayView privateKey) const;
};

} // namespace gatehouse::jose
