#pragma once

#include "models/jose/Jwk.h"

namespace gatehouse::jose {

/// Keys from and to the forms of other programs.
class KeyCodec
{
public:
    virtual ~KeyCodec() = default;
    /// SubjectPublicKeyInfo, PKCS#1 or PKCS#8 key, or an X.509 certificate, in PEM. Only the public part of a private
    /// key is kept, and said so in hadPrivatePart.
    virtual std::expected<Jwk, KeyError> publicKeyFromPem(QByteArrayView pem) const = 0;
    /// DER SubjectPublicKeyInfo.
    virtual std::expected<Jwk, KeyError> publicKeyFromDer(QByteArrayView der) const = 0;
    /// PEM SubjectPublicKeyInfo of an RSA key.
    virtual QByteArray toPem(const Jwk &key) const = 0;
};

/// What a person gave as a key: JWK, JWK set, PEM. Text that is none of them is NotAKey, never taken for a secret.
std::expected<JwkSet, KeyError> parseKeyText(QByteArrayView text, const KeyCodec &codec);

} // namespace gatehouse::jose
