#include "models/management/Description.h"

namespace gatehouse::management {

using jose::JsonValue;

JsonValue keptJson(const QByteArray &json)
{
    const auto parsed = jose::parseStrictJson(json);
    return parsed ? *parsed : JsonValue{};
}

std::optional<JsonValue> unreadJson(const domain::UnreadMembers &unread, const QString &name,
                                    const std::optional<JsonValue> &held)
{
    const auto found = unread.constFind(name);
    if (found == unread.cend() || found->isPartly || found->written.isEmpty())
        return {};
    const QByteArray now = held ? held->toJson() : QByteArray();
    return now == found->standIn ? std::optional(keptJson(found->written)) : std::nullopt;
}

void keep(domain::KeptMembers &kept, const QString &name, const JsonValue &value, const QByteArray &usual)
{
    if (value.type == JsonValue::Type::Null)
        kept.remove(name);
    else if (const QByteArray json = value.toJson(); kept.contains(name) || json != usual)
        kept.insert(name, json);
}

JsonValue mergedObject(const JsonValue &before, const JsonValue &update)
{
    JsonValue merged = before.isObject() ? before : jose::json::object();
    for (const jose::JsonMember &member : update.members) {
        const auto found = std::ranges::find(merged.members, member.name, &jose::JsonMember::name);
        if (member.value.type == JsonValue::Type::Null) {
            if (found != merged.members.end())
                merged.members.erase(found);
        } else if (found != merged.members.end()) {
            found->value = member.value;
        } else {
            merged.members.append(member);
        }
    }
    return merged;
}

std::optional<Problem> checkNames(const JsonValue &body, const QStringList &allowed, const QStringList &required,
                                  bool isUpdate)
{
    QStringList others;
    for (const jose::JsonMember &member : body.members) {
        if (!allowed.contains(member.name))
            others.append(quoted(member.name));
    }
    if (!others.isEmpty())
        return payloadProblem(u"Additional properties not allowed: "_s + others.join(u','));
    for (const QString &name : required) {
        if (!body.member(name))
            return payloadProblem(u"Missing required property: "_s + name);
    }
    if (isUpdate && body.members.isEmpty())
        return payloadProblem(u"Too few properties defined (0), minimum 1"_s);
    return {};
}

} // namespace gatehouse::management
