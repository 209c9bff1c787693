#include "models/management/Schema.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gatehouse::management {

using namespace Qt::StringLiterals;
using jose::JsonValue;

namespace {

QString typeName(Schema::Type type)
{
    switch (type) {
    case Schema::Type::String:
        return u"string"_s;
    case Schema::Type::Integer:
        return u"integer"_s;
    case Schema::Type::Boolean:
        return u"boolean"_s;
    case Schema::Type::Array:
        return u"array"_s;
    case Schema::Type::Object:
        return u"object"_s;
    case Schema::Type::Any:
        break;
    }
    return u"any"_s;
}

QString typeName(const JsonValue &value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        return u"null"_s;
    case JsonValue::Type::False:
    case JsonValue::Type::True:
        return u"boolean"_s;
    case JsonValue::Type::Number:
        return integerOf(value) ? u"integer"_s : u"number"_s;
    case JsonValue::Type::String:
        return u"string"_s;
    case JsonValue::Type::Array:
        return u"array"_s;
    case JsonValue::Type::Object:
        break;
    }
    return u"object"_s;
}

bool isOfType(const JsonValue &value, Schema::Type type)
{
    return type == Schema::Type::Any || typeName(value) == typeName(type);
}

std::optional<QString> textReason(const QString &text, const Schema &schema)
{
    if (!schema.values.isEmpty() && !schema.values.contains(text))
        return u"No enum match for: "_s + quoted(text);
    if (text.size() < schema.least)
        return u"String is too short (%1 chars), minimum %2"_s.arg(text.size()).arg(schema.least);
    if (schema.most > 0 && text.size() > schema.most)
        return u"String is too long (%1 chars), maximum %2"_s.arg(text.size()).arg(schema.most);
    if (schema.form == Schema::Form::Name && (text.contains(u'<') || text.contains(u'>')))
        return u"String does not match pattern ^[^<>]+$: "_s + quoted(text);
    return {};
}

std::optional<QString> numberReason(const JsonValue &value, const Schema &schema)
{
    const qint64 number = *integerOf(value);
    const QString shown = quoted(QString::fromLatin1(value.number));
    if (number < schema.least)
        return u"Value %1 is less than minimum %2"_s.arg(shown, QString::number(schema.least));
    if (schema.most > 0 && number > schema.most)
        return u"Value %1 is greater than maximum %2"_s.arg(shown, QString::number(schema.most));
    return {};
}

std::optional<Problem> checkElements(const JsonValue &value, const Schema &schema, const QString &path)
{
    if (schema.most > 0 && value.elements.size() > schema.most)
        return payloadProblem(u"Array is too long (%1), maximum %2"_s.arg(value.elements.size()).arg(schema.most),
                              path);
    if (schema.element) {
        for (qsizetype i = 0; i < value.elements.size(); ++i) {
            if (auto problem = check(value.elements[i], *schema.element, u"%1[%2]"_s.arg(path).arg(i)))
                return problem;
        }
    }
    if (!schema.isUnique)
        return {};
    QHash<QByteArray, qsizetype> seen;
    for (qsizetype i = 0; i < value.elements.size(); ++i) {
        const QByteArray text = value.elements[i].toJson();
        if (const auto before = seen.constFind(text); before != seen.cend())
            return payloadProblem(u"Array items are not unique (indexes %1 and %2)"_s.arg(*before).arg(i), path);
        seen.insert(text, i);
    }
    return {};
}

