#include "models/trust/IssuerFault.h"

#include <QMetaEnum>

namespace gatehouse::trust {

std::unexpected<base::Error> unfit(base::ErrorStep step, const QString &subject, IssuerFault fault)
{
    return base::failure(base::ErrorCode::IssuerUnfit, step, subject,
                         QString::fromLatin1(QMetaEnum::fromType<IssuerFault>().valueToKey(static_cast<int>(fault))));
}

std::optional<IssuerFault> faultOf(const base::Error &error)
{
    if (error.code != base::ErrorCode::IssuerUnfit)
        return {};
    bool isKnown = false;
    const int fault = QMetaEnum::fromType<IssuerFault>().keyToValue(error.detail.toLatin1().constData(), &isKnown);
    return isKnown ? std::optional(static_cast<IssuerFault>(fault)) : std::nullopt;
}

} // namespace gatehouse::trust
