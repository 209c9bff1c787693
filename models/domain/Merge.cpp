#include "models/domain/Merge.h"

#include "models/domain/Members.h"

#include <QSet>

namespace gatehouse::domain {

namespace {

/// Applies one field's change to `current`; false when somebody else changed that field to something else.
template <typename Value> bool mergeField(Value &current, const Value &before, const Value &after)
{
    if (before == after || current == after)
        return true;
    if (!(current == before))
        return false;
    current = after;
    return true;
}

/// The same for a keyed list: additions, removals and edits of single elements, kept in the order of `after`, followed
/// by what was added elsewhere.
template <typename Element, typename Key>
bool mergeList(QList<Element> &current, const QList<Element> &before, const QList<Element> &after, Key key)
{
    if (current == before) {
        current = after;
        return true;
    }
    auto find = [&](const QList<Element> &list, const Element &like) -> const Element * {
        for (const Element &element : list) {
            if (key(element) == key(like))
                return &element;
        }
        return nullptr;
    };
    QList<Element> merged;
    for (const Element &wanted : after) {
        const Element *was = find(before, wanted);
        const Element *is = find(current, wanted);
        if (!was) {
            if (is && !(*is == wanted))
                return false; // added in both places, differently
            merged.append(wanted);
        } else if (!is) {
            if (!(*was == wanted))
                return false; // edited here, removed there
        } else {
            Element element = *is;
            if (!mergeField(element, *was, wanted))
                return false;
            merged.append(element);
        }
    }
    for (const Element &is : current) {
        if (find(after, is))
            continue;
        const Element *was = find(before, is);
        if (!was)
            merged.append(is); // added elsewhere
        else if (!(*was == is))
            return false; // removed here, edited there
    }
    current = merged;
    return true;
}

/// What a list's elements are told apart by.
const QString &keyOf(const QString &text)
{
    return text;
}
const QString &keyOf(const Scope &scope)
{
    return scope.value;
}
QString keyOf(const Permission &permission)
{
    return permission.resourceServerId.text() + u' ' + permission.scope;
}

template <typename Element>
bool mergeMember(QList<Element> &current, const QList<Element> &before, const QList<Element> &after)
    requires requires(Element element) { keyOf(element); }
{
    return mergeList(current, before, after, [](const Element &element) { return keyOf(element); });
}
template <typename Value> bool mergeMember(Value &current, const Value &before, const Value &after)
{
    return mergeField(current, before, after);
}
/// Each grant type for itself, so that two people may add one each.
bool mergeMember(GrantTypes &current, const GrantTypes &before, const GrantTypes &after)
{
    current = (current & ~(before & ~after)) | (after & ~before);
    return true;
}

/// Each member for itself.
bool mergeMember(KeptMembers &current, const KeptMembers &before, const KeptMembers &after)
{
    KeptMembers merged = current;
    QSet<QString> names(before.keyBegin(), before.keyEnd());
    names.unite(QSet<QString>(after.keyBegin(), after.keyEnd()));
    for (const QString &name : std::as_const(names)) {
        const auto valueIn = [&](const KeptMembers &kept) {
            const auto found = kept.constFind(name);
            return found == kept.cend() ? QByteArray() : *found;
        };
        QByteArray value = valueIn(merged);
        if (!mergeField(value, valueIn(before), valueIn(after)))
            return false;
        if (value.isEmpty())
            merged.remove(name);
        else
            merged.insert(name, value);
    }
    current = merged;
    return true;
}

} // namespace

template <typename Object>
std::expected<Object, MergeConflict> merge(const Object &current, const Object &before, const Object &after)
{
    Object merged = current;
    const char *conflicting = nullptr;
    eachMember(&current, [&](const char *name, auto member, MemberKind kind) {
        if (!conflicting && !kind.isFixed && !mergeMember(member(merged), member(before), member(after)))
            conflicting = name;
    });
    if (conflicting)
        return std::unexpected(MergeConflict{QString::fromLatin1(conflicting)});
    return merged;
}

template std::expected<ResourceServer, MergeConflict> merge(const ResourceServer &, const ResourceServer &,
                                                            const ResourceServer &);
template std::expected<ClientApplication, MergeConflict> merge(const ClientApplication &, const ClientApplication &,
                                                               const ClientApplication &);
template std::expected<ClientGrant, MergeConflict> merge(const ClientGrant &, const ClientGrant &, const ClientGrant &);
template std::expected<SigningKey, MergeConflict> merge(const SigningKey &, const SigningKey &, const SigningKey &);
template std::expected<Tenant, MergeConflict> merge(const Tenant &, const Tenant &, const Tenant &);
template std::expected<User, MergeConflict> merge(const User &, const User &, const User &);
template std::expected<Consent, MergeConflict> merge(const Consent &, const Consent &, const Consent &);

} // namespace gatehouse::domain
