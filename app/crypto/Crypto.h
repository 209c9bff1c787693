#pragma once

#include "app/crypto/CertifyingSigners.h"
#include "app/verification/Verification.h"
#include "models/jose/qca/QcaCrypto.h"

namespace gatehouse::app {

/// What verifies, and in addition what signs and seals, for which it starts QCA. One per process, made and destroyed as
/// QcaCrypto requires. Callers do not see which library computes what.
class Crypto final : public Verification
{
public:
    /// The QCA features this machine's plugins lack: the program cannot work unless it is empty.
    QStringList missingFeatures() const;
    /// The issuer's signers and keys.
    const jose::SignerFactory &signers() const { return m_signers; }
    const jose::AuthenticatedCipher &cipher() const { return m_qca.cipher(); }

private:
    jose::qca::QcaCrypto m_qca;
    CertifyingSigners m_signers{m_qca.signers(), certificateMint()};
};

} // namespace gatehouse::app
