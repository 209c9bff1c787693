#include "models/oauth/JsonObject.h"

namespace gatehouse::oauth {

namespace {

jose::JsonValue text(const QString &value)
{
    jose::JsonValue json;
    json.type = jose::JsonValue::Type::String;
    json.string = value;
    return json;
}

} // namespace

JsonObject &JsonObject::add(const QString &name, const QString &value)
{
    m_object.members.append({name, text(value)});
    return *this;
}

JsonObject &JsonObject::add(const QString &name, qint64 value)
{
    jose::JsonValue json;
    json.type = jose::JsonValue::Type::Number;
    json.number = QByteArray::number(value);
    m_object.members.append({name, json});
    return *this;
}

JsonObject &JsonObject::add(const QString &name, const QStringList &values)
{
    jose::JsonValue json;
    json.type = jose::JsonValue::Type::Array;
    for (const QString &value : values)
        json.elements.append(text(value));
    m_object.members.append({name, json});
    return *this;
}

JsonObject &JsonObject::addIfAny(const QString &name, const QString &value)
{
    return value.isEmpty() ? *this : add(name, value);
}

} // namespace gatehouse::oauth
