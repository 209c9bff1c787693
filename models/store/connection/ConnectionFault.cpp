#include "models/store/connection/ConnectionFault.h"

#include <QMetaEnum>

namespace gatehouse::store::remote {

std::unexpected<base::Error> unfit(base::ErrorStep step, const QString &subject, ConnectionFault fault)
{
    return base::failure(
        base::ErrorCode::ConnectionUnfit, step, subject,
        QString::fromLatin1(QMetaEnum::fromType<ConnectionFault>().valueToKey(static_cast<int>(fault))));
}

std::optional<ConnectionFault> faultOf(const base::Error &error)
{
    if (error.code != base::ErrorCode::ConnectionUnfit)
        return {};
    bool isKnown = false;
    const int fault = QMetaEnum::fromType<ConnectionFault>().keyToValue(error.detail.toLatin1().constData(), &isKnown);
    return isKnown ? std::optional(static_cast<ConnectionFault>(fault)) : std::nullopt;
}

} // namespace gatehouse::store::remote
