#include "models/management/Entities.h"

#include "models/domain/TextRules.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::management {

using domain::ClientApplication;
using domain::ClientAuthentication;
using domain::ClientType;
using domain::GrantType;
using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr int maxDescription = 140;
constexpr int maxMetadata = 10;
constexpr int maxMetadataValue = 255;
constexpr int maxUri = 2048;
constexpr int maxList = 200;
constexpr int maxSecret = 512;
constexpr int maxGrantTypeName = 200;

using Client = Draft<ClientApplication>;

QStringList textsOf(const JsonValue &list)
{
    QStringList texts;
    for (const JsonValue &one : list.elements)
        texts.append(one.string);
    return texts;
}

// Grant types that this server does not serve are kept beside those it does, in the order in which they came.
const QString keptGrantTypes = u"grant_types"_s;

QStringList grantTypesOf(const ClientApplication &client)
{
    QStringList own = domain::grantTypeNames(client.grantTypes);
    QStringList names;
    const JsonValue kept = keptJson(client.kept.value(keptGrantTypes));
    for (const JsonValue &one : kept.elements) {
        if (own.removeAll(one.string) > 0 || !domain::parseGrantTypes({one.string}))
            names.append(one.string);
    }
    return names + own;
}

void setGrantTypes(Client &draft, const JsonValue &value)
{
    domain::GrantTypes types;
    bool isAllOurs = true;
    for (const JsonValue &one : value.elements) {
        if (const auto type = domain::parseGrantTypes({one.string}))
            types |= *type;
        else
            isAllOurs = false;
    }
    draft.value.grantTypes = types;
    if (isAllOurs && domain::grantTypeNames(types) == textsOf(value))
        draft.value.kept.remove(keptGrantTypes);
    else
        draft.value.kept.insert(keptGrantTypes, value.toJson());
}

/// Kept of a member that a client was created without: Auth0 leaves it out until somebody sets it (contract
/// section 1.8).
const QByteArray unset = "null"_ba;

const QString clientType = u"app_type"_s;

// Any client with a secret may send it in the body or as Basic; which one it said is kept.
const QString authenticationMethod = u"token_endpoint_auth_method"_s;

std::optional<JsonValue> authenticationOf(const ClientApplication &client, const Surroundings &around)
{
    switch (client.authentication) {
    case ClientAuthentication::Secret: {
        const QByteArray usual = "\"client_secret_post\""_ba;
        const QByteArray kept = client.kept.value(authenticationMethod, usual);
        if (kept == unset && around.leavesOutUnset)
            return {};
        return keptJson(kept == unset ? usual : kept);
    }
    case ClientAuthentication::None:
        return json::string(domain::nameOf(client.authentication));
    case ClientAuthentication::PrivateKeyJwt:
        break;
    }
    return {};
}

void setAuthentication(Client &draft, const JsonValue &value)
{
    draft.value.kept.remove(authenticationMethod);
    if (value.type == JsonValue::Type::Null) {
        draft.value.kept.insert(authenticationMethod, unset);
        return;
    }
    const bool isPublic = value.string == "none"_L1;
    draft.value.authentication = isPublic ? ClientAuthentication::None : ClientAuthentication::Secret;
    if (value.string == "client_secret_basic"_L1)
        draft.value.kept.insert(authenticationMethod, value.toJson());
}

/// What credentials are called, by id; told with them, and nowhere else.
const QString credentialNames = u"credential_names"_s;

QString credentialId(const QByteArray &der)
{
    constexpr qsizetype length = 22;
    const QByteArray hash = QCryptographicHash::hash(der, QCryptographicHash::Sha256);
    QByteArray text = hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    text.replace('-', 'A').replace('_', 'B');
    return u"cred_"_s + QString::fromLatin1(text.first(length));
}

std::optional<JsonValue> credentialIds(const ClientApplication &client, const Surroundings &)
{
    if (client.authentication != ClientAuthentication::PrivateKeyJwt)
        return {};
    JsonValue credentials = json::array();
    for (const QByteArray &key : client.publicKeys) {
        JsonValue one = json::object();
        json::add(one, "id"_L1, json::string(credentialId(key)));
        credentials.elements.append(one);
    }
    JsonValue method = json::object();
    json::add(method, "credentials"_L1, credentials);
    JsonValue methods = json::object();
    json::add(methods, "private_key_jwt"_L1, method);
    return methods;
}

