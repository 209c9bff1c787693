#pragma once

#include "models/base/Secret.h"
#include "models/jose/Algorithm.h"
#include "models/jose/StrictJson.h"

#include <QStringList>

#include <expected>
#include <optional>

namespace gatehouse::jose {

/// Why a key is refused before anything is verified with it.
struct KeyError
{
    enum class Kind {
        NotAKey, ///< neither JWK, JWK set, PEM nor certificate
        Json,    ///< not strict JSON
        MissingMember,
        WrongType,       ///< a member of the wrong JSON type
        Base64Url,       ///< n, e or k not strict base64url
        UnsupportedType, ///< a kty other than RSA and oct
        WeakRsa,         ///< under 2048 bits (RFC 7518 section 3.3)
        LargeRsa,        ///< over 16384 bits: cost without use
        BadExponent,     ///< even, below 3, over 64 bits or with a leading zero octet
        BadModulus,      ///< even, or with a leading zero octet
        EmptySecret,
        MixedSet,  ///< secret and public keys in one set
        Ambiguous, ///< the same kid twice
        EmptySet,
        Encrypted, ///< a private key under a passphrase
        TooLarge,
    };
    Kind kind = Kind::NotAKey;
    QString member; ///< the JWK member or key id concerned; hostile

    bool operator==(const KeyError &) const = default;
};

QString keyErrorName(KeyError::Kind kind);

/// A key to verify with (RFC 7517): the public part of an RSA key, or a shared secret.
struct Jwk
{
    KeyType type = KeyType::Rsa;
    std::optional<QString> kid;
    std::optional<QString> alg; ///< as written; binds the key when present
    std::optional<QString> use;
    std::optional<QStringList> keyOps;
    QByteArray n; ///< big-endian, no leading zero
    QByteArray e;
    base::Secret k;
    bool hadPrivatePart = false; ///< a private key was given; only its public part is kept

    int bits() const;
    /// RFC 7638, SHA-256, base64url. Empty for a secret: its thumbprint would give it away.
    QString thumbprint() const;

    static std::expected<Jwk, KeyError> parse(const JsonValue &object);
    static Jwk fromSecret(base::Secret secret);
    static std::expected<Jwk, KeyError> fromRsa(QByteArray n, QByteArray e);
    /// Public members only, in the order of contract section 2.9: alg, kty, use, n, e, kid.
    QByteArray toPublicJson() const;
};

/// RFC 7517 section 5: keys of unknown type, with members missing or with values out of range are skipped; a set that
/// mixes secret and public keys, or holds one kid twice, is refused whole.
struct JwkSet
{
    QList<Jwk> keys;
    int skipped = 0;

    static std::expected<JwkSet, KeyError> parse(const JsonValue &object);
};

/// Checks size, exponent and modulus of an RSA public key (RFC 7518 section 3.3).
std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e);

} // namespace gatehouse::jose
