#include "models/jose/JsonBuilder.h"

namespace gatehouse::jose::json {

namespace {

JsonValue ofType(JsonValue::Type type)
{
    JsonValue value;
    value.type = type;
    return value;
}

} // namespace

JsonValue object()
{
    return ofType(JsonValue::Type::Object);
}

JsonValue array()
{
    return ofType(JsonValue::Type::Array);
}

JsonValue string(QString text)
{
    JsonValue value = ofType(JsonValue::Type::String);
    value.string = std::move(text);
    return value;
}

JsonValue strings(const QStringList &list)
{
    JsonValue value = array();
    for (const QString &text : list)
        value.elements.append(string(text));
    return value;
}

JsonValue number(qint64 value)
{
    JsonValue json = ofType(JsonValue::Type::Number);
    json.number = QByteArray::number(value);
    return json;
}

JsonValue boolean(bool isTrue)
{
    return ofType(isTrue ? JsonValue::Type::True : JsonValue::Type::False);
}

JsonValue null()
{
    return {};
}

JsonValue &add(JsonValue &object, QAnyStringView name, JsonValue value)
{
    object.members.append({name.toString(), std::move(value)});
    return object;
}

JsonValue &addIfAny(JsonValue &object, QAnyStringView name, const QString &text)
{
    return text.isEmpty() ? object : add(object, name, string(text));
}

} // namespace gatehouse::jose::json
