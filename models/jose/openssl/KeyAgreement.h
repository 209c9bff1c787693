#pragma once

#include "models/jose/Ephemeral.h"
#include "models/jose/openssl/Handles.h"

namespace gatehouse::jose::openssl {

/// The agreed key of ECDH-ES (RFC 7518 section 4.6.2): Z of both keys through the Concat KDF with SHA-256. `algorithm`
/// is the value of `enc` in direct agreement and of `alg` otherwise.
std::optional<base::Secret> agreeOnKey(EVP_PKEY *own, const EphemeralKey &theirs, QByteArrayView algorithm,
                                       QByteArrayView apu, QByteArrayView apv, qsizetype length);
/// The KDF alone.
base::Secret concatKdf(const base::Secret &shared, QByteArrayView algorithm, QByteArrayView apu, QByteArrayView apv,
                       qsizetype length);

} // namespace gatehouse::jose::openssl