Schema authenticationSchema()
{
    const Schema credential = schema::openObject();
    const Schema method = schema::object(
        {{.name = u"credentials"_s, .schema = schema::list(credential, domain::maxClientKeys), .isRequired = true}});
    return schema::nullable(schema::object({{.name = u"private_key_jwt"_s, .schema = method, .isRequired = true}}));
}

JsonValue refreshJson(const ClientApplication &client, const Surroundings &)
{
    const domain::RefreshPolicy &policy = client.refresh;
    const bool expires = policy.hasLifetime || policy.hasIdleLifetime;
    JsonValue refresh = json::object();
    json::add(refresh, "rotation_type"_L1, json::string(policy.isRotating ? u"rotating"_s : u"non-rotating"_s));
    json::add(refresh, "expiration_type"_L1, json::string(expires ? u"expiring"_s : u"non-expiring"_s));
    json::add(refresh, "leeway"_L1, json::number(policy.leeway));
    json::add(refresh, "infinite_token_lifetime"_L1, json::boolean(!policy.hasLifetime));
    json::add(refresh, "token_lifetime"_L1, json::number(policy.lifetime));
    json::add(refresh, "infinite_idle_token_lifetime"_L1, json::boolean(!policy.hasIdleLifetime));
    json::add(refresh, "idle_token_lifetime"_L1, json::number(policy.idleLifetime));
    if (const auto kept = client.kept.constFind(u"refresh_token.policies"_s); kept != client.kept.cend())
        json::add(refresh, "policies"_L1, keptJson(*kept));
    return refresh;
}

/// Updates name what they change.
void setRefresh(Client &draft, const JsonValue &value)
{
    domain::RefreshPolicy &policy = draft.value.refresh;
    const auto number = [&](QStringView name, int &into) {
        if (const JsonValue *member = value.member(name))
            into = static_cast<int>(integerOf(*member).value_or(into));
    };
    const auto ends = [&](QStringView name, bool &into) {
        if (const JsonValue *member = value.member(name))
            into = member->type != JsonValue::Type::True;
    };
    if (const JsonValue *rotation = value.member(u"rotation_type"))
        policy.isRotating = rotation->string == "rotating"_L1;
    number(u"leeway", policy.leeway);
    number(u"token_lifetime", policy.lifetime);
    number(u"idle_token_lifetime", policy.idleLifetime);
    if (const JsonValue *expiration = value.member(u"expiration_type")) {
        const bool expires = expiration->string == "expiring"_L1;
        policy.hasLifetime = expires;
        policy.hasIdleLifetime = expires;
        if (!expires)
            return;
    }
    ends(u"infinite_token_lifetime", policy.hasLifetime);
    ends(u"infinite_idle_token_lifetime", policy.hasIdleLifetime);
    if (const JsonValue *policies = value.member(u"policies")) {
        if (policies->isArray())
            draft.value.kept.insert(u"refresh_token.policies"_s, policies->toJson());
        else
            draft.value.kept.remove(u"refresh_token.policies"_s);
    }
}

Schema refreshSchema()
{
    const Schema seconds = schema::integer(1, domain::maxRefreshLifetime);
    return schema::nullable(schema::object(
        {{.name = u"rotation_type"_s, .schema = schema::oneOf({u"rotating"_s, u"non-rotating"_s})},
         {.name = u"expiration_type"_s, .schema = schema::oneOf({u"expiring"_s, u"non-expiring"_s})},
         {.name = u"leeway"_s, .schema = schema::integer(0, domain::maxRefreshLifetime)},
         {.name = u"token_lifetime"_s, .schema = seconds},
         {.name = u"infinite_token_lifetime"_s, .schema = schema::boolean()},
         {.name = u"idle_token_lifetime"_s, .schema = seconds},
         {.name = u"infinite_idle_token_lifetime"_s, .schema = schema::boolean()},
         {.name = u"policies"_s, .schema = schema::nullable(schema::list(schema::openObject(), maxList))}}));
}

