#pragma once

#include "models/jose/StrictJson.h"

#include <QAnyStringView>
#include <QStringList>

/// Builds JSON that keeps the order of its members.
namespace gatehouse::jose::json {

JsonValue object();
JsonValue array();
JsonValue string(QString text);
JsonValue strings(const QStringList &list);
JsonValue number(qint64 value);
JsonValue boolean(bool isTrue);
JsonValue null();

/// Appends a member, whose name must not be there yet, and returns the object.
JsonValue &add(JsonValue &object, QAnyStringView name, JsonValue value);
/// The same for a text, unless it is empty.
JsonValue &addIfAny(JsonValue &object, QAnyStringView name, const QString &text);

} // namespace gatehouse::jose::json
