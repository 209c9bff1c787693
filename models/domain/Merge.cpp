#include "models/domain/Merge.h"

#include "models/domain/Members.h"

#include <QSet>

namespace gatehouse::domain {

namespace {

/// Whoever decides, asked about one member.
struct Decider
{
    const char *member;
    const std::function<Side(const Clash &)> &decide;

    bool isOurs(const QString &element = {}) const
    {
        return decide({.member = QString::fromLatin1(member), .element = element}) == Side::Ours;
    }
};

/// Applies one field's change to `current`, where somebody else may have changed it to something else.
template <typename Value>
void mergeField(Value &current, const Value &before, const Value &after, const Decider &decider,
                const QString &element = {})
{
    if (before == after || current == after)
        return;
    if (current == before || decider.isOurs(element))
        current = after;
}

/// The same for a keyed list: additions, removals and edits of single elements, kept in the order of `after`, followed
/// by what was added elsewhere.
template <typename Element, typename Key>
void mergeList(QList<Element> &current, const QList<Element> &before, const QList<Element> &after, Key key,
               const Decider &decider)
{
    if (current == before) {
        current = after;
        return;
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
            // Added in both places, perhaps differently.
            const bool isClash = is && !(*is == wanted);
            merged.append(isClash && !decider.isOurs(key(wanted)) ? *is : wanted);
        } else if (!is) {
            // Removed there, perhaps edited here.
            if (!(*was == wanted) && decider.isOurs(key(wanted)))
                merged.append(wanted);
        } else {
            Element element = *is;
            mergeField(element, *was, wanted, decider, key(wanted));
            merged.append(element);
        }
    }
    for (const Element &is : current) {
        if (find(after, is))
            continue;
        const Element *was = find(before, is);
        // Added elsewhere; or removed here, and edited there.
        if (!was || (!(*was == is) && !decider.isOurs(key(is))))
            merged.append(is);
    }
    current = merged;
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
void mergeMember(QList<Element> &current, const QList<Element> &before, const QList<Element> &after,
                 const Decider &decider)
    requires requires(Element element) { keyOf(element); }
{
    mergeList(current, before, after, [](const Element &element) { return keyOf(element); }, decider);
}
template <typename Value>
void mergeMember(Value &current, const Value &before, const Value &after, const Decider &decider)
{
    mergeField(current, before, after, decider);
}
/// Each grant type for itself, so that two people may add one each.
void mergeMember(GrantTypes &current, const GrantTypes &before, const GrantTypes &after, const Decider &)
{
    current = (current & ~(before & ~after)) | (after & ~before);
}

/// Each member for itself.
void mergeMember(KeptMembers &current, const KeptMembers &before, const KeptMembers &after, const Decider &decider)
{
    KeptMembers merged = current;
    QSet<QString> names(before.keyBegin(), before.keyEnd());
    names.unite(QSet<QString>(after.keyBegin(), after.keyEnd()));
    QStringList sorted(names.cbegin(), names.cend());
    sorted.sort(); // decided in the same order each time
    for (const QString &name : std::as_const(sorted)) {
        const auto valueIn = [&](const KeptMembers &kept) {
            const auto found = kept.constFind(name);
            return found == kept.cend() ? QByteArray() : *found;
        };
        QByteArray value = valueIn(merged);
        mergeField(value, valueIn(before), valueIn(after), decider, name);
        if (value.isEmpty())
            merged.remove(name);
        else
            merged.insert(name, value);
    }
    current = merged;
}

} // namespace

template <typename Object>
Object mergeDeciding(const Object &current, const Object &before, const Object &after,
                     const std::function<Side(const Clash &)> &decide)
{
    Object merged = current;
    eachMember(&current, [&](const char *name, auto member, MemberKind kind) {
        if (!kind.isFixed)
            mergeMember(member(merged), member(before), member(after), Decider{.member = name, .decide = decide});
    });
    return merged;
}

template <typename Object>
std::expected<Object, MergeConflict> merge(const Object &current, const Object &before, const Object &after)
{
    std::optional<MergeConflict> conflict;
    const Object merged = mergeDeciding<Object>(current, before, after, [&conflict](const Clash &clash) {
        if (!conflict)
            conflict = MergeConflict{clash.member};
        return Side::Theirs;
    });
    if (conflict)
        return std::unexpected(*conflict);
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
template ResourceServer mergeDeciding(const ResourceServer &, const ResourceServer &, const ResourceServer &,
                                      const std::function<Side(const Clash &)> &);
template ClientApplication mergeDeciding(const ClientApplication &, const ClientApplication &,
                                         const ClientApplication &, const std::function<Side(const Clash &)> &);
template ClientGrant mergeDeciding(const ClientGrant &, const ClientGrant &, const ClientGrant &,
                                   const std::function<Side(const Clash &)> &);
template SigningKey mergeDeciding(const SigningKey &, const SigningKey &, const SigningKey &,
                                  const std::function<Side(const Clash &)> &);
template Tenant mergeDeciding(const Tenant &, const Tenant &, const Tenant &,
                              const std::function<Side(const Clash &)> &);
template User mergeDeciding(const User &, const User &, const User &, const std::function<Side(const Clash &)> &);
template Consent mergeDeciding(const Consent &, const Consent &, const Consent &,
                               const std::function<Side(const Clash &)> &);

} // namespace gatehouse::domain
