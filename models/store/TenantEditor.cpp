#include "models/store/TenantEditor.h"

#include <algorithm>

namespace gatehouse::store {

using base::ErrorCode;
using domain::ChangeSet;
using domain::ClientApplication;
using domain::ClientGrant;
using domain::ClientId;
using domain::Field;
using domain::ResourceServer;
using domain::ResourceServerId;
using domain::Rule;
using domain::SigningKey;
using domain::Tenant;
using domain::Violation;

namespace {

constexpr int clientIdLength = 32;
constexpr int clientSecretLength = 64;
constexpr int signingSecretLength = 64; // 64 of 64 characters: 384 bits, above the 256 that HS256 wants
constexpr int keyIdLength = 21;
constexpr int rsaBits = 2048;

std::unexpected<Refusal> unknownApi(const ResourceServerId &id)
{
    return refuse(Violation{Field::Api, Rule::Unknown, id.text(), 0});
}

std::unexpected<Refusal> unknownClient(const ClientId &id)
{
    return refuse(Violation{Field::Client, Rule::Unknown, id.text(), 0});
}

void removeGrants(ChangeSet &changes, const QList<ClientGrant> &grants)
{
    for (const ClientGrant &grant : grants)
        changes.remove(grant);
}

} // namespace

domain::MaybeViolation checkSystemApi(const ResourceServer &api, Field field)
{
    // Contract section 1.7: lifetime and skip consent, nothing else.
    if (!api.isSystem || field == Field::TokenLifetime || field == Field::SkipConsent)
        return {};
    return Violation{field, Rule::SystemApi, api.name, 0};
}

TenantEditor::TenantEditor(Custody &custody, const base::Clock &clock, base::RandomSource &random)
    : m_custody(custody)
    , m_clock(clock)
    , m_random(random)
{
}

ResourceServerId TenantEditor::newResourceServerId()
{
    // Seconds first, as on a real tenant, so that ids sort by creation (contract section 4).
    const auto seconds = static_cast<quint32>(base::unixSeconds(m_clock.now()));
    QByteArray bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((seconds >> shift) & 0xff));
    bytes.append(base::randomBytes(m_random, 8));
    return ResourceServerId(QString::fromLatin1(bytes.toHex()));
}

QList<Violation> TenantEditor::checkNewApi(const StoreSnapshot &tenant, const NewApi &api)
{
    QList<Violation> violations;
    if (auto violation = domain::checkApiName(api.name))
        violations.append(*violation);
    if (auto violation = domain::checkIdentifier(api.identifier))
        violations.append(*violation);
    else if (tenant.resourceServerByIdentifier(api.identifier))
        violations.append({Field::ApiIdentifier, Rule::AlreadyUsed, api.identifier, 0});
    return violations;
}

Edit<TenantEditor::CreatedApi> TenantEditor::createApi(const StoreSnapshot &tenant, const NewApi &wanted)
{
    const QList<Violation> violations = checkNewApi(tenant, wanted);
    if (!violations.isEmpty())
        return refuse(violations.first());

    ResourceServer api;
    api.id = newResourceServerId();
    api.name = wanted.name;
    api.identifier = wanted.identifier;
    api.signingAlgorithm = wanted.algorithm;
    api.createdAt = m_clock.now();
    if (wanted.algorithm == domain::SigningAlgorithm::HS256) {
        auto sealed = m_custody.sealSigningSecret(
            api.id, base::randomSecret(m_random, base::base64UrlAlphabet, signingSecretLength));
        if (!sealed)
            return refuse(sealed.error());
        api.signingSecret = *sealed;
    }
    CreatedApi created{.id = api.id, .changes = {}};
    created.changes.create(api);
    return created;
}

Edit<ChangeSet> TenantEditor::updateApi(const StoreSnapshot &tenant, const ResourceServer &wanted)
{
    const ResourceServer *api = tenant.resourceServer(wanted.id);
    if (!api)
        return unknownApi(wanted.id);
    if (wanted.identifier != api->identifier)
        return refuse(Violation{Field::ApiIdentifier, Rule::Immutable, api->identifier, 0});
    if (wanted.signingAlgorithm != api->signingAlgorithm)
        return refuse(Violation{Field::SigningAlgorithm, Rule::Immutable, {}, 0});

    ResourceServer edited = *api;
    if (wanted.name != api->name) {
        if (auto violation = checkSystemApi(*api, Field::ApiName))
            return refuse(*violation);
        if (auto violation = domain::checkApiName(wanted.name))
            return refuse(*violation);
        edited.name = wanted.name;
    }
    if (wanted.tokenLifetime != api->tokenLifetime) {
        if (auto violation = domain::checkTokenLifetime(wanted.tokenLifetime))
            return refuse(*violation);
        edited.tokenLifetime = wanted.tokenLifetime;
    }
    if (wanted.allowOfflineAccess != api->allowOfflineAccess) {
        if (auto violation = checkSystemApi(*api, Field::AllowOfflineAccess))
            return refuse(*violation);
        edited.allowOfflineAccess = wanted.allowOfflineAccess;
    }
    edited.skipConsent = wanted.skipConsent;

    ChangeSet changes;
    changes.update(*api, edited);
    return changes;
}

