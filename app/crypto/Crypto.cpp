#include "app/crypto/Crypto.h"

namespace gatehouse::app {

std::unexpected<base::Error> unfitKey(const char *step, const QString &path, const jose::KeyError &error)
{
    return base::failure(base::ErrorCode::FileUnfit, step, path, jose::keyErrorCode(error));
}

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
        return unfitKey("read roots", path, roots.error());
    return *std::move(roots);
}

} // namespace gatehouse::app
