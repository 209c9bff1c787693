#include "models/store/Contradictions.h"

#include "models/domain/Members.h"
#include "models/store/SnapshotLists.h"

#include <algorithm>
#include <utility>

namespace gatehouse::store {

using namespace domain;
using Kind = Contradiction::Kind;
using namespace Qt::StringLiterals;

namespace {

/// Called for each contradiction, in order, and answers whose side is taken.
using Meet = std::function<Side(const Contradiction &)>;

template <typename Object> const Object *objectNow(const StoreSnapshot &now, const Object &like)
{
    if constexpr (std::is_same_v<Object, Tenant>)
        return &now.tenant;
    else
        return findById(listOf<Object>(now), like.id);
}

/// Of a list of scopes, the one that is spoken of.
template <typename Object> Object onlyElement(Object object, const Clash &clash)
{
    if constexpr (requires { object.scopes; }) {
        if (clash.element.isEmpty())
            return object;
        object.scopes.removeIf([&](const auto &scope) {
            if constexpr (requires { scope.value; })
                return scope.value != clash.element;
            else
                return scope != clash.element;
        });
    }
    return object;
}

template <typename Object> AuditItem itemOf(const Object &from, const Object &to, const NameLookup &names)
{
    const QList<AuditItem> items = describe(ChangeSet{{Changed<Object>{from, to}}}, names);
    return items.isEmpty() ? AuditItem() : items.first();
}

template <typename Object>
Contradiction told(const Object &now, const Object &before, const Object &after, const Clash &clash,
                   const NameLookup &names)
{
    const AuditItem ours = itemOf(onlyElement(before, clash), onlyElement(after, clash), names);
    const AuditItem theirs = itemOf(onlyElement(before, clash), onlyElement(now, clash), names);
    Contradiction one{.kind = Kind::Member,
                      .entity = ours.entity,
                      .object = ours.name,
                      .member = clash.member,
                      .element = clash.element};
    // What this program does not know goes by its own name.
    if (one.member == "kept"_L1)
        one.member = std::exchange(one.element, {});
    const auto find = [&one](const AuditItem &item) {
        const auto found = std::ranges::find(item.fields, one.member, &FieldChange::field);
        return found == item.fields.cend() ? FieldChange() : *found;
    };
    one.read = find(ours).before;
    one.ours = find(ours).after;
    one.theirs = find(theirs).after;
    return one;
}

template <typename Object>
void settle(ChangeSet &next, const Changed<Object> &change, const StoreSnapshot &now, const Meet &meet)
{
    if (!change.before) {
        if (change.after && !objectNow(now, *change.after))
            next.create(*change.after);
        return;
    }
    const Object &before = *change.before;
    const Object *is = objectNow(now, before);
    const auto whole = [&](Kind kind) {
        const QList<AuditItem> items = describe(ChangeSet{{Changed<Object>{before, std::nullopt}}}, now);
        const AuditItem item = items.isEmpty() ? AuditItem() : items.first();
        return Contradiction{.kind = kind, .entity = item.entity, .object = item.name};
    };
    if (!change.after) {
        if (is && (*is == before || meet(whole(Kind::GoneHere)) == Side::Ours))
            next.remove(*is);
        return;
    }
    if (!is) {
        if (meet(whole(Kind::GoneThere)) == Side::Ours)
            next.create(*change.after);
        return;
    }
    next.update(*is, mergeDeciding<Object>(*is, before, *change.after, [&](const Clash &clash) {
        return meet(told(*is, before, *change.after, clash, now));
    }));
}

ChangeSet walk(const ChangeSet &refused, const StoreSnapshot &now, const Meet &meet)
{
    ChangeSet next;
    for (const Change &change : refused.changes)
        std::visit([&](const auto &one) { settle(next, one, now, meet); }, change);
    return next;
}

} // namespace

QList<Contradiction> contradictions(const ChangeSet &refused, const StoreSnapshot &now)
{
    QList<Contradiction> all;
    walk(refused, now, [&all](const Contradiction &one) {
        all.append(one);
        return Side::Theirs;
    });
    return all;
}

ChangeSet settled(const ChangeSet &refused, const StoreSnapshot &now, const QList<Side> &sides)
{
    qsizetype next = 0;
    return walk(refused, now, [&](const Contradiction &) {
        const qsizetype at = next++;
        return at < sides.size() ? sides.at(at) : Side::Theirs;
    });
}

} // namespace gatehouse::store
