#pragma once

#include "models/store/TenantEditor.h"
#include "tests/store/StoreSupport.h"

#include <QRandomGenerator>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Legal changes of a tenant, one after another, the same ones for the same seed. The tenant stays small, so that
/// creating, changing and deleting all keep happening.
class RandomChanges
{
public:
    explicit RandomChanges(quint32 seed)
        : m_random(seed)
        , m_number(static_cast<int>(seed % 100'000) * 1000)
    {
    }

    domain::ChangeSet next(const store::StoreSnapshot &tenant)
    {
        domain::ChangeSet changes;
        while (changes.isEmpty())
            changes = attempt(tenant);
        return changes;
    }

private:
    domain::ChangeSet attempt(const store::StoreSnapshot &tenant)
    {
        domain::ChangeSet changes;
        switch (m_random.bounded(18)) {
        case 0:
            createApi(changes, tenant);
            break;
        case 1:
            deleteApi(changes, tenant);
            break;
        case 2:
            editScopes(changes, tenant);
            break;
        case 3:
            editApi(changes, tenant);
            break;
        case 4:
            createClient(changes, tenant);
            break;
        case 5:
            deleteClient(changes, tenant);
            break;
        case 6:
            editClient(changes, tenant);
            break;
        case 7:
            removeGrant(changes, tenant);
            break;
        case 8:
            editTenant(changes, tenant);
            break;
        case 12:
            createUser(changes, tenant);
            break;
        case 13:
            editUser(changes, tenant);
            break;
        case 14:
            deleteUser(changes, tenant);
            break;
        case 15:
            setConsent(changes, tenant);
            break;
        case 16:
            editClientRules(changes, tenant);
            break;
        case 17:
            editKeys(changes, tenant);
            break;
        case 9: // two things at once
            editClient(changes, tenant);
            createApi(changes, tenant);
            break;
        default:
            setGrant(changes, tenant);
            break;
        }
        return changes;
    }

    template <typename T> const T *pick(const QList<T> &list)
    {
        return list.isEmpty() ? nullptr : &list.at(m_random.bounded(list.size()));
    }

    QStringList someOf(const QStringList &values)
    {
        QStringList some;
        for (const QString &value : values) {
            if (m_random.bounded(2))
                some.append(value);
        }
        return some;
    }

    void createApi(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        if (tenant.resourceServers.size() >= 12)
            return;
        auto api = makeApi(++m_number);
        // Some are as old as others: then the id decides their place.
        api.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + m_random.bounded(5)));
        const int scopes = m_random.bounded(6);
        for (int i = 0; i < scopes; ++i)
            api.scopes.append({u"scope:%1"_s.arg(i), u"Scope %1"_s.arg(i)});
        if (m_random.bounded(2))
            api.kept.insert(u"authorization_details"_s, "[{\"n\":1.50,\"type\":\"\u00fc\"}]"_ba);
        changes.create(api);
    }

    void deleteApi(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *api = pick(tenant.resourceServers);
        if (!api || api->isSystem || tenant.resourceServers.size() < 4)
            return;
        for (const auto &grant : tenant.grantsOf(api->id))
            changes.remove(grant);
        store::removeConsentsOf(changes, tenant, api->id);
        store::editPermissions(changes, tenant, api->id, [](const QString &) { return std::nullopt; });
        changes.remove(*api);
    }

    void editScopes(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *api = pick(tenant.resourceServers);
        if (!api || api->isSystem)
            return;
        auto after = *api;
        switch (m_random.bounded(4)) {
        case 0:
            after.scopes.append({u"added:%1"_s.arg(++m_number), {}});
            break;
        case 1:
            if (!after.scopes.isEmpty())
                after.scopes.removeAt(m_random.bounded(after.scopes.size()));
            break;
        case 2:
            if (!after.scopes.isEmpty())
                after.scopes[m_random.bounded(after.scopes.size())].description = u"edited %1"_s.arg(++m_number);
            break;
        default:
            after.scopes.prepend({u"first:%1"_s.arg(++m_number), u"in front"_s});
            break;
        }
        while (after.scopes.size() > 30)
            after.scopes.removeFirst();
        const QStringList left = after.scopeValues();
        for (const auto &grant : tenant.grantsOf(api->id)) {
            auto narrowed = grant;
            narrowed.scopes.removeIf([&left](const QString &scope) { return !left.contains(scope); });
            changes.update(grant, narrowed);
        }
        changes.update(*api, after);
        store::editPermissions(changes, tenant, api->id, [&](const QString &scope) {
            return left.contains(scope) ? std::optional(scope) : std::nullopt;
        });
    }

