#pragma once

#include "models/jose/Jwk.h"

namespace gatehouse::jose {

/// Keys from and to the forms of other programs.
class KeyCodec
{
public:
    virtual ~KeyCodec() = default;
    /// SubjectPublicKeyInfo, PKCS#1, SEC 1 or PKCS#8 key, or an X.509 certificate, in PEM: RSA, EC on the curves of
    /// JWA, Ed25519, Ed448, ML-DSA. Only the public part of a private key is kept, and said so in hadPrivatePart. A
    /// text with two keys is SeveralKeys; a certificate in front of those that certify it is one key.
    virtual std::expected<Jwk, KeyError> publicKeyFromPem(QByteArrayView pem) const = 0;
    /// DER SubjectPublicKeyInfo.
    virtual std::expected<Jwk, KeyError> publicKeyFromDer(QByteArrayView der) const = 0;
    /// DER of any form that PEM may hold.
    virtual std::expected<Jwk, KeyError> publicKeyFromAnyDer(QByteArrayView der) const = 0;
    /// DER SubjectPublicKeyInfo; empty for a secret.
    virtual QByteArray toDer(const Jwk &key) const = 0;
    /// PEM SubjectPublicKeyInfo; empty for a secret.
    virtual QByteArray toPem(const Jwk &key) const = 0;
};

/// What a person gave as a key: JWK, JWK set, a JSON map of key ids to PEM, PEM (also without its armour, or with its
/// line feeds written as \n), DER. A set may come without a key that can be used.
/// Text that is none of them is NotAKey, never taken for a secret.
std::expected<JwkSet, KeyError> parseKeyText(QByteArrayView text, const KeyCodec &codec);

} // namespace gatehouse::jose
