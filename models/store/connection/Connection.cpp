#include "models/store/connection/Connection.h"

#include "models/jose/JsonBuilder.h"
#include "models/store/connection/ConnectionFault.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::store::remote {

using base::ErrorCode;
using base::ErrorStep;
using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr qsizetype longestName = 60;
constexpr qsizetype longestClientId = 200;
constexpr int version = 1;

bool isColor(const QString &text)
{
    return text.size() == 7 && text.startsWith(u'#') && std::all_of(text.cbegin() + 1, text.cend(), [](QChar c) {
               return c.unicode() < 0x80 && isxdigit(c.unicode()) != 0;
           });
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isString() ? value->string : QString();
}

QByteArray bytesOf(const JsonValue &object, QStringView name)
{
    return QByteArray::fromBase64(textOf(object, name).toLatin1());
}

quint32 numberOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isNumber() ? value->number.toUInt() : 0;
}

JsonValue bytesJson(const QByteArray &bytes)
{
    return json::string(QString::fromLatin1(bytes.toBase64()));
}

JsonValue jsonOf(const Connection &connection)
{
    JsonValue object = json::object();
    json::add(object, "name", json::string(connection.name));
    json::add(object, "address", json::string(connection.address.origin()));
    json::addIfAny(object, "client_id", connection.clientId);
    json::addIfAny(object, "color", connection.color);
    json::add(object, "production", json::boolean(connection.isProduction));
    json::addIfAny(object, "authorities", QString::fromLatin1(connection.authorities));
    json::add(object, "secret", json::string(domain::nameOf(connection.place)));
    if (connection.sealed) {
        JsonValue sealed = json::object();
        json::add(sealed, "memory", json::number(connection.sealed->cost.memory));
        json::add(sealed, "passes", json::number(connection.sealed->cost.passes));
        json::add(sealed, "lanes", json::number(connection.sealed->cost.lanes));
        json::add(sealed, "salt", bytesJson(connection.sealed->salt));
        json::add(sealed, "record", bytesJson(connection.sealed->record));
        json::add(object, "sealed", sealed);
    }
    return object;
}

std::optional<Connection> connectionOf(const JsonValue &object)
{
    Connection connection;
    connection.name = textOf(object, u"name");
    const auto address = TenantAddress::parse(textOf(object, u"address"));
    const auto place = domain::parseName<SecretPlace>(textOf(object, u"secret"));
    const JsonValue *production = object.member(u"production");
    // A mark that cannot be read is no reason to take a production tenant for another.
    if (!address || !place || !production || !production->isBool())
        return {};
    connection.address = *address;
    connection.place = *place;
    connection.isProduction = production->type == JsonValue::Type::True;
    connection.clientId = textOf(object, u"client_id");
    connection.color = textOf(object, u"color");
    connection.authorities = textOf(object, u"authorities").toLatin1();
    if (const JsonValue *sealed = object.member(u"sealed")) {
        const SealedUnderPassphrase read{.cost = {.memory = numberOf(*sealed, u"memory"),
                                                  .passes = numberOf(*sealed, u"passes"),
                                                  .lanes = numberOf(*sealed, u"lanes")},
                                         .salt = bytesOf(*sealed, u"salt"),
                                         .record = bytesOf(*sealed, u"record")};
        if (!jose::isAcceptable(read.cost))
            return {};
        connection.sealed = read;
    }
    if ((connection.place == SecretPlace::Passphrase) != connection.sealed.has_value() || !checkConnection(connection))
        return {};
    return connection;
}

} // namespace

QString colorOf(MarkColor mark)
{
    switch (mark) {
    case MarkColor::Blue:
        return u"#1a73e8"_s;
    case MarkColor::Green:
        return u"#188038"_s;
    case MarkColor::Orange:
        return u"#e8710a"_s;
    case MarkColor::Purple:
        return u"#9334e6"_s;
    case MarkColor::Gray:
        return u"#5f6368"_s;
    }
    return {};
}

bool Connection::isOfSameTenant(const Connection &other) const
{
    return address == other.address && clientId == other.clientId && authorities == other.authorities;
}

QString Connection::secretEntry() const
{
    const QByteArray who = address.origin().toUtf8() + '\n' + clientId.toUtf8() + '\n' + name.toUtf8() +
                           (isProduction ? "\nproduction\n" : "\n\n") + authorities;
    return u"gatehouse-connection-"_s +
           QString::fromLatin1(QCryptographicHash::hash(who, QCryptographicHash::Sha256).toHex());
}

base::Result<void> checkConnection(const Connection &connection)
{
    const auto unfit = [](const QString &subject, ConnectionFault fault) {
        return remote::unfit(ErrorStep::WriteConnections, subject, fault);
    };
    const QString &name = connection.name;
    if (name.isEmpty() || name.size() > longestName || name.trimmed() != name ||
        !std::ranges::all_of(name.toUcs4(), [](uint c) { return QChar::isPrint(c); }))
        return unfit(name, ConnectionFault::Name);
    if (!connection.color.isEmpty() && !isColor(connection.color))
        return unfit(connection.color, ConnectionFault::Color);
    if (connection.clientId.size() > longestClientId)
        return unfit(connection.clientId.left(longestName), ConnectionFault::Client);
    return {};
}

const Connection *Connections::find(const QString &name) const
{
    const auto found = std::ranges::find(all, name, &Connection::name);
    return found == all.cend() ? nullptr : &*found;
}

QByteArray toJson(const Connections &connections)
{
    JsonValue list = json::array();
    for (const Connection &connection : connections.all)
        list.elements.append(jsonOf(connection));
    JsonValue object = json::object();
    json::add(object, "version", json::number(version));
    json::addIfAny(object, "current", connections.current);
    json::add(object, "connections", list);
    return object.toIndentedJson() + '\n';
}

std::optional<Connections> connectionsOf(const QByteArray &bytes)
{
    const auto object = jose::parseStrictJson(bytes);
    const JsonValue *list = object ? object->member(u"connections") : nullptr;
    if (!list || !list->isArray() || numberOf(*object, u"version") != version)
        return {};
    Connections connections;
    for (const JsonValue &one : list->elements) {
        auto connection = connectionOf(one);
        if (!connection || connections.find(connection->name))
            return {};
        connections.all.append(*std::move(connection));
    }
    connections.current = textOf(*object, u"current");
    if (!connections.current.isEmpty() && !connections.find(connections.current))
        return {};
    return connections;
}

} // namespace gatehouse::store::remote
