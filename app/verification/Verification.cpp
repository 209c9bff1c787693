#include "app/verification/Verification.h"

namespace gatehouse::app {

std::unexpected<base::Error> unfitKey(base::ErrorStep step, const QString &path, const jose::KeyError &error)
{
    return base::failure(base::ErrorCode::FileUnfit, step, path, jose::keyErrorCode(error));
}

inspector::InspectorExtras Verification::inspectorExtras() const
{
    return {.probe = &probe(), .decrypter = &decrypter(), .certificates = &certificates()};
}

base::Result<std::shared_ptr<const jose::TrustedRoots>> Verification::trustedRoots(QByteArrayView pem,
                                                                                   const QString &path) const
{
    auto roots = certificates().roots(pem);
    if (!roots)
        return unfitKey(base::ErrorStep::ReadRoots, path, roots.error());
    return *std::move(roots);
}

} // namespace gatehouse::app
