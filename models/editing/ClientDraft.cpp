#include "models/editing/ClientDraft.h"

#include "models/domain/TextRules.h"

#include <QJsonArray>

namespace gatehouse::editing {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

// How a member of a client is held while it is edited: lists and numbers as text, all else as it is.
QString typed(const QStringList &lines)
{
    return lines.join(u'\n');
}
QString typed(int seconds)
{
    return QString::number(seconds);
}
template <typename Value> Value typed(const Value &value)
{
    return value;
}

void put(QStringList &member, const QString &text)
{
    member = typedLines(text);
}
void put(int &member, const QString &text)
{
    bool isNumber = false;
    if (const int seconds = text.trimmed().toInt(&isNumber); isNumber)
        member = seconds;
}
template <typename Value> void put(Value &member, const Value &value)
{
    member = value;
}

QJsonValue jsonOf(bool value)
{
    return value;
}
QJsonValue jsonOf(const QString &text)
{
    return text;
}
QJsonValue jsonOf(GrantTypes types)
{
    return QJsonArray::fromStringList(grantTypeNames(types));
}
QJsonValue jsonOf(const QByteArrayList &keys)
{
    QJsonArray list;
    for (const QByteArray &key : keys)
        list.append(QString::fromLatin1(key.toBase64()));
    return list;
}
template <typename Enum>
QJsonValue jsonOf(Enum value)
    requires std::is_enum_v<Enum>
{
    return QString(nameOf(value));
}

QStringList strings(const QJsonValue &json)
{
    QStringList list;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &one : array)
        list.append(one.toString());
    return list;
}

void read(std::optional<bool> &field, const QJsonValue &json)
{
    if (json.isBool())
        field = json.toBool();
}
void read(std::optional<QString> &field, const QJsonValue &json)
{
    if (json.isString())
        field = json.toString();
}
void read(std::optional<GrantTypes> &field, const QJsonValue &json)
{
    if (json.isArray())
        field = parseGrantTypes(strings(json));
}
void read(std::optional<QByteArrayList> &field, const QJsonValue &json)
{
    if (!json.isArray())
        return;
    field.emplace();
    const QStringList keys = strings(json);
    for (const QString &key : keys)
        field->append(QByteArray::fromBase64(key.toLatin1()));
}
template <typename Enum>
void read(std::optional<Enum> &field, const QJsonValue &json)
    requires std::is_enum_v<Enum>
{
    field = parseName<Enum>(json.toString());
}

/// Each field of a draft with the member of a client it stands for, in the order of the form. The names are those of
/// the Management API, as in domain::eachMember().
template <typename Draft, typename Visit> void eachField(Draft &draft, Visit visit)
{
    visit("app_type"_L1, draft.type, [](auto &c) -> auto & { return c.type; });
    visit("is_first_party"_L1, draft.isFirstParty, [](auto &c) -> auto & { return c.isFirstParty; });
    visit("callbacks"_L1, draft.callbacks, [](auto &c) -> auto & { return c.callbacks; });
    visit("allowed_logout_urls"_L1, draft.logoutUrls, [](auto &c) -> auto & { return c.logoutUrls; });
    visit("web_origins"_L1, draft.origins, [](auto &c) -> auto & { return c.origins; });
    visit("grant_types"_L1, draft.grantTypes, [](auto &c) -> auto & { return c.grantTypes; });
    visit("token_endpoint_auth_method"_L1, draft.authentication, [](auto &c) -> auto & { return c.authentication; });
    visit("client_authentication_methods"_L1, draft.publicKeys, [](auto &c) -> auto & { return c.publicKeys; });
    visit("refresh_token.rotation_type"_L1, draft.isRotating, [](auto &c) -> auto & { return c.refresh.isRotating; });
    visit("refresh_token.leeway"_L1, draft.leeway, [](auto &c) -> auto & { return c.refresh.leeway; });
    visit("refresh_token.expiring"_L1, draft.hasLifetime, [](auto &c) -> auto & { return c.refresh.hasLifetime; });
    visit("refresh_token.token_lifetime"_L1, draft.lifetime, [](auto &c) -> auto & { return c.refresh.lifetime; });
    visit("refresh_token.idle_expiring"_L1, draft.hasIdleLifetime,
          [](auto &c) -> auto & { return c.refresh.hasIdleLifetime; });
    visit("refresh_token.idle_token_lifetime"_L1, draft.idleLifetime,
          [](auto &c) -> auto & { return c.refresh.idleLifetime; });
}

} // namespace

QStringList ClientDraft::members() const
{
    QStringList names;
    eachField(*this, [&](QLatin1StringView name, const auto &field, auto) {
        if (field)
            names.append(name);
    });
    return names;
}

