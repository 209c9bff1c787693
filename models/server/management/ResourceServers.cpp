#include "models/domain/TextRules.h"
#include "models/server/management/Endpoint.h"

namespace gatehouse::server::management {

using domain::ResourceServer;
using domain::ResourceServerId;
namespace api = gatehouse::management;

namespace {

constexpr qsizetype maxIdentifiers = 10;

api::Surroundings around(const Call &call, const store::StoreSnapshot &tenant, const ResourceServer &resource)
{
    api::Surroundings surroundings{.identifierOf = identifiers(call, tenant), .leavesOutUnset = true};
    if (!resource.signingSecret.isEmpty()) {
        if (auto secret = call.parts.custody.signingSecret(resource))
            surroundings.secret = *std::move(secret);
    }
    return surroundings;
}

jose::JsonValue json(const Call &call, const store::StoreSnapshot &tenant, const ResourceServer &resource,
                     const api::FieldSelection &fields = {})
{
    return api::toJson(api::resourceServerDescription(), resource, around(call, tenant, resource), fields);
}

/// The API that a path names: by id, or by an identifier that may be encoded once more (contract section 0, 7).
const ResourceServer *named(const Call &call, const store::StoreSnapshot &tenant)
{
    if (const ResourceServer *found = tenant.resourceServer(ResourceServerId(call.key)))
        return found;
    if (const ResourceServer *found = apiCalled(call, tenant, call.key))
        return found;
    return apiCalled(call, tenant, QString::fromUtf8(QByteArray::fromPercentEncoding(call.key.toUtf8())));
}

std::function<Checked<Answer>(const store::StoreSnapshot &)> shown(const Call &call, ResourceServerId id, int status)
{
    return [call, id = std::move(id), status](const store::StoreSnapshot &after) -> Checked<Answer> {
        const ResourceServer *made = after.resourceServer(id);
        if (!made)
            return std::unexpected(api::noSuchResourceServer());
        return Answer{.status = status, .body = json(call, after, *made)};
    };
}

/// What nobody asked for follows the lifetime; what somebody asks for is not made something else (contract sections 1.6
/// and 4).
std::optional<Problem> checkLifetimes(const api::Draft<ResourceServer> &draft)
{
    const ResourceServer &wanted = draft.value;
    if (!draft.named.contains(u"token_lifetime_for_web"_s) || wanted.tokenLifetimeForWeb <= wanted.tokenLifetime)
        return {};
    return api::payloadProblem(
        u"Value %1 is greater than maximum %2"_s.arg(wanted.tokenLifetimeForWeb).arg(wanted.tokenLifetime),
        u"token_lifetime_for_web"_s);
}

/// Auth0 knows two more, one of which it sells apart (contract section 1.6).
std::optional<Problem> checkAlgorithm(const Call &call)
{
    const jose::JsonValue *wanted = call.body.member(u"signing_alg");
    if (!wanted || domain::parseSigningAlgorithm(wanted->string))
        return {};
    return Problem{.status = 403,
                   .message = u"This tenant signs with RS256 and HS256, and not with %1."_s.arg(wanted->string),
                   .code = u"insufficient_entitlement"_s};
}

Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto listing = api::readListing(call.query, false);
    if (!listing)
        return std::unexpected(listing.error());
    const QStringList identifiers = api::valuesOf(call.query, u"identifiers");
    if (identifiers.size() > maxIdentifiers)
        return std::unexpected(api::queryProblem(
            u"Array is too long (%1), maximum %2"_s.arg(identifiers.size()).arg(maxIdentifiers), u"identifiers"_s));
    QSet<ResourceServerId> wanted;
    for (const QString &identifier : identifiers) {
        if (const ResourceServer *found = apiCalled(call, tenant, identifier))
            wanted.insert(found->id);
    }
    QList<api::ListEntry> entries;
    for (const ResourceServer &resource : tenant.resourceServers) {
        if (identifiers.isEmpty() || wanted.contains(resource.id))
            entries.append({creationKey(resource.createdAt, resource.id.text()),
                            [&] { return json(call, tenant, resource, listing->fields); }});
    }
    auto answer = api::listed(entries, *listing, u"resource_servers"_s, call.origin.text().toUtf8() + call.path);
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome show(const Call &call, const store::StoreSnapshot &tenant)
{
    const ResourceServer *resource = named(call, tenant);
    if (!resource)
        return std::unexpected(api::noSuchResourceServer());
    const auto fields = api::readFields(call.query);
    if (!fields)
        return std::unexpected(fields.error());
    return Answer{.body = json(call, tenant, *resource, *fields)};
}

Outcome create(const Call &call, const store::StoreSnapshot &tenant)
{
    api::Draft<ResourceServer> draft{.keepsWhatIsSet = true};
    if (auto problem = api::assign(api::resourceServerDescription(), draft, call.body, api::Use::Create))
        return std::unexpected(*std::move(problem));
    for (const auto &problem : {checkLifetimes(draft), checkAlgorithm(call)}) {
        if (problem)
            return std::unexpected(*problem);
    }
    if (domain::isManagementAudience(draft.value.identifier, {call.origin.issuer()}))
        return std::unexpected(api::problemOf({domain::Field::ApiIdentifier, domain::Rule::AlreadyUsed, {}, 0}));
    // Auth0 lets an API be without a name; its own tools do not, so it gets the one thing that tells it apart.
    if (draft.value.name.isEmpty()) {
        QString name = draft.value.identifier.left(domain::maxName);
        name.removeIf([](QChar c) { return c == u'<' || c == u'>' || c.category() == QChar::Other_Control; });
        draft.value.name = name.trimmed().isEmpty() ? u"API"_s : name;
    }
    auto created = checked(call.parts.editor.createApi(tenant, draft.value, draft.secret));
    if (!created)
        return std::unexpected(created.error());
    return planned(created->changes, shown(call, created->id, 201));
}

Outcome update(const Call &call, const store::StoreSnapshot &tenant)
{
    const ResourceServer *resource = named(call, tenant);
    if (!resource)
        return std::unexpected(api::noSuchResourceServer());
    api::Draft<ResourceServer> draft{.value = *resource, .keepsWhatIsSet = true};
    const api::Uses use = resource->isSystem ? api::Use::Update | api::Use::System : api::Uses(api::Use::Update);
    if (auto problem = api::assign(api::resourceServerDescription(), draft, call.body, use))
        return std::unexpected(*std::move(problem));
    for (const auto &problem : {checkLifetimes(draft), checkAlgorithm(call)}) {
        if (problem)
            return std::unexpected(*problem);
    }
    auto changes = checked(call.parts.editor.replaceApi(tenant, draft.value, draft.secret));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), shown(call, resource->id, 200));
}

Outcome remove(const Call &call, const store::StoreSnapshot &tenant)
{
    const ResourceServer *resource = named(call, tenant);
    if (!resource)
        return nothingToDelete();
    if (resource->isSystem)
        return std::unexpected(api::systemResourceServer());
    auto changes = checked(call.parts.editor.deleteApi(tenant, resource->id));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

} // namespace

QList<Endpoint> resourceServerEndpoints()
{
    const QStringList read{u"read:resource_servers"_s};
    return {
        {.method = "GET", .path = "/resource-servers", .scopes = read, .run = list},
        {.method = "GET", .path = "/resource-servers/{id}", .scopes = read, .run = show},
        {.method = "POST",
         .path = "/resource-servers",
         .scopes = {u"create:resource_servers"_s},
         .takesBody = true,
         .run = create},
        {.method = "PATCH",
         .path = "/resource-servers/{id}",
         .scopes = {u"update:resource_servers"_s},
         .takesBody = true,
         .run = update},
        {.method = "DELETE", .path = "/resource-servers/{id}", .scopes = {u"delete:resource_servers"_s}, .run = remove},
    };
}

} // namespace gatehouse::server::management
