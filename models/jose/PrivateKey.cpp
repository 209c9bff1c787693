#include "models/jose/PrivateKey.h"

namespace gatehouse::jose {

PrivateKey PrivateKey::fromSecret(base::Secret secret)
{
    PrivateKey key;
    key.publicPart = Jwk::fromSecret(secret);
    key.material = std::move(secret);
    return key;
}

Algorithm usualAlgorithm(const PrivateKey &key)
{
    if (const auto bound = key.alg ? parseAlgorithm(*key.alg) : std::nullopt)
        return *bound;
    if (key.type == KeyType::Octets)
        return Algorithm::HS256;
    if (key.type == KeyType::Okp)
        return Algorithm::EdDSA;
    for (const Algorithm algorithm : {Algorithm::ES256, Algorithm::ES384, Algorithm::ES512, Algorithm::ES256K}) {
        if (key.type == KeyType::Ec && key.publicPart && suits(algorithm, *key.publicPart))
            return algorithm;
    }
    return Algorithm::RS256;
}

} // namespace gatehouse::jose
