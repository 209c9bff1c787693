#include "models/store/remote/ManagementBackend.h"
#include "tests/contracts/StoreBackendContract.h"
#include "tests/server/ManagementWorld.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using tests::ManagementWorld;
using tests::TokenTenant;

/// The backend of tenants elsewhere, against Gatehouse's own Management API.
class tst_contracts_ManagementBackend : public tests::StoreBackendContract
{
    Q_OBJECT

protected:
    std::unique_ptr<store::StoreBackend> open(const base::Clock &clock) override
    {
        const auto address = store::remote::TenantAddress::parse(m_world.server.issuer());
        if (!address)
            qFatal("the server's address is none");
        return std::make_unique<store::remote::ManagementBackend>(
            store::remote::ManagementBackend::Options{
                .address = *address,
                .login = store::remote::ClientCredentials{TokenTenant::alpha,
                                                          base::Secret(TokenTenant::alphaSecret.latin1())},
                .requestsPerSecond = 0},
            clock, m_random, m_custody);
    }
    /// What the client needs that asks, and nothing else.
    void startAfresh() override
    {
        m_world.reset();
        m_world.edit([](store::StoreSnapshot &tenant) {
            tenant.resourceServers.removeIf([](const ResourceServer &api) { return !api.isSystem; });
            tenant.clients.removeIf([](const ClientApplication &client) { return !isAsking(client); });
            tenant.grants.removeIf([&](const ClientGrant &grant) {
                return !tenant.client(grant.clientId) || !tenant.resourceServer(grant.resourceServerId);
            });
            tenant.users.clear();
            tenant.consents.clear();
        });
    }

    store::StoreSnapshot comparable(const store::StoreSnapshot &tenant) const override
    {
        store::StoreSnapshot made;
        for (ResourceServer api : tenant.resourceServers) {
            api.id = ResourceServerId(api.identifier);
            api.createdAt = {};
            api.isSample = false;
            api.signingSecret = {};
            api.tokenLifetimeForWeb = std::min(api.tokenLifetime, api.tokenLifetimeForWeb);
            if (!api.isSystem)
                made.resourceServers.append(api);
        }
        for (ClientApplication client : tenant.clients) {
            const bool isTheirs = isAsking(client);
            client.id = ClientId(client.name);
            client.createdAt = {};
            client.secret = {};
            if (!isTheirs)
                made.clients.append(client);
        }
        for (ClientGrant grant : tenant.grants) {
            const ResourceServer *api = tenant.resourceServer(grant.resourceServerId);
            grant.clientId = ClientId(tenant.clientName(grant.clientId));
            grant.resourceServerId = ResourceServerId(api ? api->identifier : QString());
            grant.id = ClientGrantId(grant.clientId.text() + u' ' + grant.resourceServerId.text());
            if (!api || !api->isSystem)
                made.grants.append(grant);
        }
        made.sort();
        return made;
    }

    /// People, keys and ports are not changed elsewhere.
    ChangeSet possible(const ChangeSet &changes) const override
    {
        ChangeSet made = changes;
        made.changes.removeIf([](const Change &change) {
            return std::holds_alternative<Changed<User>>(change) || std::holds_alternative<Changed<Consent>>(change) ||
                   std::holds_alternative<Changed<SigningKey>>(change) ||
                   std::holds_alternative<Changed<Tenant>>(change);
        });
        return made;
    }

private:
    static bool isAsking(const ClientApplication &client) { return client.id.text() == TokenTenant::alpha; }

    ManagementWorld m_world;
    base::SystemRandom m_random;
    store::remote::RemoteCustody m_custody;
};

QTEST_GUILESS_MAIN(tst_contracts_ManagementBackend)
#include "tst_contracts_ManagementBackend.moc"
