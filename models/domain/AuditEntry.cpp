#include "models/domain/AuditEntry.h"

#include <algorithm>
#include <array>

namespace gatehouse::domain {

namespace {

QString yesNo(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

QString sealedMark(const SealedSecret &secret)
{
    return secret.isEmpty() ? QString() : QStringLiteral("(sealed)");
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
        return scope.description.isEmpty() ? scope.value : scope.value + QStringLiteral(": ") + scope.description;
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

QList<FieldChange> difference(const ResourceServer &before, const ResourceServer &after)
{
    FieldList fields;
    fields.compare("name", before.name, after.name);
    fields.compare("identifier", before.identifier, after.identifier);
    if (!before.id.isEmpty() && !after.id.isEmpty()) {
        fields.compare("signing_alg", signingAlgorithmName(before.signingAlgorithm),
                       signingAlgorithmName(after.signingAlgorithm));
        fields.compare("token_lifetime", QString::number(before.tokenLifetime), QString::number(after.tokenLifetime));
        fields.compare("skip_consent_for_verifiable_first_party_clients", yesNo(before.skipConsent),
                       yesNo(after.skipConsent));
        fields.compare("allow_offline_access", yesNo(before.allowOfflineAccess), yesNo(after.allowOfflineAccess));
    }
    fields.secret("signing_secret", before.signingSecret, after.signingSecret);
    compareScopes(fields, before.scopes, after.scopes);
    return fields.take();
}

QList<FieldChange> difference(const ClientApplication &before, const ClientApplication &after)
{
    FieldList fields;
    fields.compare("name", before.name, after.name);
    fields.secret("client_secret", before.secret, after.secret);
    return fields.take();
}

QList<FieldChange> difference(const ClientGrant &before, const ClientGrant &after)
{
    FieldList fields;
    fields.compare("scope", before.scopes.join(u' '), after.scopes.join(u' '));
    return fields.take();
}

QList<FieldChange> difference(const SigningKey &before, const SigningKey &after)
{
    FieldList fields;
    fields.secret("private_key", before.privateKey, after.privateKey);
    return fields.take();
}

QList<FieldChange> difference(const Tenant &before, const Tenant &after)
{
    FieldList fields;
    fields.compare("name", before.name, after.name);
    fields.compare("enable_apis_section", yesNo(before.apisSectionEnabled), yesNo(after.apisSectionEnabled));
    fields.compare("server_port", QString::number(before.serverPort), QString::number(after.serverPort));
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
    item.name = names.clientName(value.clientId) + QStringLiteral(" → ") + names.apiName(value.resourceServerId);
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

constexpr std::array entityNames{"api", "client", "client-grant", "signing-key", "tenant"};
constexpr std::array actionNames{"created", "updated", "deleted"};

/// The enumerator at the place of `name` in a list that is in their order.
template <typename Enum> std::optional<Enum> parseName(const auto &names, const QString &name)
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
                item.fields = difference(one.before.value_or(T{}), one.after.value_or(T{}));
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
    return parseName<Entity>(entityNames, name);
}

std::optional<Action> parseAction(const QString &name)
{
    return parseName<Action>(actionNames, name);
}

} // namespace gatehouse::domain
