#pragma once

#include "models/jose/Jwk.h"

#include <vector>

namespace gatehouse::jose {

/// One armoured block (RFC 7468, and the older headers of RFC 1421 in front of the base64).
struct PemBlock
{
    QByteArray label; ///< "PUBLIC KEY"
    base::Secret der;

    /// The block that a text holds. A text with several is SeveralKeys: which of them is meant is for the person to say
    /// (EC PARAMETERS in front of an EC PRIVATE KEY are no key). A block under a passphrase is Encrypted, an OpenSSH
    /// one OpenSsh.
    static std::expected<PemBlock, KeyError> sole(QByteArrayView text);
    /// Every block of a text, in order. None is NotAKey, more than `most` TooLarge.
    static std::expected<std::vector<PemBlock>, KeyError> every(QByteArrayView text, qsizetype most);
};

} // namespace gatehouse::jose
