#pragma once

#include "models/jose/StrictJson.h"
#include "models/management/Problem.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace gatehouse::management {

/// What a member of a body may be: as much of JSON Schema as the Management API uses.
struct Schema
{
    enum class Type { Any, String, Integer, Boolean, Array, Object };
    enum class Form { Any, Name, Identifier }; ///< of strings: no `<` and `>`

    struct Property;

    Type type = Type::Any;
    bool isNullable = false;
    Form form = Form::Any;
    qint64 least = 0;        ///< characters of a string, value of an integer
    qint64 most = 0;         ///< the same, and elements of an array, members of an object; 0: no limit
    QStringList values = {}; ///< a string is one of these, where there are any
    std::shared_ptr<const Schema> element = {};                   ///< of arrays
    bool isUnique = false;                                        ///< no element twice
    std::shared_ptr<const std::vector<Property>> properties = {}; ///< of objects; nothing is none
    qint64 mostName = 0;                             ///< characters of the names of an object's members; 0: no limit
    bool isClosed = false;                           ///< no other members than these
    std::shared_ptr<const Schema> otherMembers = {}; ///< of open objects
};

struct Schema::Property
{
    QString name;
    Schema schema;
    bool isRequired = false;
};

namespace schema {

Schema any();
Schema text(qint64 least = 0, qint64 most = 0);
/// Neither `<` nor `>` (contract section 4).
Schema name(qint64 most, qint64 least = 1);
Schema oneOf(const QStringList &values);
/// `most` is counted from `least` on; both are in.
Schema integer(qint64 least, qint64 most);
Schema boolean();
Schema list(const Schema &element, qint64 most = 0);
Schema set(const Schema &element, qint64 most = 0);
Schema object(std::vector<Schema::Property> properties);
Schema openObject(qint64 mostMembers = 0, std::optional<Schema> members = {});
Schema nullable(Schema schema);

} // namespace schema

/// The first thing that `value` breaks, in the validator's words.
std::optional<Problem> check(const jose::JsonValue &value, const Schema &schema, const QString &path);

/// The value of a Number that is an integer, however it is written (`3600.0`, `1e3`): the nearest there is where it
/// does not fit.
std::optional<qint64> integerOf(const jose::JsonValue &value);

} // namespace gatehouse::management
