#pragma once

#include <QString>

#include <optional>
#include <span>

namespace gatehouse::jose {

/// The signature algorithms that are verified: RFC 7518 section 3.1, RFC 8812 (ES256K), RFC 8037 (EdDSA), RFC 9864
/// (Ed25519, Ed448) and RFC 9964 (ML-DSA).
enum class Algorithm {
    HS256,
    HS384,
    HS512,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512,
    ES256K,
    EdDSA, ///< over either Edwards curve: the key says which
    Ed25519,
    Ed448,
    MlDsa44,
    MlDsa65,
    MlDsa87,
};

/// Akp (RFC 9964 section 3) is the algorithm key pair: the key's `alg` says what its octets are.
enum class KeyType { Rsa, Octets, Ec, Okp, Akp };

QString algorithmName(Algorithm algorithm);
/// The exact name, case included.
std::optional<Algorithm> parseAlgorithm(const QString &name);
KeyType keyTypeOf(Algorithm algorithm);
/// Every algorithm, in the order of the enumeration.
std::span<const Algorithm> allAlgorithms();
/// Bytes of the hash, which is the least an HMAC secret may have (RFC 7518 section 3.2) and what a PSS salt has.
int hashLength(Algorithm algorithm);

/// Sizes of an ML-DSA parameter set in bytes (FIPS 204 table 2).
struct MlDsaSizes
{
    qsizetype publicKey;
    qsizetype signature;
};
/// The sizes of that algorithm; nothing for one that is not ML-DSA.
std::optional<MlDsaSizes> mlDsaSizes(Algorithm algorithm);
/// Bytes of the seed that is an ML-DSA private key in a JWK (RFC 9964 section 3).
inline constexpr qsizetype mlDsaSeedLength = 32;

/// A registered name of a signature algorithm that is not verified here: RS1, the Brainpool curves.
bool isKnownUnsupported(const QString &name);
/// "none" in any spelling, and whatever looks like it.
bool isNone(const QString &name);

} // namespace gatehouse::jose
