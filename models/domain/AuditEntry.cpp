#include "models/domain/AuditEntry.h"

#include "models/domain/Members.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

namespace {

QString sealedMark(const SealedSecret &secret)
{
    return secret.isEmpty() ? QString() : u"(sealed)"_s;
}

// A member in the trail's words.
QString textOf(const QString &text)
{
    return text;
}
QString textOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}
QString textOf(int value)
{
    return QString::number(value);
}
QString textOf(const QStringList &values)
{
    return values.join(u' ');
}
QString textOf(SigningAlgorithm algorithm)
{
    return signingAlgorithmName(algorithm);
}
QString textOf(GrantTypes types)
{
    return grantTypeNames(types).join(u' ');
}
template <NamedEnum Enum> QString textOf(Enum value)
{
    return nameOf(value);
}
template <typename Kind> QString textOf(const Id<Kind> &id)
{
    return id.text();
}
QString textOf(base::Instant at)
{
    return QString::number(base::unixSeconds(at));
}
QString textOf(const std::optional<base::Instant> &at)
{
    return at ? textOf(*at) : QString();
}
/// Keys and certificates: enough to tell two apart.
QString textOf(const QByteArray &der)
{
    return der.isEmpty()
               ? QString()
               : QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).first(8).toHex());
}
QString textOf(const QByteArrayList &keys)
{
    QStringList texts;
    for (const QByteArray &key : keys)
        texts.append(textOf(key));
    return texts.join(u' ');
}
QString textOf(const QList<Permission> &permissions)
{
    QStringList texts;
    for (const Permission &permission : permissions)
        texts.append(permission.scope + u'@' + permission.resourceServerId.text());
    return texts.join(u' ');
}

/// Lists the fields in which two values differ; an absent side reads as empty.
class FieldList
{
public:
    void compare(const char *field, const QString &before, const QString &after)
    {
        if (before != after)
            m_fields.append({QString::fromLatin1(field), before, after});
    }
    void secret(const char *field, const SealedSecret &before, const SealedSecret &after)
    {
        if (!(before == after))
            m_fields.append({QString::fromLatin1(field), sealedMark(before), sealedMark(after)});
    }
    QList<FieldChange> take() { return std::move(m_fields); }

private:
    QList<FieldChange> m_fields;
};

/// One row for each scope that came, went or was described anew: a list of a thousand would tell nothing.
void compareScopes(FieldList &fields, const QList<Scope> &before, const QList<Scope> &after)
{
    auto text = [](const Scope &scope) {
        return scope.description.isEmpty() ? scope.value : scope.value + u": "_s + scope.description;
    };
    auto find = [](const QList<Scope> &list, const QString &value) -> const Scope * {
        for (const Scope &scope : list) {
            if (scope.value == value)
                return &scope;
        }
        return nullptr;
    };
    for (const Scope &scope : before) {
        const Scope *other = find(after, scope.value);
        if (!other)
            fields.compare("scopes", text(scope), {});
        else
            fields.compare("scopes", text(scope), text(*other));
    }
    for (const Scope &scope : after) {
        if (!find(before, scope.value))
            fields.compare("scopes", {}, text(scope));
    }
}

/// One row for each member that came, went or changed, under its own name.
void compareKept(FieldList &fields, const KeptMembers &before, const KeptMembers &after)
{
    QSet<QString> names(before.keyBegin(), before.keyEnd());
    names.unite(QSet<QString>(after.keyBegin(), after.keyEnd()));
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    for (const QString &name : std::as_const(sorted))
        fields.compare(qPrintable(name), QString::fromUtf8(before.value(name)), QString::fromUtf8(after.value(name)));
}

/// Whether the trail speaks of a member. What only marks an object for the program itself, and dates that follow from
/// the entry's own, would be noise.
bool isTold(const char *name, MemberKind kind, bool isUpdate)
{
    static constexpr std::array silent{"is_sample"_L1,     "is_system"_L1,     "signing_secret_since"_L1,
                                       "current_since"_L1, "current_until"_L1, "revoked_at"_L1,
                                       "granted_at"_L1};
    return (isUpdate || kind.isToldOnCreation) && std::ranges::find(silent, QLatin1StringView(name)) == silent.end();
}