Edit<ChangeSet> TenantEditor::deleteApi(const StoreSnapshot &tenant, const ResourceServerId &id)
{
    const ResourceServer *api = tenant.resourceServer(id);
    if (!api)
        return unknownApi(id);
    if (auto violation = checkSystemApi(*api, Field::Api))
        return refuse(*violation);
    ChangeSet changes;
    removeGrants(changes, tenant.grantsOf(id));
    changes.remove(*api);
    return changes;
}

Edit<ChangeSet> TenantEditor::replaceSigningSecret(const StoreSnapshot &tenant, const ResourceServerId &id)
{
    const ResourceServer *api = tenant.resourceServer(id);
    if (!api)
        return unknownApi(id);
    if (api->signingAlgorithm != domain::SigningAlgorithm::HS256)
        return refuse(Violation{Field::SigningSecret, Rule::Immutable, {}, 0});
    auto sealed =
        m_custody.sealSigningSecret(id, base::randomSecret(m_random, base::base64UrlAlphabet, signingSecretLength));
    if (!sealed)
        return refuse(sealed.error());
    ResourceServer edited = *api;
    edited.signingSecret = *sealed;
    ChangeSet changes;
    changes.update(*api, edited);
    return changes;
}

domain::MaybeViolation TenantEditor::checkClientName(const StoreSnapshot &tenant, const QString &name,
                                                     const ClientId &ownId)
{
    if (auto violation = domain::checkClientName(name))
        return violation;
    // On the command line a client is named by its name, so two may not share one.
    const bool isTaken = std::ranges::any_of(
        tenant.clients, [&](const ClientApplication &client) { return client.name == name && client.id != ownId; });
    return isTaken ? std::optional(Violation{Field::ClientName, Rule::AlreadyUsed, name, 0}) : std::nullopt;
}

Edit<ClientApplication> TenantEditor::newClient(const QString &name)
{
    ClientApplication client;
    client.id = ClientId(base::randomText(m_random, base::alphanumericAlphabet, clientIdLength));
    client.name = name;
    client.createdAt = m_clock.now();
    auto sealed = m_custody.sealClientSecret(client.id,
                                             base::randomSecret(m_random, base::base64UrlAlphabet, clientSecretLength));
    if (!sealed)
        return refuse(sealed.error());
    client.secret = *sealed;
    return client;
}

Edit<TenantEditor::CreatedClient> TenantEditor::createClient(const StoreSnapshot &tenant, const QString &name)
{
    if (auto violation = checkClientName(tenant, name))
        return refuse(*violation);
    auto client = newClient(name);
    if (!client)
        return std::unexpected(client.error());
    CreatedClient created{.id = client->id, .changes = {}};
    created.changes.create(*client);
    return created;
}

Edit<ChangeSet> TenantEditor::renameClient(const StoreSnapshot &tenant, const ClientId &id, const QString &name)
{
    const ClientApplication *client = tenant.client(id);
    if (!client)
        return unknownClient(id);
    if (auto violation = checkClientName(tenant, name, id))
        return refuse(*violation);
    ClientApplication renamed = *client;
    renamed.name = name;
    ChangeSet changes;
    changes.update(*client, renamed);
    return changes;
}

Edit<ChangeSet> TenantEditor::rotateClientSecret(const StoreSnapshot &tenant, const ClientId &id)
{
    const ClientApplication *client = tenant.client(id);
    if (!client)
        return unknownClient(id);
    auto sealed =
        m_custody.sealClientSecret(id, base::randomSecret(m_random, base::base64UrlAlphabet, clientSecretLength));
    if (!sealed)
        return refuse(sealed.error());
    ClientApplication rotated = *client;
    rotated.secret = *sealed;
    ChangeSet changes;
    changes.update(*client, rotated);
    return changes;
}

Edit<ChangeSet> TenantEditor::deleteClient(const StoreSnapshot &tenant, const ClientId &id)
{
    const ClientApplication *client = tenant.client(id);
    if (!client)
        return unknownClient(id);
    ChangeSet changes;
    removeGrants(changes, tenant.grantsOf(id));
    changes.remove(*client);
    return changes;
}

Edit<ChangeSet> TenantEditor::setApisSectionEnabled(const StoreSnapshot &tenant, bool enabled)
{
    Tenant edited = tenant.tenant;
    edited.apisSectionEnabled = enabled;
    ChangeSet changes;
    changes.update(tenant.tenant, edited);
    return changes;
}

