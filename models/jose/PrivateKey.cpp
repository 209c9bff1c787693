#include "models/jose/PrivateKey.h"

namespace gatehouse::jose {

PrivateKey PrivateKey::fromSecret(base::Secret secret)
{
    PrivateKey key;
    key.publicPart = Jwk::fromSecret(secret);
    key.material = std::move(secret);
    return key;
}

} // namespace gatehouse::jose