Schema jwtSchema()
{
    return schema::object(
        {{.name = u"lifetime_in_seconds"_s, .schema = schema::integer(1, domain::maxTokenLifetime)},
         {.name = u"secret_encoded"_s, .schema = schema::boolean()},
         {.name = u"scopes"_s, .schema = schema::openObject()},
         {.name = u"alg"_s, .schema = schema::oneOf({u"HS256"_s, u"RS256"_s, u"RS512"_s, u"PS256"_s})}});
}

Member<ClientApplication> texts(const QString &name, QStringList ClientApplication::*member, qint64 most)
{
    return {.name = name,
            .schema = schema::list(schema::text(1, maxUri), most),
            .uses = writable,
            .read = [member](const ClientApplication &client,
                             const Surroundings &) { return json::strings(client.*member); },
            .write = [member](Client &draft, const JsonValue &value) { draft.value.*member = textsOf(value); }};
}

Member<ClientApplication> fixedFalse(const QString &name)
{
    return {.name = name, .uses = readOnly, .read = [](const ClientApplication &, const Surroundings &around) {
                return around.isForAuth0sTools ? std::optional(json::boolean(false)) : std::nullopt;
            }};
}

/// What is served here of a client, in the order in which `--json` has always told it.
Description<ClientApplication> served()
{
    QStringList types;
    for (const QLatin1StringView name : domain::EnumNames<domain::ClientType>::names)
        types.append(name);
    return {
        {.name = u"client_id"_s,
         .uses = readOnly,
         .read = [](const ClientApplication &client, const Surroundings &) { return json::string(client.id.text()); }},
        {.name = u"name"_s,
         .schema = schema::name(domain::maxName),
         .uses = writable | Use::Required,
         .read = [](const ClientApplication &client, const Surroundings &) { return json::string(client.name); },
         .write = [](Client &draft, const JsonValue &value) { draft.value.name = value.string; }},
        {.name = u"client_secret"_s,
         .schema = schema::text(1, maxSecret),
         .uses = writable | Use::Secret,
         .read = [](const ClientApplication &, const Surroundings &around) -> std::optional<JsonValue> {
             if (!around.secret || around.secret->isEmpty())
                 return {};
             return json::string(QString::fromUtf8(around.secret->bytes()));
         },
         .write = [](Client &draft,
                     const JsonValue &value) { draft.secret = base::Secret(QByteArrayView(value.string.toUtf8())); }},
        {.name = clientType,
         .schema = schema::oneOf(types),
         .uses = writable,
         .read = [](const ClientApplication &client, const Surroundings &around) -> std::optional<JsonValue> {
             // What the window makes of it later is said.
             if (around.leavesOutUnset && client.type == ClientType::RegularWeb && client.kept.contains(clientType))
                 return {};
             return json::string(domain::nameOf(client.type));
         },
         .write =
             [](Client &draft, const JsonValue &value) {
                 draft.value.type = *domain::parseName<ClientType>(value.string);
                 draft.value.kept.remove(clientType);
             }},
        {.name = u"grant_types"_s,
         .schema = schema::set(schema::text(1, maxGrantTypeName), maxList),
         .uses = writable,
         .read = [](const ClientApplication &client,
                    const Surroundings &) { return json::strings(grantTypesOf(client)); },
         .write = setGrantTypes},
        {.name = u"is_first_party"_s,
         .schema = schema::boolean(),
         .uses = writable,
         .read = [](const ClientApplication &client,
                    const Surroundings &) { return json::boolean(client.isFirstParty); },
         .write = [](Client &draft,
                     const JsonValue &value) { draft.value.isFirstParty = value.type == JsonValue::Type::True; }},
        texts(u"callbacks"_s, &ClientApplication::callbacks, domain::maxCallbacks),
        texts(u"allowed_logout_urls"_s, &ClientApplication::logoutUrls, domain::maxCallbacks),
        texts(u"web_origins"_s, &ClientApplication::origins, domain::maxCallbacks),
        {.name = authenticationMethod,
         .schema = schema::nullable(schema::oneOf({u"none"_s, u"client_secret_post"_s, u"client_secret_basic"_s})),
         .uses = writable,
         .read = authenticationOf,
         .write = setAuthentication},
        {.name = u"client_authentication_methods"_s,
         .schema = authenticationSchema(),
         .uses = writable | Use::Secret,
         .read = credentialIds,
         .write = [](Client &, const JsonValue &) {}}, // needs keys read: applyAuthenticationMethods() does it
        {.name = u"refresh_token"_s,
         .schema = refreshSchema(),
         .uses = writable,
         .read = refreshJson,
         .write = setRefresh},
    };
}