template <typename Object>
QList<FieldChange> difference(const std::optional<Object> &before, const std::optional<Object> &after)
{
    FieldList fields;
    const Object was = before.value_or(Object{});
    const Object is = after.value_or(Object{});
    // A tenant has neither a beginning nor an end: what stands for one is its defaults.
    const bool isUpdate = (before && after) || std::is_same_v<Object, Tenant>;
    eachMember(&was, [&]<typename Member>(const char *name, Member member, MemberKind kind) {
        using Value = std::remove_cvref_t<decltype(member(was))>;
        if (!isTold(name, kind, isUpdate))
            return;
        if constexpr (std::is_same_v<Value, SealedSecret>)
            fields.secret(name, member(was), member(is));
        else if constexpr (std::is_same_v<Value, QList<Scope>>)
            compareScopes(fields, member(was), member(is));
        else if constexpr (std::is_same_v<Value, KeptMembers>)
            compareKept(fields, member(was), member(is));
        else
            fields.compare(name, textOf(member(was)), textOf(member(is)));
    });
    return fields.take();
}

void identify(AuditItem &item, const ResourceServer &value, const NameLookup &)
{
    item.entity = Entity::Api;
    item.id = value.id.text();
    item.name = value.name;
}

void identify(AuditItem &item, const ClientApplication &value, const NameLookup &)
{
    item.entity = Entity::Client;
    item.id = value.id.text();
    item.name = value.name;
}

void identify(AuditItem &item, const ClientGrant &value, const NameLookup &names)
{
    item.entity = Entity::ClientGrant;
    item.id = value.id.text();
    item.name = names.clientName(value.clientId) + u" → "_s + names.apiName(value.resourceServerId);
}

void identify(AuditItem &item, const SigningKey &value, const NameLookup &)
{
    item.entity = Entity::SigningKey;
    item.id = value.id.text();
    item.name = value.id.text();
}

void identify(AuditItem &item, const Tenant &value, const NameLookup &)
{
    item.entity = Entity::Tenant;
    item.name = value.name;
}

void identify(AuditItem &item, const User &value, const NameLookup &)
{
    item.entity = Entity::User;
    item.id = value.id.text();
    item.name = value.email;
}

void identify(AuditItem &item, const Consent &value, const NameLookup &names)
{
    item.entity = Entity::Consent;
    item.id = value.id.text();
    item.name = names.userName(value.userId) + u" → "_s + names.clientName(value.clientId);
}

constexpr std::array entityNames{"api", "client", "client-grant", "signing-key", "tenant", "user", "consent"};
constexpr std::array actionNames{"created", "updated", "deleted"};

/// The enumerator at the place of `name` in a list that is in their order.
template <typename Enum> std::optional<Enum> atName(const auto &names, const QString &name)
{
    const auto found = std::ranges::find(names, name, [](const char *one) { return QLatin1StringView(one); });
    if (found == names.end())
        return {};
    return static_cast<Enum>(found - names.begin());
}

} // namespace

QList<AuditItem> describe(const ChangeSet &changes, const NameLookup &names)
{
    QList<AuditItem> items;
    items.reserve(changes.changes.size());
    for (const Change &change : changes.changes) {
        items.append(std::visit(
            [&names]<typename T>(const Changed<T> &one) {
                AuditItem item;
                identify(item, one.after ? *one.after : *one.before, names);
                item.action = !one.before ? Action::Created : !one.after ? Action::Deleted : Action::Updated;
                item.fields = difference(one.before, one.after);
                return item;
            },
            change));
    }
    return items;
}

QString entityName(Entity entity)
{
    return QString::fromLatin1(entityNames[static_cast<std::size_t>(entity)]);
}

QString actionName(Action action)
{
    return QString::fromLatin1(actionNames[static_cast<std::size_t>(action)]);
}

std::optional<Entity> parseEntity(const QString &name)
{
    return atName<Entity>(entityNames, name);
}

std::optional<Action> parseAction(const QString &name)
{
    return atName<Action>(actionNames, name);
}

} // namespace gatehouse::domain