Edit<ChangeSet> TenantEditor::setServerPort(const StoreSnapshot &tenant, int port)
{
    if (port < 1 || port > 65535)
        return refuse(Violation{Field::Port, Rule::OutOfRange, QString::number(port), 65535});
    Tenant edited = tenant.tenant;
    edited.serverPort = port;
    ChangeSet changes;
    changes.update(tenant.tenant, edited);
    return changes;
}

Edit<ChangeSet> TenantEditor::removeSamples(const StoreSnapshot &tenant)
{
    ChangeSet changes;
    for (const ClientGrant &grant : tenant.grants) {
        const ResourceServer *api = tenant.resourceServer(grant.resourceServerId);
        const ClientApplication *client = tenant.client(grant.clientId);
        if (grant.isSample || (api && api->isSample) || (client && client->isSample))
            changes.remove(grant);
    }
    for (const ClientApplication &client : tenant.clients) {
        if (client.isSample)
            changes.remove(client);
    }
    for (const ResourceServer &api : tenant.resourceServers) {
        if (api.isSample)
            changes.remove(api);
    }
    return changes;
}

Edit<ChangeSet> TenantEditor::firstStart(const jose::SignerFactory &signers)
{
    ChangeSet changes;
    Tenant tenant;
    tenant.name = QStringLiteral("Local tenant");
    changes.changes.append(domain::Changed<Tenant>{Tenant{}, tenant});

    auto generated = signers.generateRsa(rsaBits);
    if (!generated)
        return refuse(generated.error());
    SigningKey key;
    key.id = domain::KeyId(base::randomText(m_random, base::base64UrlAlphabet, keyIdLength));
    key.publicKey = generated->publicKey;
    key.createdAt = m_clock.now();
    auto sealedKey = m_custody.sealPrivateKey(key.id, generated->privateKey);
    if (!sealedKey)
        return refuse(sealedKey.error());
    key.privateKey = *sealedKey;
    changes.create(key);

    ResourceServer management;
    management.id = newResourceServerId();
    management.name = QStringLiteral("Gatehouse Management API");
    management.identifier = domain::managementApiIdentifier();
    management.isSystem = true;
    management.createdAt = m_clock.now();
    for (const auto &[object, words] : {std::pair("resource_servers", "APIs"), std::pair("clients", "clients"),
                                        std::pair("client_grants", "client grants")}) {
        for (const auto &[verb, word] : {std::pair("read", "Read"), std::pair("create", "Create"),
                                         std::pair("update", "Update"), std::pair("delete", "Delete")}) {
            management.scopes.append({QStringLiteral("%1:%2").arg(QLatin1String(verb), QLatin1String(object)),
                                      QStringLiteral("%1 %2").arg(QLatin1String(word), QLatin1String(words))});
        }
    }
    changes.create(management);

    ResourceServer appointments;
    appointments.id = newResourceServerId();
    appointments.name = QStringLiteral("Appointments API");
    appointments.identifier = QStringLiteral("https://appointments.example.com/");
    appointments.isSample = true;
    // A millisecond later, so that the Management API stays the oldest and with it the first (contract section 1.6).
    appointments.createdAt = m_clock.now() + std::chrono::milliseconds(1);
    appointments.scopes = {
        {QStringLiteral("read:appointments"), QStringLiteral("Read your appointments")},
        {QStringLiteral("write:appointments"), QStringLiteral("Create, change and cancel appointments")}};
    changes.create(appointments);

    auto client = newClient(QStringLiteral("Calendar Sync"));
    if (!client)
        return std::unexpected(client.error());
    client->isSample = true;
    changes.create(*client);

    ClientGrant grant;
    grant.id = newGrantId(m_random);
    grant.clientId = client->id;
    grant.resourceServerId = appointments.id;
    grant.scopes = appointments.scopeValues();
    grant.isSample = true;
    changes.create(grant);
    return changes;
}

Edit<ResourceServerId> TenantEditor::findApi(const StoreSnapshot &tenant, const QString &name)
{
    // An id first, then an identifier (contract section 1.6).
    if (const ResourceServer *api = tenant.resourceServer(ResourceServerId(name)))
        return api->id;
    if (const ResourceServer *api = tenant.resourceServerByIdentifier(name))
        return api->id;
    return unknownApi(ResourceServerId(name));
}

Edit<ClientId> TenantEditor::findClient(const StoreSnapshot &tenant, const QString &name)
{
    if (const ClientApplication *client = tenant.client(ClientId(name)))
        return client->id;
    const auto named = std::ranges::find(tenant.clients, name, &ClientApplication::name);
    if (named == tenant.clients.end())
        return unknownClient(ClientId(name));
    if (std::ranges::count(tenant.clients, name, &ClientApplication::name) > 1)
        return refuse(base::Error{
            .code = ErrorCode::Ambiguous, .step = QStringLiteral("find client"), .subject = name, .detail = {}});
    return named->id;
}

} // namespace gatehouse::store
