#include "models/store/remote/Encoding.h"

#include <algorithm>

namespace gatehouse::store::remote {

using jose::JsonMember;
using jose::JsonValue;
using namespace Qt::StringLiterals;

namespace {

/// What an element of a list is told apart by; the element itself where it is no object with a `value`.
JsonValue keyOf(const JsonValue &element)
{
    const JsonValue *key = element.member(u"value");
    return key ? *key : element;
}

const JsonValue *findElement(const JsonValue &list, const JsonValue &key)
{
    const auto found = std::ranges::find_if(list.elements, [&](const JsonValue &one) { return keyOf(one) == key; });
    return found == list.elements.cend() ? nullptr : &*found;
}

JsonValue overlaidList(const JsonValue &raw, const JsonValue &before, const JsonValue &after)
{
    JsonValue made = after;
    for (JsonValue &element : made.elements) {
        const JsonValue key = keyOf(element);
        const JsonValue *held = findElement(raw, key);
        const JsonValue *was = findElement(before, key);
        if (held && was)
            element = overlaid(*held, *was, element);
    }
    for (const JsonValue &held : raw.elements) {
        const JsonValue key = keyOf(held);
        if (!findElement(before, key) && !findElement(after, key))
            made.elements.append(held);
    }
    return made;
}

JsonValue overlaidObject(const JsonValue &raw, const JsonValue &before, const JsonValue &after)
{
    JsonValue made = raw;
    for (const JsonMember &member : after.members) {
        const JsonValue *was = before.member(member.name);
        if (was && *was == member.value)
            continue;
        const auto held = std::ranges::find(made.members, member.name, &JsonMember::name);
        if (held == made.members.end())
            made.members.append(member);
        else
            held->value = overlaid(held->value, was ? *was : JsonValue{}, member.value);
    }
    made.members.removeIf(
        [&](const JsonMember &member) { return before.member(member.name) && !after.member(member.name); });
    return made;
}

/// Whether a tenant's `got` says what was sent: lists in any order, objects with whatever members besides.
bool says(const JsonValue &got, const JsonValue &sent)
{
    if (sent.isObject() && got.isObject()) {
        return std::ranges::all_of(sent.members, [&](const JsonMember &member) {
            const JsonValue *value = got.member(member.name);
            return value ? says(*value, member.value) : member.value.type == JsonValue::Type::Null;
        });
    }
    if (sent.isArray() && got.isArray()) {
        return sent.elements.size() == got.elements.size() &&
               std::ranges::all_of(sent.elements, [&](const JsonValue &one) {
                   const JsonValue *held = findElement(got, keyOf(one));
                   return held && says(*held, one);
               });
    }
    return got == sent;
}

/// An empty text or list is the same as nothing at all.
bool isNothing(const JsonValue &value)
{
    return value.type == JsonValue::Type::Null || (value.isString() && value.string.isEmpty()) ||
           (value.isArray() && value.elements.isEmpty()) || (value.isObject() && value.members.isEmpty());
}

} // namespace

JsonValue overlaid(const JsonValue &raw, const JsonValue &before, const JsonValue &after)
{
    if (raw.isObject() && before.isObject() && after.isObject())
        return overlaidObject(raw, before, after);
    if (raw.isArray() && before.isArray() && after.isArray())
        return overlaidList(raw, before, after);
    return after;
}

QStringList droppedMembers(const JsonValue &body, const JsonValue &got)
{
    QStringList dropped;
    for (const JsonMember &member : body.members) {
        const JsonValue *held = got.member(member.name);
        if (held ? !says(*held, member.value) : !isNothing(member.value))
            dropped.append(member.name);
    }
    return dropped;
}

namespace encoding {

JsonValue changedMembers(const JsonValue &before, const JsonValue &after)
{
    JsonValue changed = jose::json::object();
    for (const JsonMember &member : after.members) {
        const JsonValue *was = before.member(member.name);
        if (!was || !(*was == member.value))
            changed.members.append(member);
    }
    for (const JsonMember &member : before.members) {
        if (!after.member(member.name))
            changed.members.append({member.name, jose::json::null()});
    }
    return changed;
}

} // namespace encoding

} // namespace gatehouse::store::remote
