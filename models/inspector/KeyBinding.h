#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/Algorithm.h"

namespace gatehouse::inspector {

/// Whether `key` may verify `algorithm`: the type first (RFC 8725 section 3.1), then what the key says of itself
/// (`alg`, `use`, `key_ops`; RFC 7517 section 4) and its size (RFC 7518 sections 3.2, 3.3). Nothing when it may.
std::optional<Reason> refuseKey(jose::Algorithm algorithm, const jose::Jwk &key);

/// The verdict for a key that could not be read or is refused as such.
Reason reasonFor(const jose::KeyError &error);

/// Whether a secret is the text of a key: a PEM, an SSH key or a JWK. Verifying an HMAC with that is the key confusion
/// attack's own mistake.
bool isKeyText(QByteArrayView secret);

} // namespace gatehouse::inspector
