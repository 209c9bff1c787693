#pragma once

#include "models/jose/Pool.h"
#include "models/jose/SignatureProbe.h"
#include "models/jose/SignatureVerifier.h"

#include <memory>

namespace gatehouse::jose::openssl {

/// Verifies every algorithm through OpenSSL. Decoded keys are kept for the next token, since checking a key can cost
/// more than verifying with it. MACs are compared in constant time. ECDSA signatures are raw R ‖ S and nothing else
/// (RFC 7518 section 3.4), the salt of PSS is as long as its hash, and MGF1 uses the same one (section 3.5).
class OpensslVerifier final : public SignatureVerifier, public SignatureProbe
{
public:
    OpensslVerifier();
    ~OpensslVerifier() override;
    OpensslVerifier(const OpensslVerifier &) = delete;
    OpensslVerifier &operator=(const OpensslVerifier &) = delete;

    Outcome verify(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature) const override;
    std::optional<PssParameters> pssParameters(const Jwk &key, QByteArrayView input,
                                               QByteArrayView signature) const override;

private:
    class Workspace;
    std::unique_ptr<Pool<Workspace>> m_workspaces;
};

} // namespace gatehouse::jose::openssl
