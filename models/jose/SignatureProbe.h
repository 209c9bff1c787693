#pragma once

#include "models/jose/Jwk.h"

namespace gatehouse::jose {

/// How an RSASSA-PSS signature was made that is right but for its parameters.
struct PssParameters
{
    int hash = 0;       ///< bytes of the hash: 32, 48, 64
    int maskHash = 0;   ///< bytes of the hash of MGF1
    int saltLength = 0; ///< bytes
    bool operator==(const PssParameters &) const = default;
};

/// The raw form (RFC 7518 section 3.4) of an ECDSA signature in DER, for that curve; nothing when `der` is none.
std::optional<QByteArray> rawFromDer(Curve curve, QByteArrayView der);

/// Asks a failed signature how it was made. The answers explain; no verdict follows from them.
class SignatureProbe
{
public:
    virtual ~SignatureProbe() = default;
    /// The parameters with which `signature` is a PSS signature of `input` under that RSA key, if any: other salts,
    /// other hashes, another MGF1 hash.
    virtual std::optional<PssParameters> pssParameters(const Jwk &key, QByteArrayView input,
                                                       QByteArrayView signature) const = 0;
};

} // namespace gatehouse::jose
