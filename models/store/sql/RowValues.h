#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"
#include "models/domain/SealedSecret.h"

#include <QLatin1StringView>
#include <QVariant>

#include <array>

namespace gatehouse::store::sql {

// Domain values as SQLite keeps them. QtSql binds a null string or byte array as NULL; to us they are empty.

inline QVariant bound(const QString &text)
{
    return text.isNull() ? QLatin1String("") : text;
}
inline QVariant bound(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}
inline QVariant bound(const domain::SealedSecret &secret)
{
    return bound(secret.record);
}
/// Milliseconds since 1970.
inline QVariant bound(base::Instant instant)
{
    return static_cast<qint64>(instant.time_since_epoch().count());
}
template <typename Kind> QVariant bound(const domain::Id<Kind> &id)
{
    return bound(id.text());
}

inline base::Instant instant(const QVariant &value)
{
    return base::Instant(std::chrono::milliseconds(value.toLongLong()));
}
inline domain::SealedSecret sealed(const QVariant &value)
{
    return {value.toByteArray()};
}

/// In the order of domain::SigningKey::State.
inline constexpr std::array keyStateNames{QLatin1StringView("current"), QLatin1StringView("previous"),
                                          QLatin1StringView("revoked")};

} // namespace gatehouse::store::sql
