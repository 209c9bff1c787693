#pragma once

#include "models/base/Result.h"
#include "models/jose/Jwk.h"
#include "models/jose/Signer.h"

namespace gatehouse::jose {

/// A key to sign or to decrypt with, as a person or a file gives it.
struct PrivateKey
{
    KeyType type = KeyType::Octets;
    std::optional<Curve> crv; ///< of Ec and Okp; X25519 and X448 included
    std::optional<QString> kid;
    std::optional<QString> alg; ///< as written; binds the key when present
    std::optional<QString> use;
    std::optional<QStringList> keyOps;
    /// DER PKCS#8 (RFC 5958) of an RSA, EC, OKP or AKP key; the bytes themselves of a shared secret.
    base::Secret material;
    /// What verifies the signatures of this key. Nothing for X25519 and X448, which sign nothing.
    std::optional<Jwk> publicPart;

    static PrivateKey fromSecret(base::Secret secret);
};

/// What a key signs with unless somebody says otherwise: its `alg`, or what its type and curve are for.
Algorithm usualAlgorithm(const PrivateKey &key);

/// A key that opens a JWE.
using DecryptionKey = PrivateKey;

/// Reads and makes private keys, and signs with them. Callable from several threads at once.
class PrivateKeys
{
public:
    virtual ~PrivateKeys() = default;
    /// A private JWK, or an unencrypted PEM (PKCS#8, PKCS#1, SEC 1). A public key is MissingMember "d"; text that is no
    /// key is NotAKey, never taken for a secret. Private and public part have to belong together.
    virtual std::expected<PrivateKey, KeyError> fromText(const base::Secret &text) const = 0;
    /// Refuses (Refused) a key of another type, curve or `alg` than the algorithm's, and an HMAC secret that is empty.
    virtual base::Result<std::unique_ptr<Signer>> signer(Algorithm algorithm, const PrivateKey &key) const = 0;
    /// A fresh key for that algorithm; RSA keys have 2048 bits and take tenths of a second, EdDSA means Ed25519.
    virtual base::Result<PrivateKey> generate(Algorithm algorithm) const = 0;
    /// A fresh key of that curve, X25519 and X448 included.
    virtual base::Result<PrivateKey> generate(Curve curve) const = 0;
    /// The private JWK: for a file of the person's own, never for a log or a window.
    virtual base::Result<base::Secret> toJson(const PrivateKey &key) const = 0;
};

} // namespace gatehouse::jose
