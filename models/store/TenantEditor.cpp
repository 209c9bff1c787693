#include "models/store/TenantEditor.h"

#include "models/base/NearestText.h"

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
using namespace Qt::StringLiterals;

namespace {

constexpr int clientIdLength = 32;
constexpr int clientSecretLength = 64;
constexpr int signingSecretLength = 64; // 64 of 64 characters: 384 bits, above the 256 that HS256 wants

/// What was meant by `name`, as an API is called on the command line: by its identifier, also where its name was typed.
QString nearestApi(const StoreSnapshot &tenant, const QString &name)
{
    QStringList keys;
    QStringList names;
    for (const ResourceServer &api : tenant.resourceServers) {
        keys << api.identifier << api.id.text();
        names << api.name;
    }
    if (QString key = base::nearestText(name, keys); !key.isEmpty())
        return key;
    const QString called = names.contains(name) ? name : base::nearestText(name, names);
    const auto api = std::ranges::find(tenant.resourceServers, called, &ResourceServer::name);
    return called.isEmpty() || api == tenant.resourceServers.end() ? QString() : api->identifier;
}

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
    if (!domain::isServedHere(api.algorithm))
        violations.append({Field::SigningAlgorithm, Rule::Unknown, domain::signingAlgorithmName(api.algorithm), 0});
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
    if (wanted.tokenLifetimeForWeb != api->tokenLifetimeForWeb) {
        if (auto violation = checkSystemApi(*api, Field::TokenLifetimeForWeb))
            return refuse(*violation);
        if (domain::checkTokenLifetime(wanted.tokenLifetimeForWeb) || wanted.tokenLifetimeForWeb > wanted.tokenLifetime)
            return refuse(Violation{Field::TokenLifetimeForWeb, Rule::OutOfRange,
                                    QString::number(wanted.tokenLifetimeForWeb), wanted.tokenLifetime});
        edited.tokenLifetimeForWeb = wanted.tokenLifetimeForWeb;
    }
    if (wanted.dialect != api->dialect || wanted.enforcePolicies != api->enforcePolicies) {
        if (auto violation = checkSystemApi(*api, Field::TokenDialect))
            return refuse(*violation);
        edited.dialect = wanted.dialect;
        edited.enforcePolicies = wanted.enforcePolicies;
    }
    if (wanted.clientPolicy != api->clientPolicy) {
        if (auto violation = checkSystemApi(*api, Field::SubjectPolicy))
            return refuse(*violation);
        edited.clientPolicy = wanted.clientPolicy;
    }
    edited.userPolicy = wanted.userPolicy;
    edited.kept = wanted.kept;

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
    removeConsentsOf(changes, tenant, id);
    editPermissions(changes, tenant, id, [](const QString &) { return std::nullopt; });
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
    edited.previousSigningSecret = api->signingSecret;
    edited.signingSecret = *sealed;
    edited.signingSecretSince = m_clock.now();
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
    removeConsentsOf(changes, tenant, id);
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

Edit<ChangeSet> TenantEditor::setManagementApiEnabled(const StoreSnapshot &tenant, bool enabled)
{
    Tenant edited = tenant.tenant;
    edited.managementApiEnabled = enabled;
    ChangeSet changes;
    changes.update(tenant.tenant, edited);
    return changes;
}

namespace {

Edit<ChangeSet> setPort(const StoreSnapshot &tenant, int Tenant::*member, int port)
{
    if (port < 1 || port > 65535)
        return refuse(Violation{Field::Port, Rule::OutOfRange, QString::number(port), 65535});
    Tenant edited = tenant.tenant;
    edited.*member = port;
    ChangeSet changes;
    changes.update(tenant.tenant, edited);
    return changes;
}

} // namespace

Edit<ChangeSet> TenantEditor::setServerPort(const StoreSnapshot &tenant, int port)
{
    return setPort(tenant, &Tenant::serverPort, port);
}

Edit<ChangeSet> TenantEditor::setHttpsPort(const StoreSnapshot &tenant, int port)
{
    return setPort(tenant, &Tenant::httpsPort, port);
}

Edit<ChangeSet> TenantEditor::setAuthority(const StoreSnapshot &tenant, const jose::CertifiedKey &authority)
{
    const auto sealed = m_custody.sealAuthorityKey(authority.key);
    if (!sealed)
        return std::unexpected(sealed.error());
    Tenant edited = tenant.tenant;
    edited.authorityCertificate = authority.certificate;
    edited.authorityKey = *sealed;
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
        if (!client.isSample)
            continue;
        removeConsentsOf(changes, tenant, client.id);
        changes.remove(client);
    }
    for (const ResourceServer &api : tenant.resourceServers) {
        if (!api.isSample)
            continue;
        for (const domain::Consent &consent : tenant.consents) {
            const ClientApplication *client = tenant.client(consent.clientId);
            if (consent.resourceServerId == api.id && !(client && client->isSample)) // those went with their client
                changes.remove(consent);
        }
        changes.remove(api);
    }
    for (const domain::User &user : tenant.users) {
        domain::User after = user;
        after.permissions.removeIf([&](const domain::Permission &permission) {
            const ResourceServer *api = tenant.resourceServer(permission.resourceServerId);
            return api && api->isSample;
        });
        changes.update(user, after);
    }
    return changes;
}

Edit<ChangeSet> TenantEditor::firstStart(const jose::SignerFactory &signers)
{
    ChangeSet changes;
    Tenant tenant;
    tenant.name = u"Local tenant"_s;
    changes.changes.append(domain::Changed<Tenant>{Tenant{}, tenant});

    auto key = newSigningKey(signers, SigningKey::State::Current);
    if (!key)
        return std::unexpected(key.error());
    changes.create(*key);

    ResourceServer management;
    management.id = newResourceServerId();
    management.name = u"Gatehouse Management API"_s;
    management.identifier = domain::managementApiIdentifier();
    management.isSystem = true;
    management.createdAt = m_clock.now();
    management.scopes = domain::managementApiScopes();
    changes.create(management);

    ResourceServer appointments;
    appointments.id = newResourceServerId();
    appointments.name = u"Appointments API"_s;
    appointments.identifier = u"https://appointments.example.com/"_s;
    appointments.isSample = true;
    // A millisecond later, so that the Management API stays the oldest and with it the first (contract section 1.6).
    appointments.createdAt = m_clock.now() + std::chrono::milliseconds(1);
    appointments.scopes = {{u"read:appointments"_s, u"Read your appointments"_s},
                           {u"write:appointments"_s, u"Create, change and cancel appointments"_s}};
    changes.create(appointments);

    auto client = newClient(u"Calendar Sync"_s);
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
    return refuse(Violation{Field::Api, Rule::Unknown, name, 0, nearestApi(tenant, name)});
}

Edit<ClientId> TenantEditor::findClient(const StoreSnapshot &tenant, const QString &name)
{
    if (const ClientApplication *client = tenant.client(ClientId(name)))
        return client->id;
    const auto named = std::ranges::find(tenant.clients, name, &ClientApplication::name);
    if (named == tenant.clients.end()) {
        QStringList known;
        for (const ClientApplication &client : tenant.clients)
            known << client.name << client.id.text();
        return refuse(Violation{Field::Client, Rule::Unknown, name, 0, base::nearestText(name, known)});
    }
    if (std::ranges::count(tenant.clients, name, &ClientApplication::name) > 1)
        return refuse(base::Error{
            .code = ErrorCode::Ambiguous, .step = base::ErrorStep::FindClient, .subject = name, .detail = {}});
    return named->id;
}

} // namespace gatehouse::store
