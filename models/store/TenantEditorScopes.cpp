// Scopes and the grants that hold them: what changes one has to change the other.
#include "models/store/TenantEditor.h"

#include "models/base/NearestText.h"
#include "models/store/AwaitedScopes.h"

#include <QSet>

#include <algorithm>

namespace gatehouse::store {

using domain::ChangeSet;
using domain::ClientGrant;
using domain::ClientId;
using domain::Field;
using domain::ResourceServer;
using domain::ResourceServerId;
using domain::Rule;
using domain::Scope;
using domain::Violation;
using namespace Qt::StringLiterals;

namespace {

std::unexpected<Refusal> unknownScope(const ResourceServer &api, const QString &value)
{
    return refuse(Violation{Field::ScopeValue, Rule::Unknown, value, 0, base::nearestText(value, api.scopeValues())});
}

/// The API, if its scopes may be edited.
Edit<const ResourceServer *> editableScopes(const StoreSnapshot &tenant, const ResourceServerId &id)
{
    const ResourceServer *api = tenant.resourceServer(id);
    if (!api)
        return refuse(Violation{Field::Api, Rule::Unknown, id.text(), 0});
    if (auto violation = checkSystemApi(*api, Field::ScopeValue))
        return refuse(*violation);
    return api;
}

/// The grant with what it named before its API did.
ClientGrant whatWaited(const ClientGrant &grant, const ResourceServer &api)
{
    const QStringList awaited = awaitedScopes(grant);
    if (awaited.isEmpty())
        return grant;
    const QStringList values = api.scopeValues();
    return grantNaming(grant, grant.scopes + awaited, QSet<QString>(values.cbegin(), values.cend()));
}

} // namespace

domain::ClientGrantId newGrantId(base::RandomSource &random)
{
    return domain::ClientGrantId(u"cgr_"_s + base::randomText(random, base::alphanumericAlphabet, 16));
}

Edit<ChangeSet> TenantEditor::addScopes(const StoreSnapshot &tenant, const ResourceServerId &id,
                                        const QList<Scope> &scopes)
{
    const auto api = editableScopes(tenant, id);
    if (!api)
        return std::unexpected(api.error());
    ResourceServer edited = **api;
    for (const Scope &scope : scopes) {
        if (auto violation = domain::checkScope(scope, edited.scopes))
            return refuse(*violation);
        edited.scopes.append(scope);
    }
    ChangeSet changes;
    changes.update(**api, edited);
    const QList<ClientGrant> grants = tenant.grantsOf(id);
    for (const ClientGrant &grant : grants)
        changes.update(grant, whatWaited(grant, edited));
    return changes;
}

Edit<ChangeSet> TenantEditor::editScope(const StoreSnapshot &tenant, const ResourceServerId &id, const QString &value,
                                        const Scope &wanted)
{
    const auto api = editableScopes(tenant, id);
    if (!api)
        return std::unexpected(api.error());
    ResourceServer edited = **api;
    const auto found = std::ranges::find(edited.scopes, value, &Scope::value);
    if (found == edited.scopes.end())
        return unknownScope(**api, value);

    QList<Scope> others = edited.scopes;
    others.removeIf([&](const Scope &scope) { return scope.value == value; });
    if (auto violation = domain::checkScope(wanted, others))
        return refuse(*violation);
    *found = wanted;

    ChangeSet changes;
    QList<std::pair<ClientGrant, ClientGrant>> renamed;
    if (wanted.value != value) {
        const QList<ClientGrant> grants = tenant.grantsOf(id);
        for (const ClientGrant &grant : grants) {
            ClientGrant after = grant;
            std::ranges::replace(after.scopes, value, wanted.value);
            after = whatWaited(after, edited);
            if (!(after == grant))
                renamed.append({grant, after});
        }
    }
    // The new value must exist before a grant names it and the old one until none does; one change set is judged as a
    // whole.
    changes.update(**api, edited);
    for (const auto &[before, after] : std::as_const(renamed))
        changes.update(before, after);
    if (wanted.value != value) {
        editPermissions(changes, tenant, id, [&](const QString &scope) -> std::optional<QString> {
            return scope == value ? wanted.value : scope;
        });
    }
    return changes;
}

Edit<ChangeSet> TenantEditor::removeScopes(const StoreSnapshot &tenant, const ResourceServerId &id,
                                           const QStringList &values)
{
    const auto api = editableScopes(tenant, id);
    if (!api)
        return std::unexpected(api.error());
    const QSet<QString> removed(values.begin(), values.end());
    for (const QString &value : values) {
        if (!(*api)->scope(value))
            return unknownScope(**api, value);
    }
    ChangeSet changes;
    const QList<ClientGrant> grants = tenant.grantsOf(id);
    for (const ClientGrant &grant : grants) {
        ClientGrant after = grant;
        after.scopes.removeIf([&](const QString &scope) { return removed.contains(scope); });
        changes.update(grant, after);
    }
    ResourceServer edited = **api;
    edited.scopes.removeIf([&](const Scope &scope) { return removed.contains(scope.value); });
    changes.update(**api, edited);
    editPermissions(changes, tenant, id, [&](const QString &scope) {
        return removed.contains(scope) ? std::nullopt : std::optional(scope);
    });
    return changes;
}

Edit<ChangeSet> TenantEditor::setGrant(const StoreSnapshot &tenant, const ClientId &clientId,
                                       const ResourceServerId &apiId, const QStringList &scopes,
                                       domain::SubjectType subject)
{
    if (!tenant.client(clientId))
        return refuse(Violation{Field::Client, Rule::Unknown, clientId.text(), 0});
    const ResourceServer *api = tenant.resourceServer(apiId);
    if (!api)
        return refuse(Violation{Field::Api, Rule::Unknown, apiId.text(), 0});
    const QSet<QString> wanted(scopes.begin(), scopes.end());
    for (const QString &scope : scopes) {
        if (!api->scope(scope))
            return refuse(Violation{Field::GrantedScopes, Rule::NotDefinedByApi, scope, 0,
                                    base::nearestText(scope, api->scopeValues())});
    }
    // In the API's order, so that two grants of the same scopes are equal and tokens list them alike.
    QStringList ordered;
    for (const Scope &scope : api->scopes) {
        if (wanted.contains(scope.value))
            ordered.append(scope.value);
    }

    ChangeSet changes;
    if (const ClientGrant *grant = tenant.grant(clientId, apiId, subject)) {
        ClientGrant after = *grant;
        after.scopes = ordered;
        changes.update(*grant, after);
    } else {
        ClientGrant created;
        created.id = newGrantId(m_random);
        created.clientId = clientId;
        created.resourceServerId = apiId;
        created.scopes = ordered;
        created.subject = subject;
        changes.create(created);
    }
    return changes;
}

Edit<ChangeSet> TenantEditor::removeGrant(const StoreSnapshot &tenant, const ClientId &clientId,
                                          const ResourceServerId &apiId, domain::SubjectType subject)
{
    const ClientGrant *grant = tenant.grant(clientId, apiId, subject);
    if (!grant)
        return refuse(Violation{Field::GrantedScopes, Rule::Unknown, tenant.clientName(clientId), 0});
    ChangeSet changes;
    changes.remove(*grant);
    return changes;
}

} // namespace gatehouse::store