    void editApi(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *api = pick(tenant.resourceServers);
        if (!api || api->isSystem)
            return;
        auto after = *api;
        after.name = u"Renamed %1"_s.arg(++m_number);
        after.tokenLifetime = m_random.bounded(1, 2592001);
        after.allowOfflineAccess = !after.allowOfflineAccess;
        after.dialect = static_cast<domain::TokenDialect>(m_random.bounded(4));
        after.enforcePolicies = m_random.bounded(2);
        after.userPolicy = static_cast<domain::UserPolicy>(m_random.bounded(3));
        changes.update(*api, after);
    }

    void createClient(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        if (tenant.clients.size() >= 12)
            return;
        auto client = makeClient(++m_number);
        client.createdAt = base::Instant(std::chrono::seconds(1'600'000'000 + m_random.bounded(5)));
        changes.create(client);
    }

    void deleteClient(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *client = pick(tenant.clients);
        if (!client || tenant.clients.size() < 4)
            return;
        store::removeConsentsOf(changes, tenant, client->id);
        changes.remove(*client);
        for (const auto &grant : tenant.grantsOf(client->id)) // after what it hangs on: order within a set is free
            changes.remove(grant);
    }

    void editClient(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *client = pick(tenant.clients);
        if (!client)
            return;
        auto after = *client;
        if (m_random.bounded(2))
            after.name = u"Called %1"_s.arg(++m_number);
        else
            after.secret = {"rotated "_ba + QByteArray::number(++m_number)};
        changes.update(*client, after);
    }

    void editClientRules(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *client = pick(tenant.clients);
        if (!client)
            return;
        auto after = *client;
        after.type = static_cast<domain::ClientType>(m_random.bounded(4));
        domain::applyTypeDefaults(after);
        after.isFirstParty = m_random.bounded(2);
        after.callbacks = someOf({u"https://app.example.com/cb"_s, u"http://127.0.0.1/cb"_s, u"https://b.example/"_s});
        after.refresh.leeway = m_random.bounded(100);
        changes.update(*client, after);
    }

    void createUser(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        if (tenant.users.size() < 12)
            changes.create(makeUser(++m_number));
    }

    void editUser(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *user = pick(tenant.users);
        if (!user)
            return;
        auto after = *user;
        after.isBlocked = m_random.bounded(2);
        after.permissions.clear();
        for (const auto &api : tenant.resourceServers) {
            for (const QString &scope : someOf(api.scopeValues()))
                after.permissions.append({api.id, scope});
        }
        changes.update(*user, after);
    }

    void deleteUser(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *user = pick(tenant.users);
        if (!user || tenant.users.size() < 3)
            return;
        for (const auto &consent : tenant.consents) {
            if (consent.userId == user->id)
                changes.remove(consent);
        }
        changes.remove(*user);
    }

    void setConsent(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *user = pick(tenant.users);
        const auto *client = pick(tenant.clients);
        const auto *api = pick(tenant.resourceServers);
        if (!user || !client || !api)
            return;
        const domain::ResourceServerId audience = m_random.bounded(4) ? api->id : domain::ResourceServerId();
        if (const auto *consent = tenant.consent(user->id, client->id, audience)) {
            changes.remove(*consent);
            return;
        }
        domain::Consent consent;
        consent.id = domain::ConsentId(u"con_%1"_s.arg(++m_number, 16, 10, QLatin1Char('0')));
        consent.userId = user->id;
        consent.clientId = client->id;
        consent.resourceServerId = audience;
        consent.scopes = someOf(api->scopeValues()) << u"openid"_s;
        consent.grantedAt = base::Instant(std::chrono::seconds(1'600'000'000 + m_random.bounded(5)));
        changes.create(consent);
    }

    void editKeys(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *current = tenant.currentSigningKey();
        if (!current || tenant.signingKeys.size() > 6)
            return;
        auto previous = *current;
        previous.state = domain::SigningKey::State::Previous;
        previous.currentUntil = base::Instant(std::chrono::seconds(1'600'000'000 + m_random.bounded(5)));
        changes.update(*current, previous);
        auto next = makeKey(++m_number);
        next.certificate = "certificate"_ba;
        changes.create(next);
    }

    void setGrant(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        const auto *client = pick(tenant.clients);
        const auto *api = pick(tenant.resourceServers);
        if (!client || !api)
            return;
        const QStringList scopes = someOf(api->scopeValues());
        if (const auto *grant = tenant.grant(client->id, api->id)) {
            auto after = *grant;
            after.scopes = scopes;
            changes.update(*grant, after);
        } else {
            changes.create(makeGrant(*client, *api, scopes));
        }
    }

    void removeGrant(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        if (const auto *grant = pick(tenant.grants))
            changes.remove(*grant);
    }

    void editTenant(domain::ChangeSet &changes, const store::StoreSnapshot &tenant)
    {
        auto after = tenant.tenant;
        after.serverPort = m_random.bounded(1, 65536);
        changes.update(tenant.tenant, after);
    }

    QRandomGenerator m_random;
    int m_number;
};

} // namespace gatehouse::tests
