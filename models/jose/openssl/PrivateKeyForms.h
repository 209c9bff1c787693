#pragma once

#include "models/jose/PrivateKey.h"
#include "models/jose/openssl/Handles.h"

namespace gatehouse::jose::openssl {

/// OpenSSL's form of a private key from PKCS#8; null for what it refuses.
KeyHandle importPkcs8(QByteArrayView der);
/// From a SEC 1 ("EC") or PKCS#1 ("RSA") key.
KeyHandle importTraditional(const char *type, QByteArrayView der);
base::Secret exportPkcs8(const EVP_PKEY *key);
/// DER SubjectPublicKeyInfo.
QByteArray exportPublic(const EVP_PKEY *key);

/// From the members of a private JWK. Refuses a private part that is of the wrong length, out of range, or not the one
/// of the public part beside it.
std::expected<KeyHandle, KeyError> importJwk(const JsonValue &jwk);
/// The private JWK, without kid, alg and use.
base::Result<JsonValue> exportJwk(const EVP_PKEY *key, Curve curve);
base::Result<JsonValue> exportRsaJwk(const EVP_PKEY *key);
/// Fails for a key that was read without its seed, which the private JWK is (RFC 9964 section 3).
base::Result<JsonValue> exportMlDsaJwk(const EVP_PKEY *key, Algorithm algorithm);

/// Overwrites every string of a JSON value, as far as nobody shares them.
void wipeStrings(JsonValue &value);

} // namespace gatehouse::jose::openssl
