#pragma once

#include "models/jose/Decrypter.h"

namespace gatehouse::jose::openssl {

/// Opens JWEs through OpenSSL: RSA-OAEP with SHA-1 or SHA-256, AES key wrap, ECDH-ES on the NIST curves, X25519 and
/// X448, and a key used directly; AES-GCM and AES-CBC with HMAC.
class OpensslDecrypter final : public Decrypter
{
public:
    std::expected<QByteArray, DecryptionError> decrypt(const Jwe &jwe, qsizetype recipient,
                                                       const DecryptionKey &key) const override;
};

} // namespace gatehouse::jose::openssl
