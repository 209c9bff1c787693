#include "app/cli/ManagementJson.h"

#include <algorithm>

namespace gatehouse::app::cli {

using jose::JsonValue;

namespace json {

JsonValue object()
{
    JsonValue value;
    value.type = JsonValue::Type::Object;
    return value;
}

JsonValue array()
{
    JsonValue value;
    value.type = JsonValue::Type::Array;
    return value;
}

JsonValue string(const QString &text)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.string = text;
    return value;
}

JsonValue number(qint64 value)
{
    JsonValue json;
    json.type = JsonValue::Type::Number;
    json.number = QByteArray::number(value);
    return json;
}

JsonValue boolean(bool isTrue)
{
    JsonValue value;
    value.type = isTrue ? JsonValue::Type::True : JsonValue::Type::False;
    return value;
}

JsonValue null()
{
    return {};
}

JsonValue strings(const QStringList &list)
{
    JsonValue value = array();
    for (const QString &text : list)
        value.elements.append(string(text));
    return value;
}

void add(JsonValue &object, const char *name, JsonValue value)
{
    object.members.append({QString::fromLatin1(name), std::move(value)});
}

} // namespace json

JsonValue scopeJson(const domain::Scope &scope)
{
    JsonValue object = json::object();
    json::add(object, "value", json::string(scope.value));
    if (!scope.description.isEmpty())
        json::add(object, "description", json::string(scope.description));
    return object;
}

/// Of tokens for browsers, in seconds, where the API's own is not shorter (contract section 1.6).
constexpr int usualWebLifetime = 7200;

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
    // What holds for every API of an embedded tenant (contract section 1.7).
    JsonValue client = json::object();
    json::add(client, "policy", json::string(QStringLiteral("require_client_grant")));
    JsonValue user = json::object();
    json::add(user, "policy", json::string(QStringLiteral("allow_all")));
    JsonValue authorization = json::object();
    json::add(authorization, "client", client);
    json::add(authorization, "user", user);
    json::add(object, "subject_type_authorization", authorization);
    json::add(object, "token_lifetime", json::number(api.tokenLifetime));
    json::add(object, "token_lifetime_for_web", json::number(std::min(api.tokenLifetime, usualWebLifetime)));
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
    json::add(object, "app_type", json::string(QStringLiteral("non_interactive")));
    json::add(object, "grant_types", json::strings({QStringLiteral("client_credentials")}));
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
