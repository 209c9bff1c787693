#pragma once

#include "models/management/Entities.h"

#include <algorithm>

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

/// What stands in `raw`, with the difference from `before` to `after` made in it: what neither of them knows stays.
/// Lists of objects are told apart by `value`, as scopes are.
jose::JsonValue overlaid(const jose::JsonValue &raw, const jose::JsonValue &before, const jose::JsonValue &after);

/// The body that creates `object`: what differs from an object nobody has said anything about, and what is required.
/// `always` is said whether or not it differs.
template <typename Object>
jose::JsonValue creationBody(const management::Description<Object> &description, const Object &object,
                             const management::Surroundings &around, const QStringList &always);

/// The body that changes `before` into `after`: the members that differ, each as the tenant takes it. Empty where
/// nothing does. `raw` is the object as the tenant has it now.
template <typename Object>
jose::JsonValue updateBody(const management::Description<Object> &description, const Object &before,
                           const Object &after, const jose::JsonValue &raw, management::Uses use);

/// Of the members of `body`, those that are not in `got` as they were sent: what a tenant dropped without a word.
QStringList droppedMembers(const jose::JsonValue &body, const jose::JsonValue &got);

namespace encoding {

/// A member of an object as the tenant would be told it; nothing where it has none.
template <typename Object>
std::optional<jose::JsonValue> valueOf(const management::Member<Object> &member, const Object &object,
                                       const management::Surroundings &around)
{
    if (member.read)
        return member.read(object, around);
    const auto kept = object.kept.constFind(member.name);
    return kept == object.kept.cend() ? std::nullopt : std::optional(management::keptJson(*kept));
}

/// The members of `after` that are not so in `before`; null for those that are gone.
jose::JsonValue changedMembers(const jose::JsonValue &before, const jose::JsonValue &after);

} // namespace encoding

template <typename Object>
jose::JsonValue creationBody(const management::Description<Object> &description, const Object &object,
                             const management::Surroundings &around, const QStringList &always)
{
    using management::Use;
    jose::JsonValue body = jose::json::object();
    const Object plain{};
    for (const management::Member<Object> &member : description) {
        if (!member.uses.testFlag(Use::Create))
            continue;
        auto value = encoding::valueOf(member, object, around);
        const bool isSaid = member.uses.testFlag(Use::Required) || always.contains(member.name);
        if (!value && isSaid && !member.usual.isEmpty())
            value = management::keptJson(member.usual);
        if (value && (isSaid || value != encoding::valueOf(member, plain, around)))
            jose::json::add(body, member.name, *std::move(value));
    }
    // What nobody here knows came from such a tenant, and may be wanted there.
    for (auto it = object.kept.cbegin(); it != object.kept.cend(); ++it) {
        const bool isDescribed = std::ranges::contains(description, it.key(), &management::Member<Object>::name);
        if (!isDescribed && !it.key().contains(QLatin1Char('.')))
            jose::json::add(body, it.key(), management::keptJson(*it));
    }
    return body;
}

template <typename Object>
jose::JsonValue updateBody(const management::Description<Object> &description, const Object &before,
                           const Object &after, const jose::JsonValue &raw, management::Uses use)
{
    using management::Use;
    jose::JsonValue body = jose::json::object();
    for (const management::Member<Object> &member : description) {
        if ((member.uses & use) != use || !member.uses.testFlag(Use::Output))
            continue;
        const auto was = encoding::valueOf(member, before, {});
        const auto is = encoding::valueOf(member, after, {});
        if (was == is)
            continue;
        if (!is) {
            jose::json::add(body, member.name, jose::json::null());
            continue;
        }
        const jose::JsonValue *held = raw.member(member.name);
        const jose::JsonValue from = was.value_or(jose::JsonValue{});
        const bool isMerged = member.uses.testFlag(Use::Merged) || member.name == "flags"_L1;
        jose::json::add(body, member.name,
                        isMerged && is->isObject() ? encoding::changedMembers(from, *is)
                                                   : overlaid(held ? *held : from, from, *is));
    }
    return body;
}

} // namespace gatehouse::store::remote
