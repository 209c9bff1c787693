// Objects as the Management API sends them: whole, with secrets of the sender's own, and with members that are only
// kept.
#include "models/store/AwaitedScopes.h"
#include "models/store/TenantEditor.h"

#include "models/domain/TextRules.h"

#include <QSet>

#include <algorithm>

namespace gatehouse::store {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

constexpr int minSigningSecret = 16;

MaybeViolation checkSecret(Field field, const base::Secret &secret, qsizetype least)
{
    if (secret.size() < least)
        return Violation{field, Rule::TooShort, {}, least};
    return {};
}

/// Each scope for itself, and that none is there twice.
MaybeViolation checkScopes(const QList<Scope> &scopes)
{
    if (scopes.size() > maxScopesPerApi)
        return Violation{Field::ScopeValue, Rule::TooMany, {}, maxScopesPerApi};
    QSet<QString> seen;
    for (const Scope &scope : scopes) {
        if (auto violation = checkScope(scope, {}))
            return violation;
        if (seen.contains(scope.value))
            return Violation{Field::ScopeValue, Rule::AlreadyUsed, scope.value, 0};
        seen.insert(scope.value);
    }
    return {};
}

} // namespace

Edit<TenantEditor::CreatedApi> TenantEditor::createApi(const StoreSnapshot &tenant, const ResourceServer &wanted,
                                                       const std::optional<base::Secret> &secret)
{
    auto created = createApi(
        tenant, NewApi{.name = wanted.name, .identifier = wanted.identifier, .algorithm = wanted.signingAlgorithm});
    if (!created)
        return created;
    auto &change = std::get<Changed<ResourceServer>>(created->changes.changes.first());
    const ResourceServer made = *change.after;
    ResourceServer whole = wanted;
    whole.id = made.id;
    whole.createdAt = made.createdAt;
    whole.signingSecret = made.signingSecret;
    whole.isSystem = false;
    whole.unread = {};
    whole.isSample = false;
    if (auto violation = checkTokenLifetime(whole.tokenLifetime))
        return refuse(*violation);
    whole.tokenLifetimeForWeb = std::clamp(whole.tokenLifetimeForWeb, minTokenLifetime, whole.tokenLifetime);
    if (auto violation = checkScopes(whole.scopes))
        return refuse(*violation);
    if (secret) {
        if (auto violation = checkSecret(Field::SigningSecret, *secret, minSigningSecret))
            return refuse(*violation);
        auto sealed = m_custody.sealSigningSecret(whole.id, *secret);
        if (!sealed)
            return refuse(sealed.error());
        whole.signingSecret = *std::move(sealed);
    }
    change.after = whole;
    return created;
}

Edit<ChangeSet> TenantEditor::replaceApi(const StoreSnapshot &tenant, const ResourceServer &wanted,
                                         const std::optional<base::Secret> &secret)
{
    const ResourceServer *api = tenant.resourceServer(wanted.id);
    if (!api)
        return refuse(Violation{Field::Api, Rule::Unknown, wanted.id.text(), 0});
    ResourceServer bounded = wanted;
    bounded.tokenLifetimeForWeb =
        std::clamp(wanted.tokenLifetimeForWeb, minTokenLifetime, std::max(minTokenLifetime, wanted.tokenLifetime));
    // What is told is never longer than the lifetime itself; told back, it is no change.
    if (std::min(bounded.tokenLifetime, api->tokenLifetimeForWeb) == bounded.tokenLifetimeForWeb)
        bounded.tokenLifetimeForWeb = api->tokenLifetimeForWeb;
    const auto members = updateApi(tenant, bounded);
    if (!members)
        return members;
    ResourceServer after =
        members->isEmpty() ? *api : *std::get<Changed<ResourceServer>>(members->changes.first()).after;
    after.kept = wanted.kept;
    if (!api->isSystem)
        after.scopes = wanted.scopes;
    if (auto violation = checkScopes(after.scopes))
        return refuse(*violation);
    if (secret) {
        const auto before = m_custody.signingSecret(*api);
        if (!before || !before->equals(*secret)) {
            if (auto violation = checkSecret(Field::SigningSecret, *secret, minSigningSecret))
                return refuse(*violation);
            auto sealed = m_custody.sealSigningSecret(api->id, *secret);
            if (!sealed)
                return refuse(sealed.error());
            after.previousSigningSecret = api->signingSecret;
            after.signingSecret = *std::move(sealed);
            after.signingSecretSince = m_clock.now();
        }
    }
    // What the API has no longer, no grant gives and no person has; grants go on naming it.
    const QStringList values = after.scopeValues();
    const QSet<QString> defined(values.cbegin(), values.cend());
    ChangeSet changes;
    const QList<ClientGrant> grants = tenant.grantsOf(api->id);
    for (const ClientGrant &grant : grants)
        changes.update(grant, grantNaming(grant, grant.scopes + awaitedScopes(grant), defined));
    changes.update(*api, after);
    editPermissions(changes, tenant, api->id, [&](const QString &scope) {
        return defined.contains(scope) ? std::optional(scope) : std::nullopt;
    });
    return changes;
}

