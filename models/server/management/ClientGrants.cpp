#include "models/server/management/Endpoint.h"
#include "models/store/AwaitedScopes.h"

#include <algorithm>

namespace gatehouse::server::management {

using domain::ClientGrant;
using domain::ClientGrantId;
namespace api = gatehouse::management;

namespace {

const QString allScopes = u"allow_all_scopes"_s;

jose::JsonValue json(const Call &call, const store::StoreSnapshot &tenant, const ClientGrant &grant,
                     const api::FieldSelection &fields = {})
{
    return api::toJson(api::clientGrantDescription(), grant, {.identifierOf = identifiers(call, tenant)}, fields);
}

std::function<Checked<Answer>(const store::StoreSnapshot &)> shown(const Call &call, const ClientGrant &wanted,
                                                                   int status)
{
    return [call, wanted, status](const store::StoreSnapshot &after) -> Checked<Answer> {
        const ClientGrant *grant = after.grant(wanted.clientId, wanted.resourceServerId, wanted.subject);
        if (!grant)
            return std::unexpected(api::noSuchGrant());
        return Answer{.status = status, .body = json(call, after, *grant)};
    };
}

/// By client, API and subject, so that a tenant that was filled in another order lists them alike.
Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto listing = api::readListing(call.query, true);
    if (!listing)
        return std::unexpected(listing.error());
    const QString audience = api::valueOf(call.query, u"audience");
    const QString client = api::valueOf(call.query, u"client_id");
    const QString subject = api::valueOf(call.query, u"subject_type");
    if (!subject.isEmpty() && !domain::parseName<domain::SubjectType>(subject))
        return std::unexpected(api::queryProblem(u"No enum match for: "_s + api::quoted(subject), u"subject_type"_s));
    const auto anyOrganization = api::flagOf(call.query, u"allow_any_organization");
    if (!anyOrganization)
        return std::unexpected(anyOrganization.error());
    const domain::ResourceServer *wanted = audience.isEmpty() ? nullptr : apiCalled(call, tenant, audience);
    const auto identifierOf = identifiers(call, tenant);
    QList<api::ListEntry> entries;
    for (const ClientGrant &grant : tenant.grants) {
        if ((!audience.isEmpty() && (!wanted || grant.resourceServerId != wanted->id)) ||
            (!client.isEmpty() && grant.clientId.text() != client) ||
            (!subject.isEmpty() && domain::nameOf(grant.subject) != subject) ||
            (*anyOrganization && (grant.kept.value(u"allow_any_organization"_s) == "true") != **anyOrganization) ||
            !api::valueOf(call.query, u"default_for").isEmpty())
            continue;
        entries.append({grant.clientId.text() + u' ' + identifierOf(grant.resourceServerId.text()) + u' ' +
                            domain::nameOf(grant.subject),
                        [&] { return json(call, tenant, grant, listing->fields); }});
    }
    std::ranges::sort(entries, {}, &api::ListEntry::key);
    auto answer = api::listed(entries, *listing, u"client_grants"_s, call.origin.text().toUtf8() + call.path);
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome show(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientGrant *grant = tenant.grant(ClientGrantId(call.key));
    if (!grant)
        return std::unexpected(api::noSuchGrant());
    return Answer{.body = json(call, tenant, *grant)};
}

/// "All scopes" is the API's scopes as they are now; naming some besides is a contradiction. Otherwise a grant may name
/// what its API does not define (contract section 1.9).
std::optional<Problem> settleScopes(api::Draft<ClientGrant> &draft, const domain::ResourceServer &resource)
{
    const bool isNamed = draft.named.contains(u"scope"_s);
    const bool isAll = draft.value.kept.value(allScopes) == "true";
    if (isAll && isNamed && !draft.value.scopes.isEmpty())
        return api::payloadProblem(u"scope must not accompany allow_all_scopes"_s, u"scope"_s);
    const QStringList values = resource.scopeValues();
    if (isAll || isNamed)
        draft.value = store::grantNaming(draft.value, isAll ? values : draft.value.scopes,
                                         QSet<QString>(values.cbegin(), values.cend()));
    return {};
}

Outcome create(const Call &call, const store::StoreSnapshot &tenant)
{
    api::Draft<ClientGrant> draft;
    if (auto problem = api::assign(api::clientGrantDescription(), draft, call.body, api::Use::Create))
        return std::unexpected(*std::move(problem));
    const domain::ResourceServer *resource = apiCalled(call, tenant, draft.audience);
    if (!resource)
        return std::unexpected(Problem{.status = 404,
                                       .message = u"No resource with identifier "_s + api::quoted(draft.audience),
                                       .code = u"inexistent_resource_server"_s});
    const domain::ClientApplication *client = tenant.client(draft.value.clientId);
    if (!client)
        return std::unexpected(
            Problem{.status = 404, .message = u"Client not found"_s, .code = u"inexistent_client"_s});
    if (resource->isSystem && !client->isFirstParty)
        return std::unexpected(Problem{.status = 400,
                                       .message = u"Third-party clients are never granted a system API."_s,
                                       .code = u"invalid_body"_s});
    draft.value.resourceServerId = resource->id;
    if (tenant.grant(client->id, resource->id, draft.value.subject))
        return std::unexpected(api::alreadyThere(u"client_grant already exists"_s, u"client_grant_conflict"_s));
    if (auto problem = settleScopes(draft, *resource))
        return std::unexpected(*std::move(problem));
    auto changes = checked(call.parts.editor.setGrant(tenant, draft.value));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), shown(call, draft.value, 201));
}

Outcome update(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientGrant *grant = tenant.grant(ClientGrantId(call.key));
    if (!grant)
        return std::unexpected(api::noSuchGrant());
    api::Draft<ClientGrant> draft{.value = *grant};
    if (auto problem = api::assign(api::clientGrantDescription(), draft, call.body, api::Use::Update))
        return std::unexpected(*std::move(problem));
    if (const domain::ResourceServer *resource = tenant.resourceServer(grant->resourceServerId)) {
        if (auto problem = settleScopes(draft, *resource))
            return std::unexpected(*std::move(problem));
    }
    auto changes = checked(call.parts.editor.setGrant(tenant, draft.value));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), shown(call, draft.value, 200));
}

Outcome remove(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientGrant *grant = tenant.grant(ClientGrantId(call.key));
    if (!grant)
        return nothingToDelete();
    auto changes =
        checked(call.parts.editor.removeGrant(tenant, grant->clientId, grant->resourceServerId, grant->subject));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

} // namespace

QList<Endpoint> clientGrantEndpoints()
{
    const QStringList read{u"read:client_grants"_s};
    return {
        {.method = "GET", .path = "/client-grants", .scopes = read, .run = list},
        {.method = "GET", .path = "/client-grants/{id}", .scopes = read, .run = show},
        {.method = "POST",
         .path = "/client-grants",
         .scopes = {u"create:client_grants"_s},
         .takesBody = true,
         .run = create},
        {.method = "PATCH",
         .path = "/client-grants/{id}",
         .scopes = {u"update:client_grants"_s},
         .takesBody = true,
         .run = update},
        {.method = "DELETE", .path = "/client-grants/{id}", .scopes = {u"delete:client_grants"_s}, .run = remove},
    };
}

} // namespace gatehouse::server::management
