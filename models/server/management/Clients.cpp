#include "models/server/management/Endpoint.h"

#include "models/jose/JsonBuilder.h"

#include <QCryptographicHash>

namespace gatehouse::server::management {

using domain::ClientApplication;
using domain::ClientId;
namespace api = gatehouse::management;

namespace {

/// What a token with a lesser scope sees of a client (contract section 1.5).
api::FieldSelection visibleFields(const Call &call, api::FieldSelection wanted)
{
    if (call.has(u"read:clients"_s) || call.has(u"read:client_keys"_s) || call.caller.scopes.isEmpty())
        return wanted;
    QSet<QString> visible{u"client_id"_s, u"app_type"_s, u"name"_s, u"description"_s};
    if (call.readsClientKeys())
        visible |= QSet<QString>{u"client_secret"_s, u"client_authentication_methods"_s};
    visible.removeIf([&](const QString &name) { return !wanted.contains(name); });
    visible.insert(QString()); // no member's name, and no empty list, which would be all of them
    return {.names = visible};
}

jose::JsonValue json(const Call &call, const store::StoreSnapshot &tenant, const ClientApplication &client,
                     const api::FieldSelection &fields, bool withSecret)
{
    api::Surroundings around{.tenantName = tenant.tenant.name.isEmpty() ? u"gatehouse"_s : tenant.tenant.name,
                             .leavesOutUnset = true};
    if (withSecret && fields.contains(u"client_secret"_s)) {
        if (auto secret = call.parts.custody.clientSecret(client))
            around.secret = *std::move(secret);
    }
    jose::JsonValue made = api::toJson(api::clientDescription(), client, around, fields);
    if (!call.readsClientKeys() && !withSecret)
        made.members.removeIf(
            [](const jose::JsonMember &member) { return member.name == "client_authentication_methods"_L1; });
    return made;
}

/// Auth0 has a client that stands for all of them, and its tools look for its login page. Here it is no client: it is
/// told of where it is asked for, and cannot be changed.
QString globalClientId(const store::StoreSnapshot &tenant)
{
    const domain::ResourceServer *management = tenant.resourceServerByIdentifier(domain::managementApiIdentifier());
    const QByteArray hash = QCryptographicHash::hash(management ? management->id.text().toUtf8() : QByteArray(),
                                                     QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().first(32));
}

jose::JsonValue globalClientJson(const store::StoreSnapshot &tenant, const api::FieldSelection &fields)
{
    jose::JsonValue made = jose::json::object();
    const auto add = [&](const QString &name, const jose::JsonValue &value) {
        if (fields.contains(name))
            jose::json::add(made, name, value);
    };
    add(u"client_id"_s, jose::json::string(globalClientId(tenant)));
    add(u"name"_s, jose::json::string(u"All Applications"_s));
    add(u"global"_s, jose::json::boolean(true));
    add(u"is_first_party"_s, jose::json::boolean(true));
    add(u"callbacks"_s, jose::json::array());
    add(u"custom_login_page_on"_s, jose::json::boolean(false));
    return made;
}

/// Whoever made it or set its secret sees what came of it.
std::function<Checked<Answer>(const store::StoreSnapshot &)> shown(const Call &call, ClientId id, int status,
                                                                   bool withSecret)
{
    return [call, id = std::move(id), status, withSecret](const store::StoreSnapshot &after) -> Checked<Answer> {
        const ClientApplication *client = after.client(id);
        if (!client)
            return std::unexpected(api::noSuchClient());
        return Answer{.status = status, .body = json(call, after, *client, {}, withSecret)};
    };
}

Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto listing = api::readListing(call.query, true, 0);
    if (!listing)
        return std::unexpected(listing.error());
    // Auth0 searches by the organizations of grants, of which there are none here.
    if (!api::valueOf(call.query, u"q").isEmpty())
        return std::unexpected(
            api::queryProblem(u"Clients are searched by organization alone, and there are none here"_s, u"q"_s));
    const auto isGlobal = api::flagOf(call.query, u"is_global");
    const auto isFirstParty = api::flagOf(call.query, u"is_first_party");
    for (const auto *flag : {&isGlobal, &isFirstParty}) {
        if (!*flag)
            return std::unexpected(flag->error());
    }
    const QStringList types = api::valueOf(call.query, u"app_type").split(u',', Qt::SkipEmptyParts);
    // No client of this tenant is one of another's.
    const bool isExternal = !api::valueOf(call.query, u"external_client_id").isEmpty();
    const api::FieldSelection fields = visibleFields(call, listing->fields);
    QList<api::ListEntry> entries;
    if (isGlobal->value_or(false) && !isExternal)
        entries.append({{}, [&] { return globalClientJson(tenant, fields); }});
    for (const ClientApplication &client : tenant.clients) {
        if (isExternal || isGlobal->value_or(false) || (*isFirstParty && client.isFirstParty != **isFirstParty) ||
            (!types.isEmpty() && !types.contains(domain::nameOf(client.type))))
            continue;
        entries.append({creationKey(client.createdAt, client.id.text()),
                        [&] { return json(call, tenant, client, fields, call.readsClientKeys()); }});
    }
    auto answer = api::listed(entries, *listing, u"clients"_s, call.origin.text().toUtf8() + call.path);
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome show(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto fields = api::readFields(call.query);
    if (!fields)
        return std::unexpected(fields.error());
    if (call.key == globalClientId(tenant))
        return Answer{.body = globalClientJson(tenant, visibleFields(call, *fields))};
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    return Answer{.body = json(call, tenant, *client, visibleFields(call, *fields), call.readsClientKeys())};
}

Outcome create(const Call &call, const store::StoreSnapshot &tenant)
{
    if (!call.body.isObject())
        return std::unexpected(*api::check(call.body, api::schema::openObject(), {}));
    api::Draft<ClientApplication> draft{.value = api::newClient(call.body)};
    if (auto problem = api::assign(api::clientDescription(), draft, call.body, api::Use::Create))
        return std::unexpected(*std::move(problem));
    if (auto problem = applyAuthenticationMethods(call, draft.value, true))
        return std::unexpected(*std::move(problem));
    auto created = checked(call.parts.editor.createClient(tenant, draft.value, draft.secret));
    if (!created)
        return std::unexpected(created.error());
    return planned(created->changes, shown(call, created->id, 201, true));
}

Outcome update(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    // How a secret is encoded is said when a client is made.
    const jose::JsonValue *tokens = call.body.member(u"jwt_configuration");
    if (tokens && tokens->member(u"secret_encoded"))
        return std::unexpected(
            api::payloadProblem(u"Additional properties not allowed: secret_encoded"_s, u"jwt_configuration"_s));
    api::Draft<ClientApplication> draft{.value = *client};
    if (auto problem = api::assign(api::clientDescription(), draft, call.body, api::Use::Update))
        return std::unexpected(*std::move(problem));
    const bool setsKeys = draft.secret.has_value();
    if (setsKeys && !call.has(u"update:client_keys"_s))
        return std::unexpected(api::insufficientScope({u"update:client_keys"_s}));
    const bool setsOthers =
        !(draft.named - QSet<QString>{u"client_secret"_s, u"client_authentication_methods"_s}).isEmpty();
    if (setsOthers && !call.has(u"update:clients"_s))
        return std::unexpected(api::insufficientScope({u"update:clients"_s}));
    if (auto problem = applyAuthenticationMethods(call, draft.value, false))
        return std::unexpected(*std::move(problem));
    // What can be read only in part is left as it is: a secret that was never seen is not changed by being sent back.
    auto changes = checked(call.parts.editor.updateClient(tenant, draft.value, draft.secret));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), shown(call, client->id, 200, call.readsClientKeys() || setsKeys));
}

