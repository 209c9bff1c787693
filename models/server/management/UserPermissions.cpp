// The permissions that users have, API by API.
#include "models/server/management/Endpoint.h"

#include "models/jose/JsonBuilder.h"

#include <algorithm>

namespace gatehouse::server::management {

using domain::Permission;
using domain::User;
using domain::UserId;
namespace api = gatehouse::management;
namespace json = jose::json;
namespace schema = gatehouse::management::schema;

namespace {

constexpr int mostPermissions = 1000;

api::Schema bodySchema()
{
    const api::Schema one = schema::object(
        {{.name = u"resource_server_identifier"_s,
          .schema = schema::text(1, domain::maxIdentifier),
          .isRequired = true},
         {.name = u"permission_name"_s, .schema = schema::text(1, domain::maxScopeValue), .isRequired = true}});
    return schema::object(
        {{.name = u"permissions"_s, .schema = schema::list(one, mostPermissions), .isRequired = true}});
}

/// The permissions that a body names; each has to be a scope of its API where it is to be given.
Checked<QList<Permission>> readPermissions(const Call &call, const store::StoreSnapshot &tenant, bool areGiven)
{
    if (auto problem = api::check(call.body, bodySchema(), {}))
        return std::unexpected(*std::move(problem));
    QList<Permission> permissions;
    const QList<jose::JsonValue> named = call.body.member(u"permissions")->elements;
    for (const jose::JsonValue &one : named) {
        const QString identifier = one.member(u"resource_server_identifier")->string;
        const QString scope = one.member(u"permission_name")->string;
        const domain::ResourceServer *api = apiCalled(call, tenant, identifier);
        const bool isDefined =
            api && std::ranges::find(api->scopes, scope, &domain::Scope::value) != api->scopes.cend();
        if (isDefined || (api && !areGiven))
            permissions.append({.resourceServerId = api->id, .scope = scope});
        else if (areGiven)
            return std::unexpected(Problem{.status = 404,
                                           .message = u"The permission does not exist: "_s + api::quoted(scope),
                                           .code = u"inexistent_permission"_s});
    }
    return permissions;
}

jose::JsonValue permissionJson(const Call &call, const store::StoreSnapshot &tenant, const Permission &permission)
{
    const domain::ResourceServer *api = tenant.resourceServer(permission.resourceServerId);
    jose::JsonValue made = json::object();
    json::add(made, "resource_server_identifier"_L1,
              json::string(identifiers(call, tenant)(permission.resourceServerId.text())));
    json::add(made, "permission_name"_L1, json::string(permission.scope));
    json::add(made, "resource_server_name"_L1, json::string(api ? api->name : QString()));
    const auto scope = api ? std::ranges::find(api->scopes, permission.scope, &domain::Scope::value)
                           : QList<domain::Scope>::const_iterator();
    const bool isDescribed = api && scope != api->scopes.cend();
    json::add(made, "description"_L1, json::string(isDescribed ? scope->description : QString()));
    return made;
}

Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const User *user = tenant.user(UserId(call.key));
    if (!user)
        return std::unexpected(api::noSuchUser());
    const auto listing = api::readListing(call.query, false);
    if (!listing)
        return std::unexpected(listing.error());
    QList<api::ListEntry> entries;
    for (const Permission &permission : user->permissions)
        entries.append({{}, [&] { return permissionJson(call, tenant, permission); }});
    auto answer = api::listed(entries, *listing, u"permissions"_s, call.origin.text().toUtf8() + call.path);
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome change(const Call &call, const store::StoreSnapshot &tenant, bool areGiven)
{
    const User *user = tenant.user(UserId(call.key));
    if (!user)
        return std::unexpected(api::noSuchUser());
    const auto permissions = readPermissions(call, tenant, areGiven);
    if (!permissions)
        return std::unexpected(permissions.error());
    User wanted = *user;
    for (const Permission &permission : *permissions) {
        wanted.permissions.removeAll(permission);
        if (areGiven)
            wanted.permissions.append(permission);
    }
    // Whoever has them all already keeps their order.
    const bool isSame = std::ranges::is_permutation(wanted.permissions, user->permissions);
    auto changes = checked(call.parts.editor.updateUser(tenant, isSame ? *user : wanted));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), [areGiven](const store::StoreSnapshot &) -> Checked<Answer> {
        return Answer{.status = areGiven ? 201 : 204};
    });
}

} // namespace

QList<Endpoint> userPermissionEndpoints()
{
    const QByteArray path = "/users/{id}/permissions";
    return {
        {.method = "GET", .path = path, .scopes = {u"read:users"_s}, .run = list},
        {.method = "POST",
         .path = path,
         .scopes = {u"update:users"_s},
         .takesBody = true,
         .run = [](const Call &call, const store::StoreSnapshot &tenant) { return change(call, tenant, true); }},
        {.method = "DELETE",
         .path = path,
         .scopes = {u"update:users"_s},
         .takesBody = true,
         .run = [](const Call &call, const store::StoreSnapshot &tenant) { return change(call, tenant, false); }},
    };
}

} // namespace gatehouse::server::management
