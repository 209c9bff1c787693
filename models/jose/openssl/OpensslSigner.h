#pragma once

#include "models/jose/PrivateKey.h"

namespace gatehouse::jose::openssl {

/// A signer by that key. Refused when type or curve are another's, or the secret is empty; Internal when OpenSSL does
/// not read the key.
base::Result<std::unique_ptr<Signer>> makeSigner(Algorithm algorithm, const PrivateKey &key);

} // namespace gatehouse::jose::openssl
