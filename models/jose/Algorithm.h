#pragma once

#include <QString>

#include <optional>

namespace gatehouse::jose {

/// The signature algorithms that are verified: RFC 7518 section 3.1, RFC 8812 (ES256K), RFC 8037 (EdDSA) and RFC 9864
/// (Ed25519, Ed448).
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
};

enum class KeyType { Rsa, Octets, Ec, Okp };

QString algorithmName(Algorithm algorithm);
/// The exact name, case included.
std::optional<Algorithm> parseAlgorithm(const QString &name);
KeyType keyTypeOf(Algorithm algorithm);
/// Bytes of the hash, which is the least an HMAC secret may have (RFC 7518 section 3.2) and what a PSS salt has.
int hashLength(Algorithm algorithm);

/// A registered or drafted name of a signature algorithm that is not verified here: ML-DSA and its kin, RS1.
bool isKnownUnsupported(const QString &name);
/// "none" in any spelling.
bool isNone(const QString &name);

} // namespace gatehouse::jose