Outcome remove(const Call &call, const store::StoreSnapshot &tenant)
{
    if (call.key == globalClientId(tenant))
        return std::unexpected(Problem{
            .status = 400, .message = u"Global client cannot be deleted."_s, .code = u"operation_not_supported"_s});
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return nothingToDelete();
    auto changes = checked(call.parts.editor.deleteClient(tenant, client->id));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

Outcome rotate(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    if (client->authentication == domain::ClientAuthentication::PrivateKeyJwt)
        return std::unexpected(Problem{.status = 400,
                                       .message = u"A client that authenticates with a key has no secret to rotate."_s,
                                       .code = u"operation_not_supported"_s});
    auto changes = checked(call.parts.editor.rotateClientSecret(tenant, client->id));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), shown(call, client->id, 200, true));
}

} // namespace

QList<Endpoint> clientEndpoints()
{
    const QStringList read{u"read:clients"_s, u"read:client_keys"_s, u"read:client_credentials"_s,
                           u"read:client_summary"_s};
    return {
        {.method = "GET", .path = "/clients", .scopes = read, .run = list},
        {.method = "GET", .path = "/clients/{id}", .scopes = read, .run = show},
        {.method = "POST", .path = "/clients", .scopes = {u"create:clients"_s}, .takesBody = true, .run = create},
        {.method = "PATCH",
         .path = "/clients/{id}",
         .scopes = {u"update:clients"_s, u"update:client_keys"_s, u"update:client_credentials"_s},
         .takesBody = true,
         .run = update},
        {.method = "DELETE", .path = "/clients/{id}", .scopes = {u"delete:clients"_s}, .run = remove},
        {.method = "POST", .path = "/clients/{id}/rotate-secret", .scopes = {u"update:client_keys"_s}, .run = rotate},
    };
}

} // namespace gatehouse::server::management