QList<Violation> ClientDraft::violations(const ClientApplication &stored) const
{
    QList<Violation> list;
    const auto check = [&list](const std::optional<QString> &text, int least) {
        if (!text)
            return;
        if (const auto violation = checkRefreshSecondsText(*text, least))
            list.append(*violation);
    };
    check(leeway, 0);
    check(lifetime, 1);
    check(idleLifetime, 1);
    if (const auto violation = checkClient(appliedTo(stored)))
        list.append(*violation);
    return list;
}

void ClientDraft::dropUnchanged(const ClientApplication &stored)
{
    eachField(*this, [&](QLatin1StringView, auto &field, auto member) {
        if (!field)
            return;
        auto value = member(stored);
        put(value, *field);
        bool isTaken = true; // "soon" is no number, and nothing was put
        if constexpr (std::is_same_v<decltype(value), int>)
            isTaken = typed(value) == field->trimmed();
        if (isTaken && value == member(stored))
            field.reset();
    });
}

ClientApplication ClientDraft::appliedTo(const ClientApplication &stored) const
{
    ClientApplication wanted = stored;
    eachField(*this, [&](QLatin1StringView, const auto &field, auto member) {
        if (field)
            put(member(wanted), *field);
    });
    // A number that breaks its rule is told of by itself, and is no reason to tell of the client.
    const auto keep = [](const std::optional<QString> &text, int least, int &member, int before) {
        if (text && checkRefreshSecondsText(*text, least))
            member = before;
    };
    keep(leeway, 0, wanted.refresh.leeway, stored.refresh.leeway);
    keep(lifetime, 1, wanted.refresh.lifetime, stored.refresh.lifetime);
    keep(idleLifetime, 1, wanted.refresh.idleLifetime, stored.refresh.idleLifetime);
    return wanted;
}

void ClientDraft::setType(const ClientApplication &stored, ClientType wanted)
{
    ClientApplication client = appliedTo(stored);
    client.type = wanted;
    applyTypeDefaults(client);
    type = client.type;
    grantTypes = client.grantTypes;
    authentication = client.authentication;
    isRotating = client.refresh.isRotating;
    hasLifetime = client.refresh.hasLifetime;
    hasIdleLifetime = client.refresh.hasIdleLifetime;
    dropUnchanged(stored);
}

void ClientDraft::fill(const ClientDraft &other)
{
    const auto take = [](auto &field, const auto &given) {
        if (!field)
            field = given;
    };
    take(type, other.type);
    take(isFirstParty, other.isFirstParty);
    take(callbacks, other.callbacks);
    take(logoutUrls, other.logoutUrls);
    take(origins, other.origins);
    take(grantTypes, other.grantTypes);
    take(authentication, other.authentication);
    take(publicKeys, other.publicKeys);
    take(isRotating, other.isRotating);
    take(leeway, other.leeway);
    take(hasLifetime, other.hasLifetime);
    take(lifetime, other.lifetime);
    take(hasIdleLifetime, other.hasIdleLifetime);
    take(idleLifetime, other.idleLifetime);
}

void ClientDraft::drop(const ClientDraft &other)
{
    const auto drop = [](auto &field, const auto &given) {
        if (given && field == given)
            field.reset();
    };
    drop(type, other.type);
    drop(isFirstParty, other.isFirstParty);
    drop(callbacks, other.callbacks);
    drop(logoutUrls, other.logoutUrls);
    drop(origins, other.origins);
    drop(grantTypes, other.grantTypes);
    drop(authentication, other.authentication);
    drop(publicKeys, other.publicKeys);
    drop(isRotating, other.isRotating);
    drop(leeway, other.leeway);
    drop(hasLifetime, other.hasLifetime);
    drop(lifetime, other.lifetime);
    drop(hasIdleLifetime, other.hasIdleLifetime);
    drop(idleLifetime, other.idleLifetime);
}

ClientDraft ClientDraft::between(const ClientApplication &stored, const ClientApplication &wanted)
{
    ClientDraft draft;
    eachField(draft, [&](QLatin1StringView, auto &field, auto member) {
        if (!(member(stored) == member(wanted)))
            field = typed(member(wanted));
    });
    return draft;
}

QJsonObject ClientDraft::toJson() const
{
    QJsonObject json;
    eachField(*this, [&](QLatin1StringView name, const auto &field, auto) {
        if (field)
            json.insert(name, jsonOf(*field));
    });
    return json;
}

ClientDraft ClientDraft::fromJson(const QJsonObject &json)
{
    ClientDraft draft;
    eachField(draft, [&](QLatin1StringView name, auto &field, auto) { read(field, json.value(name)); });
    return draft;
}

} // namespace gatehouse::editing
