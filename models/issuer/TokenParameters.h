#pragma once

#include "models/base/Secret.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace gatehouse::issuer {

/// A request to the token endpoint as it arrived: parameters decoded, each at most once but `resource` (RFC 8707
/// section 2; the server refuses other repeats), credentials from the body or from Basic.
struct TokenParameters
{
    QHash<QString, QString> values;
    QStringList resources;
    struct Basic
    {
        QString clientId;
        base::Secret clientSecret;
    };
    std::optional<Basic> basic;
    /// The client secret of the body, kept apart from `values` so that nothing prints it.
    std::optional<base::Secret> clientSecret;

    QString value(QLatin1StringView name) const { return values.value(name); }
};

} // namespace gatehouse::issuer
