// The public keys that clients authenticate with by private_key_jwt.
#include "models/server/management/Endpoint.h"

#include "models/jose/JsonBuilder.h"

namespace gatehouse::server::management {

using domain::ClientApplication;
using domain::ClientAuthentication;
using domain::ClientId;
namespace api = gatehouse::management;
namespace schema = gatehouse::management::schema;

namespace {

constexpr int maxName = 128;
constexpr int maxPem = 4096;
constexpr int leastBits = 2048;

api::Schema credentialSchema()
{
    return schema::object(
        {{.name = u"credential_type"_s, .schema = schema::oneOf({u"public_key"_s}), .isRequired = true},
         {.name = u"name"_s, .schema = schema::text(1, maxName)},
         {.name = u"pem"_s, .schema = schema::text(1, maxPem), .isRequired = true},
         {.name = u"alg"_s, .schema = schema::oneOf({u"RS256"_s, u"RS384"_s, u"PS256"_s})},
         {.name = u"parse_expiry_from_cert"_s, .schema = schema::boolean()}});
}

Problem noSuchCredential()
{
    return {.status = 404, .message = u"The credential does not exist."_s, .code = u"inexistent_credential"_s};
}

QString textOf(const jose::JsonValue &object, QStringView name)
{
    const jose::JsonValue *value = object.member(name);
    return value && value->isString() ? value->string : QString();
}

/// The key of a credential as a body gives it, in DER.
Checked<QByteArray> keyIn(const Call &call, const jose::JsonValue &credential, const QString &path)
{
    const auto wrong = [&](const QString &why) { return std::unexpected(api::payloadProblem(why, path + u"pem"_s)); };
    const auto key = call.parts.keys.publicKeyFromPem(textOf(credential, u"pem").toUtf8());
    if (!key)
        return wrong(u"Object didn't pass validation for format pem"_s);
    if (key->hadPrivatePart)
        return wrong(u"This is a private key: keep it, and send the public one"_s);
    if (key->type != jose::KeyType::Rsa || key->bits() < leastBits)
        return wrong(u"The key has to be an RSA key of at least 2048 bits"_s);
    return call.parts.keys.toDer(*key);
}

/// Adds the key of a credential; the same one again is refused.
Checked<QByteArray> add(const Call &call, ClientApplication &client, const jose::JsonValue &credential,
                        const QString &path)
{
    if (auto problem = api::check(credential, credentialSchema(), path.chopped(path.isEmpty() ? 0 : 1)))
        return std::unexpected(*std::move(problem));
    auto der = keyIn(call, credential, path);
    if (!der)
        return der;
    if (client.publicKeys.contains(*der))
        return std::unexpected(api::alreadyThere(u"The client already has this key"_s, u"credential_conflict"_s));
    client.publicKeys.append(*der);
    api::nameCredential(client, *der, textOf(credential, u"name"));
    return der;
}

Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    return Answer{.body = api::credentialsJson(*client)};
}

Outcome show(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    const auto key = api::keyOfCredential(*client, call.subKey);
    if (!key)
        return std::unexpected(noSuchCredential());
    return Answer{.body = api::credentialJson(*client, *key)};
}

/// The key counts at once where the client authenticates with keys; otherwise from the day on which it does.
Outcome create(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    if (!client)
        return std::unexpected(api::noSuchClient());
    ClientApplication wanted = *client;
    const auto key = add(call, wanted, call.body, {});
    if (!key)
        return std::unexpected(key.error());
    auto changes = checked(call.parts.editor.updateClient(tenant, wanted));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes),
                   [id = client->id, key = *key](const store::StoreSnapshot &after) -> Checked<Answer> {
                       const ClientApplication *now = after.client(id);
                       if (!now)
                           return std::unexpected(api::noSuchClient());
                       return Answer{.status = 201, .body = api::credentialJson(*now, key)};
                   });
}

Outcome remove(const Call &call, const store::StoreSnapshot &tenant)
{
    const ClientApplication *client = tenant.client(ClientId(call.key));
    const auto key = client ? api::keyOfCredential(*client, call.subKey) : std::nullopt;
    if (!key)
        return nothingToDelete();
    ClientApplication wanted = *client;
    wanted.publicKeys.removeAll(*key);
    api::nameCredential(wanted, *key, {});
    if (wanted.publicKeys.isEmpty() && wanted.authentication == ClientAuthentication::PrivateKeyJwt)
        return std::unexpected(Problem{.status = 400,
                                       .message = u"The client authenticates with this credential alone."_s,
                                       .code = u"operation_not_supported"_s});
    auto changes = checked(call.parts.editor.updateClient(tenant, wanted));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

} // namespace

std::optional<Problem> applyAuthenticationMethods(const Call &call, ClientApplication &client, bool isNew)
{
    const jose::JsonValue *methods = call.body.member(u"client_authentication_methods");
    if (!methods)
        return {};
    const QString scope = isNew ? u"create:client_credentials"_s : u"update:client_credentials"_s;
    if (!call.has(scope))
        return api::insufficientScope({scope});
    if (!methods->isObject()) {
        if (client.authentication == ClientAuthentication::PrivateKeyJwt)
            client.authentication = ClientAuthentication::Secret;
        return {};
    }
    const jose::JsonValue *method = call.body.member(u"token_endpoint_auth_method");
    if (method && method->isString())
        return api::payloadProblem(u"Cannot be used together with token_endpoint_auth_method"_s,
                                   u"client_authentication_methods"_s);
    const QList<jose::JsonValue> credentials = methods->member(u"private_key_jwt")->member(u"credentials")->elements;
    QByteArrayList keys;
    for (qsizetype i = 0; i < credentials.size(); ++i) {
        const QString path = u"client_authentication_methods.private_key_jwt.credentials[%1]."_s.arg(i);
        if (isNew) {
            const auto key = add(call, client, credentials[i], path);
            if (!key)
                return key.error();
            keys.append(*key);
            continue;
        }
        const auto key = api::keyOfCredential(client, textOf(credentials[i], u"id"));
        if (!key)
            return api::payloadProblem(u"The client has no such credential"_s, path + u"id"_s);
        keys.append(*key);
    }
    if (keys.isEmpty())
        return api::payloadProblem(u"Array is too short (0), minimum 1"_s,
                                   u"client_authentication_methods.private_key_jwt.credentials"_s);
    // A key that is not named is one that nobody authenticates with any more.
    for (const QByteArrayList before = client.publicKeys; const QByteArray &key : before) {
        if (!keys.contains(key))
            api::nameCredential(client, key, {});
    }
    client.publicKeys = keys;
    client.authentication = ClientAuthentication::PrivateKeyJwt;
    return {};
}

QList<Endpoint> clientCredentialEndpoints()
{
    const QByteArray all = "/clients/{id}/credentials";
    const QByteArray one = "/clients/{id}/credentials/{id}";
    return {
        {.method = "GET", .path = all, .scopes = {u"read:client_credentials"_s}, .run = list},
        {.method = "GET", .path = one, .scopes = {u"read:client_credentials"_s}, .run = show},
        {.method = "POST", .path = all, .scopes = {u"create:client_credentials"_s}, .takesBody = true, .run = create},
        {.method = "DELETE", .path = one, .scopes = {u"delete:client_credentials"_s}, .run = remove},
    };
}

} // namespace gatehouse::server::management
