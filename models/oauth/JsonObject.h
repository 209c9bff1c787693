#pragma once

#include "models/jose/StrictJson.h"

#include <QStringList>

namespace gatehouse::oauth {

/// Writes one JSON object member by member, in the order given: what RFC 6749, 7519 and 8414 documents need and no
/// more.
class JsonObject
{
public:
    JsonObject &add(const QString &name, const QString &value);
    JsonObject &add(const QString &name, qint64 value);
    JsonObject &add(const QString &name, const QStringList &values);
    /// Nothing is added for an empty value.
    JsonObject &addIfAny(const QString &name, const QString &value);

    QByteArray toJson() const { return m_object.toJson(); }

private:
    jose::JsonValue m_object{
        .type = jose::JsonValue::Type::Object, .string = {}, .number = {}, .elements = {}, .members = {}};
};

} // namespace gatehouse::oauth
