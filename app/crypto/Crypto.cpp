#include "app/crypto/Crypto.h"

namespace gatehouse::app {

Crypto::Crypto()
    : m_verifier(m_qca.verifier(), m_openssl.verifier())
{
}

inspector::InspectorExtras Crypto::inspectorExtras() const
{
    return {.probe = &probe(), .decrypter = &decrypter(), .certificates = &certificates()};
}

base::Result<std::shared_ptr<const jose::TrustedRoots>> Crypto::trustedRoots(QByteArrayView pem,
                                                                             const QString &path) const
{
    auto roots = certificates().roots(pem);
    if (!roots)
        return base::failure(base::ErrorCode::FileUnfit, "read roots", path, jose::keyErrorName(roots.error().kind));
    return *std::move(roots);
}

} // namespace gatehouse::app