std::optional<Problem> checkMembers(const JsonValue &value, const Schema &schema, const QString &path)
{
    static const std::vector<Schema::Property> none;
    const std::vector<Schema::Property> &properties = schema.properties ? *schema.properties : none;
    QStringList others;
    for (const jose::JsonMember &member : value.members) {
        if (schema.mostName > 0 && member.name.size() > schema.mostName)
            return payloadProblem(u"String is too long (%1 chars), maximum %2"_s.arg(
                                      QString::number(member.name.size()), QString::number(schema.mostName)),
                                  path);
        const QString at = path.isEmpty() ? quoted(member.name) : path + u'.' + quoted(member.name);
        const auto known = std::ranges::find(properties, member.name, &Schema::Property::name);
        if (known != properties.end()) {
            if (auto problem = check(member.value, known->schema, at))
                return problem;
        } else if (schema.isClosed) {
            others.append(quoted(member.name));
        } else if (schema.otherMembers) {
            if (auto problem = check(member.value, *schema.otherMembers, at))
                return problem;
        }
    }
    if (!others.isEmpty())
        return payloadProblem(u"Additional properties not allowed: "_s + others.join(u','), path);
    for (const Schema::Property &property : properties) {
        if (property.isRequired && !value.member(property.name))
            return payloadProblem(u"Missing required property: "_s + property.name, path);
    }
    if (schema.most > 0 && value.members.size() > schema.most)
        return payloadProblem(
            u"Too many properties defined (%1), maximum %2"_s.arg(value.members.size()).arg(schema.most), path);
    return {};
}

} // namespace

namespace schema {

Schema any()
{
    return {};
}

Schema text(qint64 least, qint64 most)
{
    return {.type = Schema::Type::String, .least = least, .most = most};
}

Schema name(qint64 most, qint64 least)
{
    return {.type = Schema::Type::String, .form = Schema::Form::Name, .least = least, .most = most};
}

Schema oneOf(const QStringList &values)
{
    return {.type = Schema::Type::String, .values = values};
}

Schema integer(qint64 least, qint64 most)
{
    return {.type = Schema::Type::Integer, .least = least, .most = most};
}

Schema boolean()
{
    return {.type = Schema::Type::Boolean};
}

Schema list(const Schema &element, qint64 most)
{
    return {.type = Schema::Type::Array, .most = most, .element = std::make_shared<Schema>(element)};
}

Schema set(const Schema &element, qint64 most)
{
    Schema made = list(element, most);
    made.isUnique = true;
    return made;
}

Schema object(std::vector<Schema::Property> properties)
{
    return {.type = Schema::Type::Object,
            .properties = std::make_shared<const std::vector<Schema::Property>>(std::move(properties)),
            .isClosed = true};
}

Schema openObject(qint64 mostMembers, std::optional<Schema> members)
{
    Schema made{.type = Schema::Type::Object, .most = mostMembers};
    if (members)
        made.otherMembers = std::make_shared<Schema>(*std::move(members));
    return made;
}

Schema nullable(Schema schema)
{
    schema.isNullable = true;
    return schema;
}

} // namespace schema

std::optional<qint64> integerOf(const JsonValue &value)
{
    if (!value.isNumber())
        return {};
    bool isInteger = false;
    const qint64 number = value.number.toLongLong(&isInteger);
    if (isInteger)
        return number;
    // As JavaScript sees it, which the validator is written in.
    constexpr double limit = 0x1p63;
    bool isReal = false;
    const double real = value.number.toDouble(&isReal);
    if (!isReal || !std::isfinite(real) || std::trunc(real) != real)
        return {};
    if (std::abs(real) < limit)
        return static_cast<qint64>(real);
    return real < 0 ? std::numeric_limits<qint64>::min() : std::numeric_limits<qint64>::max();
}

std::optional<Problem> check(const JsonValue &value, const Schema &schema, const QString &path)
{
    if (value.type == JsonValue::Type::Null && schema.isNullable)
        return {};
    if (!isOfType(value, schema.type))
        return payloadProblem(u"Expected type %1 but found type %2"_s.arg(typeName(schema.type), typeName(value)),
                              path);
    std::optional<QString> reason;
    switch (schema.type) {
    case Schema::Type::String:
        reason = textReason(value.string, schema);
        break;
    case Schema::Type::Integer:
        reason = numberReason(value, schema);
        break;
    case Schema::Type::Array:
        return checkElements(value, schema, path);
    case Schema::Type::Object:
        return checkMembers(value, schema, path);
    case Schema::Type::Any:
    case Schema::Type::Boolean:
        break;
    }
    return reason ? std::optional(payloadProblem(*reason, path)) : std::nullopt;
}

} // namespace gatehouse::management
