#pragma once

#include "models/jose/SignatureVerifier.h"

namespace gatehouse::jose {

/// One verifier over two providers; which of them computes does not show.
class RoutingVerifier final : public SignatureVerifier
{
public:
    /// `classic` computes the HS and RS algorithms, `modern` all others. Both outlive this.
    RoutingVerifier(const SignatureVerifier &classic, const SignatureVerifier &modern);

    Outcome verify(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature) const override;

private:
    const SignatureVerifier &m_classic;
    const SignatureVerifier &m_modern;
};

} // namespace gatehouse::jose
