#include "models/management/Entities.h"

namespace gatehouse::management {

using domain::ClientGrant;
using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr int maxName = 255;
constexpr int maxList = 200;

Description<ClientGrant> made()
{
    const auto kept = [](const QString &name, const Schema &schema) { return keptMember<ClientGrant>(name, schema); };
    return {
        {.name = u"id"_s,
         .uses = readOnly,
         .read = [](const ClientGrant &grant, const Surroundings &) { return json::string(grant.id.text()); }},
        {.name = u"client_id"_s,
         .schema = schema::text(1, maxName),
         .uses = fixedAtCreation | Use::Required,
         .read = [](const ClientGrant &grant, const Surroundings &) { return json::string(grant.clientId.text()); },
         .write = [](Draft<ClientGrant> &draft,
                     const JsonValue &value) { draft.value.clientId = domain::ClientId(value.string); }},
        {.name = u"audience"_s,
         .schema = schema::text(1, domain::maxIdentifier),
         .uses = fixedAtCreation | Use::Required,
         .read =
             [](const ClientGrant &grant, const Surroundings &around) {
                 return json::string(around.identifierOf ? around.identifierOf(grant.resourceServerId.text())
                                                         : QString());
             },
         .write = [](Draft<ClientGrant> &draft, const JsonValue &value) { draft.audience = value.string; }},
        {.name = u"scope"_s,
         .schema = schema::nullable(schema::set(schema::text(1, domain::maxScopeValue), domain::maxScopesPerApi)),
         .uses = writable,
         .read = [](const ClientGrant &grant, const Surroundings &around) -> std::optional<JsonValue> {
             if (grant.kept.value(u"allow_all_scopes"_s) == "true")
                 return {};
             // Beside what is granted: what the API does not define, and a grant may name all the same.
             JsonValue scopes = json::strings(grant.scopes);
             if (around.isForAuth0sTools)
                 scopes.elements += keptJson(grant.kept.value(u"scope"_s, "[]"_ba)).elements;
             return scopes;
         },
         .write =
             [](Draft<ClientGrant> &draft, const JsonValue &value) {
                 draft.value.scopes.clear();
                 for (const JsonValue &one : value.elements)
                     draft.value.scopes.append(one.string);
             }},
        {.name = u"subject_type"_s,
         .schema = schema::oneOf({u"client"_s, u"user"_s}),
         .uses = fixedAtCreation,
         .read = [](const ClientGrant &grant,
                    const Surroundings &) { return json::string(domain::nameOf(grant.subject)); },
         .write =
             [](Draft<ClientGrant> &draft, const JsonValue &value) {
                 draft.value.subject = *domain::parseName<domain::SubjectType>(value.string);
             }},
        kept(u"allow_all_scopes"_s, schema::nullable(schema::boolean())),
        kept(u"organization_usage"_s, schema::nullable(schema::oneOf({u"deny"_s, u"allow"_s, u"require"_s}))),
        kept(u"allow_any_organization"_s, schema::nullable(schema::boolean())),
        kept(u"authorization_details_types"_s, schema::nullable(schema::list(schema::text(1, maxName), maxList))),
    };
}

} // namespace

const Description<ClientGrant> &clientGrantDescription()
{
    static const Description<ClientGrant> description = made();
    return description;
}

} // namespace gatehouse::management
