#pragma once

#include "models/jose/Jwk.h"
#include "models/jose/openssl/Handles.h"

namespace gatehouse::jose::openssl {

/// OpenSSL's form of a public key; null for what it refuses. EC, OKP and agreement keys by their curve.
KeyHandle importRsa(QByteArrayView n, QByteArrayView e);
KeyHandle importPoint(Curve curve, QByteArrayView x, QByteArrayView y);
KeyHandle importMlDsa(Algorithm algorithm, QByteArrayView pub);
KeyHandle importPublic(const Jwk &key);

} // namespace gatehouse::jose::openssl
