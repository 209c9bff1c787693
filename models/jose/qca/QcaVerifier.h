#pragma once

#include "models/jose/Pool.h"
#include "models/jose/SignatureVerifier.h"

#include <memory>

namespace gatehouse::jose::qca {

/// Verifies through QCA. Decoded keys and keyed MACs are kept for the next token, since setting them up costs more than
/// verifying with them.
class QcaVerifier final : public SignatureVerifier
{
public:
    QcaVerifier();
    ~QcaVerifier() override;
    QcaVerifier(const QcaVerifier &) = delete;
    QcaVerifier &operator=(const QcaVerifier &) = delete;

    Outcome verify(Algorithm algorithm, const Jwk &key, QByteArrayView input, QByteArrayView signature) const override;

private:
    class Workspace;
    std::unique_ptr<Pool<Workspace>> m_workspaces;
};

} // namespace gatehouse::jose::qca
