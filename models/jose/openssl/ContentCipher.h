#pragma once

#include "models/base/Secret.h"
#include "models/jose/Jwe.h"

namespace gatehouse::jose::openssl {

/// Bytes of the content encryption key (RFC 7518 section 5).
qsizetype contentKeyLength(ContentEncryption encryption);
/// Checks the tag and decrypts (RFC 7518 sections 5.2.2.2 and 5.3). Nothing for whatever is wrong: IV and tag of other
/// lengths than the algorithm's included.
std::optional<QByteArray> decryptContent(ContentEncryption encryption, const base::Secret &key, QByteArrayView iv,
                                         QByteArrayView authenticated, QByteArrayView ciphertext, QByteArrayView tag);
/// RFC 3394, the key wrap of A128KW, A192KW and A256KW.
std::optional<base::Secret> unwrapKey(const base::Secret &key, QByteArrayView wrapped);

/// AES-GCM key wrap (RFC 7518 section 4.7): A128GCMKW, A192GCMKW and A256GCMKW by the length of the key.
std::optional<base::Secret> unwrapKeyGcm(const base::Secret &key, QByteArrayView iv, QByteArrayView wrapped,
                                         QByteArrayView tag);

} // namespace gatehouse::jose::openssl
