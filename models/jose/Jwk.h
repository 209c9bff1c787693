#pragma once

#include "models/base/Secret.h"
#include "models/jose/Curve.h"
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
        Base64Url,       ///< n, e, x, y, k or a private member not strict base64url
        UnsupportedType, ///< a kty other than RSA, EC, OKP and oct, or a key file of another kind
        WeakRsa,         ///< under 2048 bits (RFC 7518 section 3.3)
        LargeRsa,        ///< over 16384 bits: cost without use
        BadExponent,     ///< even, below 3, over 64 bits or with a leading zero octet
        BadModulus,      ///< even, or with a leading zero octet
        RocaModulus,     ///< of the shape that weak smart cards made (CVE-2017-15361): it can be factored
        UnsupportedCurve,
        CoordinateLength, ///< a coordinate or OKP key that is short or padded (RFC 7518 section 6.2.1.2)
        PointOffCurve,    ///< no point of the curve, infinity included
        LowOrderPoint,    ///< with such a key anybody can make signatures (RFC 8032 section 8.9's small subgroup)
        AgreementKey,     ///< X25519 or X448: not for signatures
        EmptySecret,
        MixedSet,  ///< secret and public keys in one set
        Ambiguous, ///< the same kid twice
        EmptySet,
        Encrypted,   ///< a private key under a passphrase
        SeveralKeys, ///< two keys in one text: one of them is to be chosen
        OpenSsh,     ///< an OpenSSH key file
        Pkcs12,      ///< a PKCS#12 container (.p12, .pfx)
        KeysDiffer,  ///< the private and the public part of a key do not belong together
        TooLarge,
    };
    Kind kind = Kind::NotAKey;
    QString member; ///< the JWK member or key id concerned; hostile

    bool operator==(const KeyError &) const = default;
};

QString keyErrorName(KeyError::Kind kind);
/// Name and member in one line, as the detail of an error; and back. Nothing for a text that is no such line.
QString keyErrorCode(const KeyError &error);
std::optional<KeyError> keyErrorOf(QStringView code);

/// A key to verify with (RFC 7517): the public part of an RSA, EC or OKP key, or a shared secret.
struct Jwk
{
    KeyType type = KeyType::Rsa;
    std::optional<QString> kid;
    std::optional<QString> alg; ///< as written; binds the key when present
    std::optional<QString> use;
    std::optional<QStringList> keyOps;
    QByteArray n; ///< big-endian, no leading zero
    QByteArray e;
    std::optional<Curve> crv; ///< of Ec and Okp
    QByteArray x;             ///< full length: big-endian for Ec, as RFC 8032 writes it for Okp
    QByteArray y;             ///< of Ec
    base::Secret k;
    bool hadPrivatePart = false; ///< a private key was given; only its public part is kept

    /// Of the modulus, the curve's field, or the secret.
    int bits() const;
    /// e is 3: allowed, and worth a warning.
    bool hasExponentThree() const;
    /// RFC 7638, SHA-256, base64url. Empty for a secret: its thumbprint would give it away.
    QString thumbprint() const;

    static std::expected<Jwk, KeyError> parse(const JsonValue &object);
    static Jwk fromSecret(base::Secret secret);
    static std::expected<Jwk, KeyError> fromRsa(QByteArray n, QByteArray e);
    /// `y` is empty for an OKP curve.
    static std::expected<Jwk, KeyError> fromPoint(Curve curve, QByteArray x, QByteArray y);
    /// Public members only, in the order of contract section 2.9: alg, kty, use, n, e, kid; crv, x, y in place of n, e.
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

/// Whether the key's type and curve are those of the algorithm. `alg`, `use` and `key_ops` are for the caller to judge.
bool suits(Algorithm algorithm, const Jwk &key);
/// The only length a signature of that algorithm by that key has, in bytes; 0 when the key does not suit.
qsizetype signatureLength(Algorithm algorithm, const Jwk &key);
/// Checks what a verifier relies on: size, exponent and modulus of RSA, the point of EC and OKP, a secret that is
/// there.
std::optional<KeyError> checkKey(const Jwk &key);
/// Checks size, exponent and modulus of an RSA public key (RFC 7518 section 3.3).
std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e);

} // namespace gatehouse::jose
