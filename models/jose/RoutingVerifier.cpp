#include "models/jose/RoutingVerifier.h"

namespace gatehouse::jose {

RoutingVerifier::RoutingVerifier(const SignatureVerifier &classic, const SignatureVerifier &modern)
    : m_classic(classic)
    , m_modern(modern)
{
}

SignatureVerifier::Outcome RoutingVerifier::verify(Algorithm algorithm, const Jwk &key, QByteArrayView input,
                                                   QByteArrayView signature) const
{
    switch (algorithm) {
    case Algorithm::HS256:
    case Algorithm::HS384:
    case Algorithm::HS512:
    case Algorithm::RS256:
    case Algorithm::RS384:
    case Algorithm::RS512:
        return m_classic.verify(algorithm, key, input, signature);
    default:
        return m_modern.verify(algorithm, key, input, signature);
    }
}

} // namespace gatehouse::jose
