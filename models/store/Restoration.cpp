#include "models/store/Restoration.h"

#include "models/domain/PastVersion.h"

#include <algorithm>

namespace gatehouse::store {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

/// Drops the scopes that the API has no longer; whether there were any.
bool dropUndefined(QStringList &scopes, const ResourceServer *api)
{
    return scopes.removeIf([api](const QString &scope) { return !api || !api->scope(scope); }) > 0;
}

class Planner
{
public:
    Planner(TenantEditor &editor, const StoreSnapshot &tenant, const QList<AuditEntry> &newestFirst, qint64 sequence)
        : m_editor(editor)
        , m_tenant(tenant)
        , m_trail(newestFirst)
        , m_sequence(sequence)
    {
    }

    /// Nothing, or why the tenant's rules forbid it.
    Edit<void> add(const AuditItem &item)
    {
        switch (item.entity) {
        case Entity::Api:
            return restore(m_tenant.resourceServer(ResourceServerId(item.id)), item,
                           [this](const ResourceServer &api) { return m_editor.replaceApi(m_tenant, api, {}); });
        case Entity::Client:
            return restore(m_tenant.client(ClientId(item.id)), item,
                           [this](const ClientApplication &client) { return m_editor.updateClient(m_tenant, client); });
        case Entity::ClientGrant:
            return restore(m_tenant.grant(ClientGrantId(item.id)), item, [this](ClientGrant grant) {
                if (dropUndefined(grant.scopes, m_tenant.resourceServer(grant.resourceServerId)))
                    lose(u"scope"_s);
                return m_editor.setGrant(m_tenant, grant);
            });
        case Entity::User:
            return restore(m_tenant.user(UserId(item.id)), item, [this](User user) {
                const qsizetype undefined = user.permissions.removeIf([this](const Permission &permission) {
                    const ResourceServer *api = m_tenant.resourceServer(permission.resourceServerId);
                    return !api || !api->scope(permission.scope);
                });
                if (undefined > 0)
                    lose(u"permissions"_s);
                return m_editor.updateUser(m_tenant, user);
            });
        case Entity::SigningKey:
        case Entity::Tenant:
        case Entity::Consent:
            m_plan.left.append(item.name);
            return {};
        }
        return {};
    }

    Restoration take() { return std::move(m_plan); }

private:
    template <typename Object, typename Update>
    Edit<void> restore(const Object *now, const AuditItem &item, Update update)
    {
        if (!now) {
            m_plan.gone.append(item.name);
            return {};
        }
        const PastVersion<Object> past = versionAfter(*now, m_trail, m_sequence);
        for (const QString &field : past.lost)
            lose(field);
        const Edit<ChangeSet> changes = update(past.object);
        if (!changes)
            return std::unexpected(changes.error());
        m_plan.changes.changes += changes->changes;
        m_tenant = m_tenant.applied(*changes);
        return {};
    }

    void lose(const QString &field)
    {
        if (!m_plan.lost.contains(field))
            m_plan.lost.append(field);
    }

    TenantEditor &m_editor;
    StoreSnapshot m_tenant; ///< with what is planned so far
    const QList<AuditEntry> &m_trail;
    qint64 m_sequence;
    Restoration m_plan;
};

} // namespace

bool hasVersions(const AuditEntry &entry)
{
    return std::ranges::any_of(entry.items, [](const AuditItem &item) {
        return item.entity == Entity::Api || item.entity == Entity::Client || item.entity == Entity::ClientGrant ||
               item.entity == Entity::User;
    });
}

Edit<Restoration> planRestoration(TenantEditor &editor, const StoreSnapshot &tenant,
                                  const QList<AuditEntry> &newestFirst, const AuditEntry &entry)
{
    Planner planner(editor, tenant, newestFirst, entry.sequence);
    for (const AuditItem &item : entry.items) {
        // What the entry itself deleted was not there after it.
        if (item.action == Action::Deleted)
            continue;
        if (const Edit<void> added = planner.add(item); !added)
            return std::unexpected(added.error());
    }
    return planner.take();
}

} // namespace gatehouse::store
