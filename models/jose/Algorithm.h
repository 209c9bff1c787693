#pragma once

#include <QString>

#include <optional>

namespace gatehouse::jose {

/// The signature algorithms of JWA that are verified (RFC 7518 section 3.1).
enum class Algorithm { HS256, HS384, HS512, RS256, RS384, RS512 };

enum class KeyType { Rsa, Octets };

QString algorithmName(Algorithm algorithm);
/// The exact name, case included.
std::optional<Algorithm> parseAlgorithm(const QString &name);
KeyType keyTypeOf(Algorithm algorithm);
/// Bytes of the hash, which is the least an HMAC secret may have (RFC 7518 section 3.2).
int hashLength(Algorithm algorithm);

/// Registered by JWA, RFC 8037 or RFC 9864 and not verified here yet: ES256, PS256, EdDSA and their kin.
bool isKnownUnsupported(const QString &name);
/// "none" in any spelling.
bool isNone(const QString &name);

} // namespace gatehouse::jose
