#pragma once

#include "models/base/Secret.h"
#include "models/jose/Curve.h"
#include "models/jose/StrictJson.h"

#include <QStringList>

#include <expected>
#include <optional>

namespace gatehouse::jose {

/// The smallest RSA modulus that RFC 7518 section 3.3 allows, and the largest one that is worth its time.
inline constexpr int leastRsaBits = 2048;
inline constexpr int mostRsaBits = 16384;
/// The longest `kid` that names a key: beyond it, it is too long for any store's column and never compared.
inline constexpr qsizetype longestKid = 256;

/// Why a key is refused before anything is verified with it.
struct KeyError
{
    enum class Kind {
        NotAKey, ///< neither JWK, JWK set, PEM nor certificate
        Json,    ///< not strict JSON
        MissingMember,
        WrongType,            ///< a member of the wrong JSON type
        DuplicateMember,      ///< a member that is duplicated (RFC 7517 section 4)
        Base64Url,            ///< n, e, x, y, k or a private member not strict base64url
        UnsupportedType,      ///< a kty other than RSA, EC, OKP, AKP and oct, or a key file of another kind
        UnsupportedAlgorithm, ///< an AKP key whose alg is not one of ML-DSA (RFC 9964 section 3)
        LeadingZero, ///< n or e begins with a zero octet: not the shortest form (RFC 7518 section 2, Base64urlUInt)
        WeakRsa,     ///< under leastRsaBits
        LargeRsa,    ///< over mostRsaBits
        BadExponent, ///< even, below 3, or over 64 bits
        BadModulus,  ///< even
        RocaModulus, ///< of the shape that weak smart cards made (CVE-2017-15361): it can be factored
        UnsupportedCurve,
        CoordinateLength, ///< a coordinate, OKP or AKP key that is short or padded (RFC 7518 section 6.2.1.2)
        PointOffCurve,    ///< no point of the curve, infinity included
        LowOrderPoint,    ///< with such a key anybody can make signatures (RFC 8032 section 8.9's small subgroup)
        AgreementKey,     ///< X25519 or X448: not for signatures
        EmptySecret,
        MixedSet,  ///< secret and public keys in one set
        Ambiguous, ///< two different keys that fit in kid, kty, alg, use and key_ops
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

/// What a JWK says of the certificate of its key (RFC 7517 sections 4.7 to 4.9). Each MUST belong to the key; that is
/// for the caller to check.
struct JwkCertificates
{
    QStringList x5c; ///< entries as written: base64 of DER
    std::optional<QString> x5t;
    std::optional<QString> x5tS256;

    bool isEmpty() const { return x5c.isEmpty() && !x5t && !x5tS256; }
    bool operator==(const JwkCertificates &) const = default;
};

/// A key to verify with (RFC 7517): the public part of an RSA, EC, OKP or AKP key, or a shared secret.
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
    QByteArray pub;           ///< of Akp, as FIPS 204 encodes it
    base::Secret k;
    JwkCertificates certificates;
    bool hadPrivatePart = false; ///< a private key was given; only its public part is kept

    /// Of the modulus, the curve's field, or the secret; 0 of an ML-DSA key, whose size is its parameter set.
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
    static std::expected<Jwk, KeyError> fromMlDsa(Algorithm algorithm, QByteArray pub);
    /// Public members only, in this order: alg, kty, use, n, e, kid, x5t, x5c; crv, x, y or pub in place of n, e.
    QByteArray toPublicJson() const;
};

/// A key of a set that cannot be used, and why.
struct SkippedKey
{
    KeyError error;
    qsizetype place = 0;        ///< in the set, from 1
    std::optional<QString> kid; ///< when it has one that is a string; hostile

    bool operator==(const SkippedKey &) const = default;
};

/// RFC 7517 section 5: a key that is malformed, incomplete, out of range or of unknown type is skipped, and bears on no
/// other. A set whose usable keys are secret and public ones mixed is refused whole.
struct JwkSet
{
    QList<Jwk> keys;
    QList<SkippedKey> skipped;
    /// Given as a set or as a map of key ids, from which only the token's kid may choose; a single key is used whatever
    /// its kid.
    bool isSet = false;

    static std::expected<JwkSet, KeyError> parse(const JsonValue &object);
    /// A map of key ids to PEM, as Google publishes its certificates; its keys are read by `fromPem`.
    static bool isPemMap(const JsonValue &object);
    template <typename FromPem>
    static std::expected<JwkSet, KeyError> fromPemMap(const JsonValue &object, FromPem fromPem)
    {
        JwkSet set{.keys = {}, .skipped = {}, .isSet = true};
        for (const JsonMember &member : object.members)
            set.add(fromPem(member.value.string.toUtf8()), member.name, set.keys.size() + set.skipped.size() + 1);
        return set;
    }

private:
    void add(std::expected<Jwk, KeyError> key, std::optional<QString> kid, qsizetype place);
};

/// Whether the key's type and curve are those of the algorithm. `alg`, `use` and `key_ops` are for the caller to judge.
bool suits(Algorithm algorithm, const Jwk &key);
/// Whether `alg`, as a key of that curve has it, lets the key be used with the algorithm: the same name. EdDSA and the
/// name of the curve (RFC 9864) are taken for one, since they mean the same signatures.
bool bindsTo(QStringView alg, Algorithm algorithm, std::optional<Curve> curve);
/// Whether both are the same key, whatever they say of themselves.
bool isSameKey(const Jwk &one, const Jwk &other);
/// The only length a signature of that algorithm by that key has, in bytes; 0 when the key does not suit.
qsizetype signatureLength(Algorithm algorithm, const Jwk &key);
/// Checks what a verifier relies on: size, exponent and modulus of RSA, the point of EC and OKP, a secret that is
/// there.
std::optional<KeyError> checkKey(const Jwk &key);
/// Checks size, exponent and modulus of an RSA public key (RFC 7518 section 3.3).
std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e);

} // namespace gatehouse::jose