Edit<TenantEditor::CreatedClient> TenantEditor::createClient(const StoreSnapshot &tenant,
                                                             const ClientApplication &wanted,
                                                             const std::optional<base::Secret> &secret)
{
    auto created = createClient(tenant, wanted);
    if (!created || !secret)
        return created;
    auto &change = std::get<Changed<ClientApplication>>(created->changes.changes.first());
    auto sealed = m_custody.sealClientSecret(created->id, *secret);
    if (!sealed)
        return refuse(sealed.error());
    change.after->secret = *std::move(sealed);
    return created;
}

Edit<ChangeSet> TenantEditor::updateClient(const StoreSnapshot &tenant, const ClientApplication &wanted,
                                           const std::optional<base::Secret> &secret)
{
    auto changes = updateClient(tenant, wanted);
    if (!changes || !secret)
        return changes;
    const ClientApplication *client = tenant.client(wanted.id);
    const auto before = m_custody.clientSecret(*client);
    if (before && before->equals(*secret))
        return changes;
    auto sealed = m_custody.sealClientSecret(client->id, *secret);
    if (!sealed)
        return refuse(sealed.error());
    ClientApplication after =
        changes->isEmpty() ? *client : *std::get<Changed<ClientApplication>>(changes->changes.first()).after;
    after.secret = *std::move(sealed);
    ChangeSet whole;
    whole.update(*client, after);
    return whole;
}

Edit<ChangeSet> TenantEditor::setGrant(const StoreSnapshot &tenant, const ClientGrant &wanted)
{
    const auto set = setGrant(tenant, wanted.clientId, wanted.resourceServerId, wanted.scopes, wanted.subject);
    if (!set)
        return set;
    const ClientGrant *before = tenant.grant(wanted.clientId, wanted.resourceServerId, wanted.subject);
    ClientGrant after = set->isEmpty() ? *before : *std::get<Changed<ClientGrant>>(set->changes.first()).after;
    after.kept = wanted.kept;
    ChangeSet changes;
    if (before)
        changes.update(*before, after);
    else
        changes.create(after);
    return changes;
}

Edit<TenantEditor::CreatedUser> TenantEditor::createWholeUser(const StoreSnapshot &tenant, const User &wanted,
                                                              const base::Secret &passwordHash)
{
    auto created = createUser(tenant, NewUser{.email = wanted.email, .name = wanted.name}, passwordHash);
    if (!created)
        return created;
    auto &change = std::get<Changed<User>>(created->changes.changes.first());
    User whole = wanted;
    whole.id = change.after->id;
    whole.password = change.after->password;
    whole.createdAt = change.after->createdAt;
    whole.permissions.clear();
    change.after = whole;
    return created;
}

Edit<ChangeSet> TenantEditor::updateTenant(const StoreSnapshot &tenant, const Tenant &wanted)
{
    if (!wanted.name.isEmpty()) {
        if (auto violation = domain::checkName(Field::ClientName, wanted.name))
            return refuse(*violation);
    }
    Tenant after = tenant.tenant;
    after.name = wanted.name;
    after.apisSectionEnabled = wanted.apisSectionEnabled;
    after.kept = wanted.kept;
    ChangeSet changes;
    changes.update(tenant.tenant, after);
    return changes;
}

Edit<ChangeSet> TenantEditor::completeManagementApi(const StoreSnapshot &tenant)
{
    ChangeSet changes;
    for (const ResourceServer &api : tenant.resourceServers) {
        if (!api.isSystem)
            continue;
        ResourceServer after = api;
        for (const Scope &scope : managementApiScopes()) {
            if (!after.scope(scope.value))
                after.scopes.append(scope);
        }
        if (after == api)
            continue;
        changes.update(api, after);
        const QStringList values = after.scopeValues();
        const QSet<QString> defined(values.cbegin(), values.cend());
        const QList<ClientGrant> grants = tenant.grantsOf(api.id);
        for (const ClientGrant &grant : grants)
            changes.update(grant, grantNaming(grant, grant.scopes + awaitedScopes(grant), defined));
    }
    return changes;
}

} // namespace gatehouse::store