Description<ClientApplication> made()
{
    const auto kept = [](const QString &name, const Schema &schema, const QByteArray &usual = {},
                         Uses uses = writable) { return keptMember<ClientApplication>(name, schema, usual, uses); };
    const Schema uris = schema::list(schema::text(1, maxUri), maxList);
    const Schema flag = schema::boolean();
    const Schema object = schema::nullable(schema::openObject());
    Schema metadata = schema::openObject(maxMetadata, schema::nullable(schema::text(0, maxMetadataValue)));
    metadata.mostName = maxMetadataValue;
    Description<ClientApplication> all = served();
    all += {
        {.name = u"tenant"_s,
         .uses = readOnly,
         .read =
             [](const ClientApplication &, const Surroundings &around) {
                 return around.tenantName.isEmpty() ? std::nullopt : std::optional(json::string(around.tenantName));
             }},
        fixedFalse(u"global"_s),
        fixedFalse(u"callback_url_template"_s),
        kept(u"description"_s, schema::text(0, maxDescription)),
        kept(u"logo_uri"_s, schema::text(0, maxUri)),
        kept(u"client_metadata"_s, metadata, "{}"_ba, writable | Use::Merged),
        kept(u"allowed_clients"_s, uris, "[]"_ba),
        kept(u"client_aliases"_s, uris, "[]"_ba),
        kept(u"allowed_origins"_s, uris),
        kept(u"jwt_configuration"_s, jwtSchema(),
             R"({"alg":"RS256","lifetime_in_seconds":36000,"secret_encoded":false})"_ba, writable | Use::Merged),
        kept(u"oidc_conformant"_s, flag, "true"_ba),
        kept(u"is_token_endpoint_ip_header_trusted"_s, flag, "false"_ba),
        kept(u"sso_disabled"_s, flag, "false"_ba),
        kept(u"cross_origin_authentication"_s, flag, "false"_ba),
        kept(u"custom_login_page_on"_s, flag, "true"_ba),
    };
    for (const QString &name : {u"sso"_s, u"cross_origin_auth"_s, u"require_pushed_authorization_requests"_s,
                                u"require_proof_of_possession"_s})
        all.append(kept(name, flag));
    all.append(kept(u"skip_non_verifiable_callback_uri_confirmation_prompt"_s, schema::nullable(flag)));
    for (const QString &name : {u"cross_origin_loc"_s, u"form_template"_s, u"initiate_login_uri"_s,
                                u"organization_require_behavior"_s, u"compliance_level"_s})
        all.append(kept(name, schema::nullable(schema::text(0, maxUri))));
    all.append(kept(u"custom_login_page"_s, schema::text()));
    all.append(kept(u"custom_login_page_preview"_s, schema::text()));
    all.append(kept(u"organization_usage"_s, schema::nullable(schema::oneOf({u"deny"_s, u"allow"_s, u"require"_s}))));
    all.append(kept(u"resource_server_identifier"_s, schema::text(1, domain::maxIdentifier), {}, fixedAtCreation));
    all.append(
        kept(u"third_party_security_mode"_s, schema::oneOf({u"strict"_s, u"permissive"_s}), {}, fixedAtCreation));
    for (const QString &name :
         {u"native_social_login"_s, u"mobile"_s, u"addons"_s, u"encryption_key"_s, u"oidc_logout"_s,
          u"default_organization"_s, u"token_quota"_s, u"token_exchange"_s, u"session_transfer"_s,
          u"signed_request_object"_s, u"express_configuration"_s, u"my_organization_configuration"_s})
        all.append(kept(name, object));
    for (const QString &name : {u"organization_discovery_methods"_s, u"async_approval_notification_channels"_s})
        all.append(kept(name, schema::nullable(schema::list(schema::text(1, maxMetadataValue), maxList))));
    all.append(kept(u"par_request_expiry"_s, schema::nullable(schema::integer(1, domain::maxTokenLifetime))));
    all.append(kept(u"redirection_policy"_s, schema::text(0, maxMetadataValue)));
    return all;
}

} // namespace

