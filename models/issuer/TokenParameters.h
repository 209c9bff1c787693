#pragma once

#include "models/base/Secret.h"

#include <QHash>
#include <QList>
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
    /// The credentials of the Authorization header, in each of the readings it has: clients disagree about RFC 6749
    /// section 2.3.1. Empty without one.
    QList<Basic> basic;
    /// The client secret of the body, kept apart from `values` so that nothing prints it.
    std::optional<base::Secret> clientSecret;

    QString value(QLatin1StringView name) const { return values.value(name); }
};

} // namespace gatehouse::issuer
