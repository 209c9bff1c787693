#include "app/cli/ManagementJson.h"

#include "models/management/Entities.h"

namespace gatehouse::app::cli {

using jose::JsonValue;
using namespace Qt::StringLiterals;

namespace {

/// What the tenant itself holds, without what only Auth0's tools look for.
management::Surroundings plain(const std::optional<base::Secret> &secret = {})
{
    return {.secret = secret, .isForAuth0sTools = false};
}

} // namespace

JsonValue scopeJson(const domain::Scope &scope)
{
    return management::scopeJson(scope);
}

JsonValue apiJson(const domain::ResourceServer &api, const std::optional<base::Secret> &secret)
{
    return management::toJson(management::resourceServerDescription(), api, plain(secret));
}

JsonValue clientJson(const domain::ClientApplication &client, const std::optional<base::Secret> &secret)
{
    return management::toJson(management::clientDescription(), client, plain(secret));
}

JsonValue userJson(const domain::User &user, const store::StoreSnapshot &tenant)
{
    JsonValue object = management::toJson(management::userDescription(), user, plain());
    JsonValue permissions = json::array();
    for (const domain::Permission &permission : user.permissions) {
        const domain::ResourceServer *api = tenant.resourceServer(permission.resourceServerId);
        JsonValue one = json::object();
        json::add(one, "resource_server_identifier", json::string(api ? api->identifier : QString()));
        json::add(one, "permission_name", json::string(permission.scope));
        permissions.elements.append(one);
    }
    json::add(object, "permissions", permissions);
    return object;
}

JsonValue consentJson(const domain::Consent &consent, const store::StoreSnapshot &tenant)
{
    const domain::ResourceServer *api = tenant.resourceServer(consent.resourceServerId);
    JsonValue object = json::object();
    json::add(object, "id", json::string(consent.id.text()));
    json::add(object, "user_id", json::string(consent.userId.text()));
    json::add(object, "client_id", json::string(consent.clientId.text()));
    if (api)
        json::add(object, "audience", json::string(api->identifier));
    json::add(object, "scope", json::strings(consent.scopes));
    return object;
}

JsonValue grantJson(const domain::ClientGrant &grant, const store::StoreSnapshot &tenant)
{
    management::Surroundings around = plain();
    around.identifierOf = [&tenant](const QString &id) {
        const domain::ResourceServer *api = tenant.resourceServer(domain::ResourceServerId(id));
        return api ? api->identifier : QString();
    };
    return management::toJson(management::clientGrantDescription(), grant, around);
}

JsonValue deletedJson(const char *idName, const QString &id)
{
    JsonValue object = json::object();
    json::add(object, idName, json::string(id));
    json::add(object, "deleted", json::boolean(true));
    return object;
}

} // namespace gatehouse::app::cli
