#include "models/domain/PastVersion.h"

#include "models/domain/Members.h"

#include <algorithm>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

namespace {

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

// A member out of the trail's words: the other direction of AuditEntry's. False for what they do not hold.
bool take(QString &value, const QString &text)
{
    value = text;
    return true;
}
bool take(bool &value, const QString &text)
{
    value = text == "true"_L1;
    return value || text == "false"_L1;
}
bool take(int &value, const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber)
        value = number;
    return isNumber;
}
bool take(QStringList &value, const QString &text)
{
    value = words(text);
    return true;
}
bool take(GrantTypes &value, const QString &text)
{
    const std::optional<GrantTypes> types = parseGrantTypes(words(text));
    value = types.value_or(value);
    return types.has_value();
}
template <NamedEnum Enum> bool take(Enum &value, const QString &text)
{
    const std::optional<Enum> named = parseName<Enum>(text);
    value = named.value_or(value);
    return named.has_value();
}
bool take(QList<Permission> &value, const QString &text)
{
    QList<Permission> permissions;
    const QStringList parts = words(text);
    for (const QString &part : parts) {
        const qsizetype at = part.lastIndexOf(u'@');
        if (at < 0)
            return false;
        permissions.append({.resourceServerId = ResourceServerId(part.sliced(at + 1)), .scope = part.first(at)});
    }
    value = permissions;
    return true;
}

/// "read:orders: Read orders"; a scope has no space, so its end is the first colon before one.
Scope scopeOf(const QString &text)
{
    const qsizetype end = text.indexOf(": "_L1);
    return end < 0 ? Scope{text, {}} : Scope{text.first(end), text.sliced(end + 2)};
}

/// A row of the trail speaks of one scope.
void takeBack(QList<Scope> &scopes, const FieldChange &change)
{
    const Scope before = scopeOf(change.before);
    const Scope after = scopeOf(change.after);
    const auto found = std::ranges::find(scopes, after.value.isEmpty() ? before.value : after.value, &Scope::value);
    if (before.value.isEmpty()) {
        if (found != scopes.end())
            scopes.erase(found);
    } else if (found != scopes.end()) {
        *found = before;
    } else {
        scopes.append(before);
    }
}

template <typename Object> bool takeBack(Object &object, const FieldChange &change)
{
    bool isKnown = false;
    bool isTaken = false;
    KeptMembers *kept = nullptr;
    eachMember(&object, [&](const char *name, auto member, MemberKind kind) {
        auto &value = member(object);
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, KeptMembers>)
            kept = &value;
        if (change.field != QLatin1StringView(name))
            return;
        isKnown = true;
        if (kind.isFixed)
            return;
        if constexpr (std::is_same_v<Value, QList<Scope>>) {
            takeBack(value, change);
            isTaken = true;
        } else if constexpr (requires { take(value, change.before); }) {
            isTaken = take(value, change.before);
        }
    });
    if (isKnown || !kept)
        return isTaken;
    // What is no member of ours is one of those that are only kept.
    if (change.before.isEmpty())
        kept->remove(change.field);
    else
        kept->insert(change.field, change.before.toUtf8());
    return true;
}

template <typename Object>
PastVersion<Object> past(Entity entity, const Object &now, const QList<AuditEntry> &newestFirst, qint64 sequence)
{
    PastVersion<Object> version{.object = now, .lost = {}};
    for (const AuditEntry &entry : newestFirst) {
        if (entry.sequence <= sequence)
            continue;
        for (auto item = entry.items.crbegin(); item != entry.items.crend(); ++item) {
            // What was deleted and came back came back whole.
            if (item->entity != entity || item->id != now.id.text() || item->action != Action::Updated)
                continue;
            for (auto field = item->fields.crbegin(); field != item->fields.crend(); ++field) {
                if (!takeBack(version.object, *field) && !version.lost.contains(field->field))
                    version.lost.append(field->field);
            }
        }
    }
    return version;
}

} // namespace

PastVersion<ResourceServer> versionAfter(const ResourceServer &now, const QList<AuditEntry> &newestFirst,
                                         qint64 sequence)
{
    return past(Entity::Api, now, newestFirst, sequence);
}

PastVersion<ClientApplication> versionAfter(const ClientApplication &now, const QList<AuditEntry> &newestFirst,
                                            qint64 sequence)
{
    return past(Entity::Client, now, newestFirst, sequence);
}

PastVersion<ClientGrant> versionAfter(const ClientGrant &now, const QList<AuditEntry> &newestFirst, qint64 sequence)
{
    return past(Entity::ClientGrant, now, newestFirst, sequence);
}

PastVersion<User> versionAfter(const User &now, const QList<AuditEntry> &newestFirst, qint64 sequence)
{
    return past(Entity::User, now, newestFirst, sequence);
}

} // namespace gatehouse::domain
