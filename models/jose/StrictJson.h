#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <expected>

namespace gatehouse::jose {

/// Why bytes are not the JSON we accept. RFC 8259, with RFC 7515 section 4's stricter choice on duplicate names.
struct JsonError
{
    enum class Kind {
        ByteOrderMark,
        NotUtf8,
        Syntax,        ///< anything the grammar does not have, trailing bytes included
        DuplicateName, ///< also behind escapes ("al\u0067"), at any depth
        LoneSurrogate,
        TooDeep,
        TooLarge,
        TooMany, ///< more members and elements than the limit
    };
    Kind kind = Kind::Syntax;
    qsizetype position = 0; ///< in the bytes given
    QString name;           ///< the duplicate

    bool operator==(const JsonError &) const = default;
};

struct JsonMember;

/// A JSON value that keeps what QJsonValue throws away: the order of members and numbers exactly as written.
struct JsonValue
{
    enum class Type { Null, False, True, Number, String, Array, Object };

    Type type = Type::Null;
    QString string;    ///< of a String
    QByteArray number; ///< of a Number, as written
    QList<JsonValue> elements;
    QList<JsonMember> members;

    bool isObject() const { return type == Type::Object; }
    bool isArray() const { return type == Type::Array; }
    bool isString() const { return type == Type::String; }
    bool isNumber() const { return type == Type::Number; }
    bool isBool() const { return type == Type::True || type == Type::False; }
    /// The member of that name, or nullptr.
    const JsonValue *member(QStringView name) const;
    /// Compact JSON: members in order, numbers as written.
    QByteArray toJson() const;
    /// The same, indented by two blanks.
    QByteArray toIndentedJson() const;

    /// Written alike: members in the same order, numbers in the same digits.
    bool operator==(const JsonValue &) const;
};

struct JsonMember
{
    QString name;
    JsonValue value;

    bool operator==(const JsonMember &) const = default;
};

struct JsonLimits
{
    qsizetype bytes = qsizetype{1024} * 1024;
    int depth = 64;
    int values = 100000;
    /// Duplicate names are kept for the caller to judge, all of them in order.
    bool keepsDuplicates = false;
};

std::expected<JsonValue, JsonError> parseStrictJson(QByteArrayView json, JsonLimits limits = {});

} // namespace gatehouse::jose

Q_DECLARE_TYPEINFO(gatehouse::jose::JsonValue, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(gatehouse::jose::JsonMember, Q_RELOCATABLE_TYPE);
