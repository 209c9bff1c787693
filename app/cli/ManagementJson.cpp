#include "app/cli/ManagementJson.h"

#include <algorithm>

namespace gatehouse::app::cli {

using jose::JsonValue;
using namespace Qt::StringLiterals;

JsonValue scopeJson(const domain::Scope &scope)
{
    JsonValue object = json::object();
    json::add(object, "value", json::string(scope.value));
    if (!scope.description.isEmpty())
        json::add(object, "description", json::string(scope.description));
    return object;
}

JsonValue apiJson(const domain::ResourceServer &api, const std::optional<base::Secret> &secret)
{
    JsonValue object = json::object();
    json::add(object, "id", json::string(api.id.text()));
    json::add(object, "name", json::string(api.name));
    json::add(object, "identifier", json::string(api.identifier));
    JsonValue scopes = json::array();
    for (const domain::Scope &scope : api.scopes)
        scopes.elements.append(scopeJson(scope));
    json::add(object, "scopes", scopes);
    json::add(object, "signing_alg", json::string(domain::signingAlgorithmName(api.signingAlgorithm)));
    if (secret)
        json::add(object, "signing_secret", json::string(QString::fromUtf8(secret->bytes())));
    json::add(object, "allow_offline_access", json::boolean(api.allowOfflineAccess));
    json::add(object, "skip_consent_for_verifiable_first_party_clients", json::boolean(api.skipConsent));
    const auto policy = [](const QString &name) {
        JsonValue made = json::object();
        json::add(made, "policy", json::string(name));
        return made;
    };
    JsonValue authorization = json::object();
    json::add(authorization, "client", policy(domain::nameOf(api.clientPolicy)));
    json::add(authorization, "user", policy(domain::nameOf(api.userPolicy)));
    json::add(object, "subject_type_authorization", authorization);
    json::add(object, "token_lifetime", json::number(api.tokenLifetime));
    json::add(object, "token_lifetime_for_web", json::number(std::min(api.tokenLifetime, api.tokenLifetimeForWeb)));
    json::add(object, "token_dialect", json::string(domain::nameOf(api.dialect)));
    json::add(object, "enforce_policies", json::boolean(api.enforcePolicies));
    // As the Management API has it: present on system APIs alone.
    if (api.isSystem)
        json::add(object, "is_system", json::boolean(true));
    return object;
}

JsonValue clientJson(const domain::ClientApplication &client, const std::optional<base::Secret> &secret)
{
    JsonValue object = json::object();
    json::add(object, "client_id", json::string(client.id.text()));
    json::add(object, "name", json::string(client.name));
    if (secret)
        json::add(object, "client_secret", json::string(QString::fromUtf8(secret->bytes())));
    json::add(object, "app_type", json::string(domain::nameOf(client.type)));
    json::add(object, "grant_types", json::strings(domain::grantTypeNames(client.grantTypes)));
    json::add(object, "is_first_party", json::boolean(client.isFirstParty));
    json::add(object, "callbacks", json::strings(client.callbacks));
    json::add(object, "allowed_logout_urls", json::strings(client.logoutUrls));
    json::add(object, "web_origins", json::strings(client.origins));
    // Any client with a secret may send it in the body or as Basic (contract section 2.1).
    const auto method = client.authentication == domain::ClientAuthentication::Secret
                            ? u"client_secret_post"_s
                            : domain::nameOf(client.authentication);
    json::add(object, "token_endpoint_auth_method", json::string(method));
    JsonValue refresh = json::object();
    const bool expires = client.refresh.hasLifetime;
    json::add(refresh, "rotation_type", json::string(client.refresh.isRotating ? u"rotating"_s : u"non-rotating"_s));
    json::add(refresh, "expiration_type", json::string(expires ? u"expiring"_s : u"non-expiring"_s));
    json::add(refresh, "leeway", json::number(client.refresh.leeway));
    json::add(refresh, "infinite_token_lifetime", json::boolean(!expires));
    json::add(refresh, "token_lifetime", json::number(client.refresh.lifetime));
    json::add(refresh, "infinite_idle_token_lifetime", json::boolean(!client.refresh.hasIdleLifetime));
    json::add(refresh, "idle_token_lifetime", json::number(client.refresh.idleLifetime));
    json::add(object, "refresh_token", refresh);
    return object;
}

JsonValue userJson(const domain::User &user, const store::StoreSnapshot &tenant)
{
    JsonValue object = json::object();
    json::add(object, "user_id", json::string(user.id.text()));
    json::add(object, "email", json::string(user.email));
    json::addIfAny(object, "name", user.name);
    json::add(object, "email_verified", json::boolean(user.isEmailVerified));
    json::add(object, "blocked", json::boolean(user.isBlocked));
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
    const domain::ResourceServer *api = tenant.resourceServer(grant.resourceServerId);
    JsonValue object = json::object();
    json::add(object, "id", json::string(grant.id.text()));
    json::add(object, "client_id", json::string(grant.clientId.text()));
    json::add(object, "audience", json::string(api ? api->identifier : QString()));
    json::add(object, "scope", json::strings(grant.scopes));
    json::add(object, "subject_type", json::string(domain::nameOf(grant.subject)));
    return object;
}

JsonValue deletedJson(const char *idName, const QString &id)
{
    JsonValue object = json::object();
    json::add(object, idName, json::string(id));
    json::add(object, "deleted", json::boolean(true));
    return object;
}

} // namespace gatehouse::app::cli
