#pragma once

#include "models/jose/Jwe.h"

namespace gatehouse::jose {

/// The sender's public key of ECDH-ES (RFC 7518 section 4.6.1.1).
struct EphemeralKey
{
    Curve curve = Curve::P256;
    QByteArray x;
    QByteArray y; ///< empty for X25519 and X448

    /// EphemeralInvalid for what is no point of a curve for agreement, EphemeralPrivate with a private member.
    static std::expected<EphemeralKey, JweRefusal> parse(const JsonValue &epk);
};

/// The bytes of a base64url header parameter: empty when absent, nothing when it is no strict base64url string.
std::optional<QByteArray> headerBytes(const JsonValue &header, QStringView name);

} // namespace gatehouse::jose
