#include "models/management/Entities.h"

#include "models/domain/TextRules.h"

#include <algorithm>

namespace gatehouse::management {

using domain::ResourceServer;
using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr int maxSecret = 512;
constexpr int minSecret = 16;
constexpr int maxPolicyId = 1024;
constexpr int maxPem = 4096;
constexpr int maxKeyName = 128;

using Api = Draft<ResourceServer>;

template <typename Enum> QStringList namesOf()
{
    QStringList names;
    for (const QLatin1StringView name : domain::EnumNames<Enum>::names)
        names.append(name);
    return names;
}

Schema scopeSchema()
{
    return schema::object({{.name = u"value"_s, .schema = schema::text(1, domain::maxScopeValue), .isRequired = true},
                           {.name = u"description"_s, .schema = schema::text(0, domain::maxScopeDescription)}});
}

QList<domain::Scope> scopesOf(const JsonValue &list)
{
    QList<domain::Scope> scopes;
    for (const JsonValue &one : list.elements) {
        const JsonValue *description = one.member(u"description");
        scopes.append({one.member(u"value")->string, description ? description->string : QString()});
    }
    return scopes;
}

JsonValue policiesJson(const ResourceServer &api)
{
    const auto policy = [](const QString &name) {
        JsonValue made = json::object();
        json::add(made, "policy"_L1, json::string(name));
        return made;
    };
    JsonValue authorization = json::object();
    json::add(authorization, "client"_L1, policy(domain::nameOf(api.clientPolicy)));
    json::add(authorization, "user"_L1, policy(domain::nameOf(api.userPolicy)));
    return authorization;
}

void setPolicies(Api &draft, const JsonValue &value)
{
    const auto named = [&](QStringView subject) {
        const JsonValue *one = value.member(subject);
        const JsonValue *policy = one ? one->member(u"policy") : nullptr;
        return policy ? policy->string : QString();
    };
    if (const auto user = domain::parseName<domain::UserPolicy>(named(u"user")))
        draft.value.userPolicy = *user;
    if (const auto client = domain::parseName<domain::ClientPolicy>(named(u"client")))
        draft.value.clientPolicy = *client;
}

Schema policiesSchema()
{
    const auto policy = [](const QStringList &values) {
        return schema::object({{.name = u"policy"_s, .schema = schema::oneOf(values)}});
    };
    return schema::object({{.name = u"user"_s, .schema = policy(namesOf<domain::UserPolicy>())},
                           {.name = u"client"_s, .schema = policy(namesOf<domain::ClientPolicy>())}});
}

Schema encryptionSchema()
{
    const Schema key =
        schema::object({{.name = u"name"_s, .schema = schema::text(1, maxKeyName)},
                        {.name = u"alg"_s,
                         .schema = schema::oneOf({u"RSA-OAEP-256"_s, u"RSA-OAEP-384"_s, u"RSA-OAEP-512"_s}),
                         .isRequired = true},
                        {.name = u"kid"_s, .schema = schema::text(1, maxKeyName)},
                        {.name = u"pem"_s, .schema = schema::text(1, maxPem)},
                        {.name = u"thumbprint_sha256"_s, .schema = schema::text(1, maxKeyName)}});
    return schema::nullable(
        schema::object({{.name = u"format"_s, .schema = schema::oneOf({u"compact-nested-jwe"_s}), .isRequired = true},
                        {.name = u"encryption_key"_s, .schema = key, .isRequired = true}}));
}

Schema possessionSchema()
{
    return schema::nullable(schema::object(
        {{.name = u"mechanism"_s, .schema = schema::oneOf({u"mtls"_s, u"dpop"_s}), .isRequired = true},
         {.name = u"required"_s, .schema = schema::boolean(), .isRequired = true},
         {.name = u"required_for"_s, .schema = schema::oneOf({u"public_clients"_s, u"all_clients"_s})}}));
}

/// A member that Auth0 leaves out as long as nobody has set it (contract section 0, 6). That it was set to what holds
/// anyway is kept under its name.
Member<ResourceServer> onceSet(Member<ResourceServer> member,
                               const std::function<bool(const ResourceServer &)> &isUsual)
{
    member.read = [name = member.name, read = member.read,
                   isUsual](const ResourceServer &api, const Surroundings &around) -> std::optional<JsonValue> {
        if (around.leavesOutUnset && isUsual(api) && !api.kept.contains(name))
            return {};
        return read(api, around);
    };
    member.write = [name = member.name, write = member.write, isUsual](Api &draft, const JsonValue &value) {
        write(draft, value);
        if (draft.keepsWhatIsSet && isUsual(draft.value))
            draft.value.kept.insert(name, "true"_ba);
    };
    return member;
}

/// A flag with a member of its own.
Member<ResourceServer> flag(const QString &name, bool ResourceServer::*member, Uses uses = writable)
{
    return {.name = name,
            .schema = schema::boolean(),
            .uses = uses,
            .read = [member](const ResourceServer &api, const Surroundings &) { return json::boolean(api.*member); },
            .write = [member](Api &draft,
                              const JsonValue &value) { draft.value.*member = value.type == JsonValue::Type::True; }};
}

Description<ResourceServer> made()
{
    const auto kept = [](const QString &name, const Schema &schema) {
        return keptMember<ResourceServer>(name, schema);
    };
    return {
        {.name = u"id"_s,
         .uses = readOnly,
         .read = [](const ResourceServer &api, const Surroundings &) { return json::string(api.id.text()); }},
        {.name = u"name"_s,
         .schema = schema::name(domain::maxName),
         .uses = writable,
         .read =
             [](const ResourceServer &api, const Surroundings &around) {
                 return json::string(api.isSystem && around.isForAuth0sTools ? managementApiName() : api.name);
             },
         .write = [](Api &draft, const JsonValue &value) { draft.value.name = value.string; }},
        {.name = u"identifier"_s,
         .schema = schema::text(1, domain::maxIdentifier),
         .uses = fixedAtCreation | Use::Required,
         .read =
             [](const ResourceServer &api, const Surroundings &around) {
                 return json::string(around.identifierOf ? around.identifierOf(api.id.text()) : api.identifier);
             },
         .write = [](Api &draft, const JsonValue &value) { draft.value.identifier = value.string; }},
        onceSet({.name = u"scopes"_s,
                 .schema = schema::set(scopeSchema(), domain::maxScopesPerApi),
                 .uses = writable,
                 .read =
                     [](const ResourceServer &api, const Surroundings &) {
                         JsonValue scopes = json::array();
                         for (const domain::Scope &scope : api.scopes)
                             scopes.elements.append(scopeJson(scope));
                         return scopes;
                     },
                 .write = [](Api &draft, const JsonValue &value) { draft.value.scopes = scopesOf(value); }},
                [](const ResourceServer &api) { return api.scopes.isEmpty(); }),
        {.name = u"signing_alg"_s,
         .schema = schema::oneOf({u"HS256"_s, u"RS256"_s, u"RS512"_s, u"PS256"_s}),
         .uses = writable,
         .read = [](const ResourceServer &api,
                    const Surroundings &) { return json::string(domain::signingAlgorithmName(api.signingAlgorithm)); },
         .write =
             [](Api &draft, const JsonValue &value) {
                 draft.value.signingAlgorithm =
                     domain::readSigningAlgorithm(value.string).value_or(domain::SigningAlgorithm::Unknown);
             }},
        {.name = u"signing_secret"_s,
         .schema = schema::text(minSecret, maxSecret),
         .uses = writable,
         .read = [](const ResourceServer &, const Surroundings &around) -> std::optional<JsonValue> {
             if (!around.secret || around.secret->isEmpty())
                 return {};
             return json::string(QString::fromUtf8(around.secret->bytes()));
         },
         .write = [](Api &draft,
                     const JsonValue &value) { draft.secret = base::Secret(QByteArrayView(value.string.toUtf8())); }},
        flag(u"allow_offline_access"_s, &ResourceServer::allowOfflineAccess),
        flag(u"skip_consent_for_verifiable_first_party_clients"_s, &ResourceServer::skipConsent,
             writable | Use::System),
        {.name = u"subject_type_authorization"_s,
         .schema = policiesSchema(),
         .uses = writable | Use::System,
         .read = [](const ResourceServer &api, const Surroundings &) { return policiesJson(api); },
         .write = setPolicies},
        {.name = u"token_lifetime"_s,
         .schema = schema::integer(domain::minTokenLifetime, domain::maxTokenLifetime),
         .uses = writable | Use::System,
         .read = [](const ResourceServer &api, const Surroundings &) { return json::number(api.tokenLifetime); },
         .write = [](Api &draft,
                     const JsonValue &value) { draft.value.tokenLifetime = static_cast<int>(*integerOf(value)); }},
        {.name = u"token_lifetime_for_web"_s,
         .schema = schema::integer(domain::minTokenLifetime, domain::maxTokenLifetime),
         .uses = writable,
         .read =
             [](const ResourceServer &api, const Surroundings &) {
                 return json::number(std::min(api.tokenLifetime, api.tokenLifetimeForWeb));
             },
         .write =
             [](Api &draft, const JsonValue &value) {
                 draft.value.tokenLifetimeForWeb = static_cast<int>(*integerOf(value));
             }},
        onceSet({.name = u"token_dialect"_s,
                 .schema = schema::oneOf(namesOf<domain::TokenDialect>()),
                 .uses = writable,
                 .read = [](const ResourceServer &api,
                            const Surroundings &) { return json::string(domain::nameOf(api.dialect)); },
                 .write =
                     [](Api &draft, const JsonValue &value) {
                         draft.value.dialect = *domain::parseName<domain::TokenDialect>(value.string);
                     }},
                [](const ResourceServer &api) { return api.dialect == domain::TokenDialect{}; }),
        onceSet(flag(u"enforce_policies"_s, &ResourceServer::enforcePolicies),
                [](const ResourceServer &api) { return !api.enforcePolicies; }),
        kept(u"token_encryption"_s, encryptionSchema()),
        kept(u"consent_policy"_s, schema::nullable(schema::oneOf({u"transactional-authorization-with-mfa"_s}))),
        kept(u"authorization_details"_s, schema::nullable(schema::list(schema::openObject(), maxKeyName))),
        kept(u"proof_of_possession"_s, possessionSchema()),
        kept(u"authorization_policy"_s,
             schema::nullable(schema::object(
                 {{.name = u"policy_id"_s, .schema = schema::text(1, maxPolicyId), .isRequired = true}}))),
        kept(u"verificationLocation"_s, schema::text(0, maxPolicyId)),
        kept(u"allow_online_access"_s, schema::boolean()),
        kept(u"allow_online_access_with_ephemeral_sessions"_s, schema::boolean()),
        {.name = u"is_system"_s,
         .uses = readOnly,
         .read = [](const ResourceServer &api,
                    const Surroundings &) { return api.isSystem ? std::optional(json::boolean(true)) : std::nullopt; }},
    };
}

} // namespace

QString managementApiName()
{
    return u"Auth0 Management API"_s;
}

JsonValue scopeJson(const domain::Scope &scope)
{
    JsonValue object = json::object();
    json::add(object, "value"_L1, json::string(scope.value));
    json::addIfAny(object, "description"_L1, scope.description);
    return object;
}

const Description<ResourceServer> &resourceServerDescription()
{
    static const Description<ResourceServer> description = sayingUnread(made());
    return description;
}

} // namespace gatehouse::management