const Description<ClientApplication> &clientDescription()
{
    static const Description<ClientApplication> description = sayingUnread(made());
    return description;
}

ClientApplication newClient(const JsonValue &body)
{
    ClientApplication client;
    const JsonValue *type = body.member(u"app_type");
    client.type = type && type->isString()
                      ? domain::parseName<domain::ClientType>(type->string).value_or(domain::ClientType::RegularWeb)
                      : domain::ClientType::RegularWeb;
    domain::applyTypeDefaults(client);
    // Contract section 1.8: what a client that does not say may do, and how long its refresh tokens last. Whoever says
    // how it authenticates says what it is: a public client does not act in its own name.
    const JsonValue *method = body.member(authenticationMethod);
    const bool isPublic = method && method->isString() ? method->string == "none"_L1
                                                       : client.authentication == ClientAuthentication::None;
    // No person signs in to a machine.
    if (client.type != domain::ClientType::NonInteractive) {
        client.grantTypes = GrantType::AuthorizationCode | GrantType::RefreshToken;
        client.grantTypes.setFlag(GrantType::ClientCredentials, !isPublic);
        client.kept.insert(keptGrantTypes,
                           isPublic ? R"(["authorization_code","implicit","refresh_token"])"_ba
                                    : R"(["authorization_code","implicit","refresh_token","client_credentials"])"_ba);
    } else if (isPublic) {
        client.grantTypes = {};
    }
    if (!method) {
        client.refresh.lifetime = 2592000;
        client.refresh.idleLifetime = 1296000;
        client.kept.insert(authenticationMethod, unset);
    }
    if (!type)
        client.kept.insert(clientType, unset);
    // What the API makes has these defaults; what the window makes has those of the description.
    client.kept.insert(u"oidc_conformant"_s, "false"_ba);
    client.kept.insert(u"jwt_configuration"_s, R"({"lifetime_in_seconds":36000,"secret_encoded":false})"_ba);
    return client;
}

JsonValue credentialJson(const ClientApplication &client, const QByteArray &key)
{
    const QString id = credentialId(key);
    const JsonValue names = keptJson(client.kept.value(credentialNames, "{}"_ba));
    JsonValue one = json::object();
    json::add(one, "id"_L1, json::string(id));
    if (const JsonValue *name = names.member(id))
        json::add(one, "name"_L1, *name);
    json::add(one, "credential_type"_L1, json::string(u"public_key"_s));
    json::add(one, "alg"_L1, json::string(u"RS256"_s));
    json::add(one, "created_at"_L1, timeJson(client.createdAt));
    json::add(one, "updated_at"_L1, timeJson(client.createdAt));
    return one;
}

JsonValue credentialsJson(const ClientApplication &client)
{
    JsonValue credentials = json::array();
    for (const QByteArray &key : client.publicKeys)
        credentials.elements.append(credentialJson(client, key));
    return credentials;
}

void nameCredential(ClientApplication &client, const QByteArray &key, const QString &name)
{
    JsonValue names = keptJson(client.kept.value(credentialNames, "{}"_ba));
    names.members.removeIf([id = credentialId(key)](const jose::JsonMember &one) { return one.name == id; });
    if (!name.isEmpty())
        json::add(names, credentialId(key), json::string(name));
    if (names.members.isEmpty())
        client.kept.remove(credentialNames);
    else
        client.kept.insert(credentialNames, names.toJson());
}

std::optional<QByteArray> keyOfCredential(const ClientApplication &client, const QString &id)
{
    const auto found = std::ranges::find(client.publicKeys, id, credentialId);
    return found == client.publicKeys.cend() ? std::nullopt : std::optional(*found);
}

} // namespace gatehouse::management
