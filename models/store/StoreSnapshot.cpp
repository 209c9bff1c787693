#include "models/store/StoreSnapshot.h"

#include "models/domain/Merge.h"
#include "models/domain/Origin.h"
#include "models/store/SnapshotLists.h"

#include <QHash>

#include <limits>
#include <tuple>

namespace gatehouse::store {

using namespace domain;

namespace {

template <typename T> bool createdBefore(const T &a, const T &b)
{
    return std::tie(a.createdAt, a.id) < std::tie(b.createdAt, b.id);
}

template <typename T, typename Less> void sortUnlessSorted(QList<T> &list, Less less)
{
    // Asked first, because sorting detaches the list and nearly every change leaves the order as it is.
    if (!std::ranges::is_sorted(std::as_const(list), less))
        std::ranges::stable_sort(list, less);
}

template <typename T> auto positions(const QList<T> &list)
{
    QHash<decltype(T::id), qsizetype> hash;
    hash.reserve(list.size());
    for (qsizetype i = 0; i < list.size(); ++i)
        hash.insert(list[i].id, i);
    return hash;
}

template <typename T> void apply(StoreSnapshot &snapshot, const Changed<T> &change)
{
    QList<T> &list = listOf<T>(snapshot);
    if (!change.after) {
        const qsizetype at = change.before ? indexById(list, change.before->id) : -1;
        if (at >= 0)
            list.removeAt(at);
        return;
    }
    const qsizetype at = indexById(list, change.after->id);
    if (at < 0) {
        // A change of something that is gone does not bring it back; only a creation does.
        if (!change.before)
            list.append(*change.after);
        return;
    }
    if (!change.before || list[at] == *change.before) {
        list[at] = *change.after;
    } else {
        const auto merged = merge(list[at], *change.before, *change.after);
        list[at] = merged ? *merged : *change.after;
    }
}

void apply(StoreSnapshot &snapshot, const Changed<Tenant> &change)
{
    const Tenant before = change.before.value_or(Tenant{});
    const Tenant after = change.after.value_or(Tenant{});
    const auto merged = merge(snapshot.tenant, before, after);
    snapshot.tenant = merged ? *merged : after;
}

template <typename T> void addRemovals(ChangeSet &changes, const QList<T> &from, const QList<T> &to)
{
    const auto kept = positions(to);
    for (const T &value : from) {
        if (!kept.contains(value.id))
            changes.remove(value);
    }
}

template <typename T> void addArrivals(ChangeSet &changes, const QList<T> &from, const QList<T> &to)
{
    const auto old = positions(from);
    for (const T &value : to) {
        if (const auto at = old.constFind(value.id); at != old.cend())
            changes.update(from[*at], value);
        else
            changes.create(value);
    }
}

} // namespace

bool StoreSnapshot::operator==(const StoreSnapshot &other) const
{
    return tenant == other.tenant && resourceServers == other.resourceServers && clients == other.clients &&
           grants == other.grants && signingKeys == other.signingKeys && users == other.users &&
           consents == other.consents;
}

const ResourceServer *StoreSnapshot::resourceServer(const ResourceServerId &id) const
{
    return findById(resourceServers, id);
}

const ResourceServer *StoreSnapshot::resourceServerByIdentifier(const QString &identifier) const
{
    const auto found = std::ranges::find(resourceServers, identifier, &ResourceServer::identifier);
    if (found != resourceServers.cend())
        return &*found;
    // At each of its origins the tenant's server is the Management API, too.
    if (!domain::isManagementAudience(identifier, domain::issuersOf(tenant.serverPort, tenant.httpsPort)))
        return nullptr;
    const auto management = std::ranges::find(resourceServers, true, &ResourceServer::isSystem);
    return management == resourceServers.cend() ? nullptr : &*management;
}

const ClientApplication *StoreSnapshot::client(const ClientId &id) const
{
    return findById(clients, id);
}

const ClientGrant *StoreSnapshot::grant(const ClientGrantId &id) const
{
    return findById(grants, id);
}

const ClientGrant *StoreSnapshot::grant(const ClientId &client, const ResourceServerId &api, SubjectType subject) const
{
    const auto found = std::ranges::find_if(grants, [&](const ClientGrant &grant) {
        return grant.clientId == client && grant.resourceServerId == api && grant.subject == subject;
    });
    return found == grants.cend() ? nullptr : &*found;
}

const SigningKey *StoreSnapshot::signingKey(const KeyId &id) const
{
    return findById(signingKeys, id);
}

const SigningKey *StoreSnapshot::currentSigningKey() const
{
    const auto found = std::ranges::find(signingKeys, SigningKey::State::Current, &SigningKey::state);
    return found == signingKeys.cend() ? nullptr : &*found;
}

const SigningKey *StoreSnapshot::nextSigningKey() const
{
    const auto found = std::ranges::find(signingKeys, SigningKey::State::Next, &SigningKey::state);
    return found == signingKeys.cend() ? nullptr : &*found;
}

const User *StoreSnapshot::user(const UserId &id) const
{
    return findById(users, id);
}

const User *StoreSnapshot::userByEmail(const QString &email) const
{
    const auto found = std::ranges::find_if(
        users, [&](const User &user) { return user.email.compare(email, Qt::CaseInsensitive) == 0; });
    return found == users.cend() ? nullptr : &*found;
}

const Consent *StoreSnapshot::consent(const ConsentId &id) const
{
    return findById(consents, id);
}

const Consent *StoreSnapshot::consent(const UserId &user, const ClientId &client, const ResourceServerId &api) const
{
    const auto found = std::ranges::find_if(consents, [&](const Consent &consent) {
        return consent.userId == user && consent.clientId == client && consent.resourceServerId == api;
    });
    return found == consents.cend() ? nullptr : &*found;
}

QList<ClientGrant> StoreSnapshot::grantsOf(const ResourceServerId &api) const
{
    QList<ClientGrant> found;
    std::ranges::copy_if(grants, std::back_inserter(found),
                         [&](const ClientGrant &grant) { return grant.resourceServerId == api; });
    return found;
}

QList<ClientGrant> StoreSnapshot::grantsOf(const ClientId &client) const
{
    QList<ClientGrant> found;
    std::ranges::copy_if(grants, std::back_inserter(found),
                         [&](const ClientGrant &grant) { return grant.clientId == client; });
    return found;
}

QString StoreSnapshot::clientName(const ClientId &id) const
{
    const ClientApplication *found = client(id);
    return found ? found->name : id.text();
}

QString StoreSnapshot::apiName(const ResourceServerId &id) const
{
    const ResourceServer *found = resourceServer(id);
    return found ? found->name : id.text();
}

QString StoreSnapshot::userName(const UserId &id) const
{
    const User *found = user(id);
    return found ? found->email : id.text();
}

StoreSnapshot StoreSnapshot::applied(const ChangeSet &changes) const
{
    StoreSnapshot next = *this;
    for (const Change &change : changes.changes)
        std::visit([&next](const auto &one) { apply(next, one); }, change);
    next.sort();
    return next;
}

ChangeSet StoreSnapshot::changesTo(const StoreSnapshot &other) const
{
    ChangeSet changes;
    addRemovals(changes, consents, other.consents);
    addRemovals(changes, grants, other.grants);
    addRemovals(changes, users, other.users);
    addRemovals(changes, clients, other.clients);
    addRemovals(changes, resourceServers, other.resourceServers);
    addRemovals(changes, signingKeys, other.signingKeys);
    changes.update(tenant, other.tenant);
    addArrivals(changes, signingKeys, other.signingKeys);
    addArrivals(changes, resourceServers, other.resourceServers);
    addArrivals(changes, clients, other.clients);
    addArrivals(changes, users, other.users);
    addArrivals(changes, grants, other.grants);
    addArrivals(changes, consents, other.consents);
    return changes;
}

void StoreSnapshot::sort()
{
    sortUnlessSorted(resourceServers, createdBefore<ResourceServer>);
    sortUnlessSorted(clients, createdBefore<ClientApplication>);
    sortUnlessSorted(signingKeys, createdBefore<SigningKey>);
    sortUnlessSorted(users, createdBefore<User>);
    sortUnlessSorted(consents, [](const Consent &a, const Consent &b) {
        return std::tie(a.grantedAt, a.id) < std::tie(b.grantedAt, b.id);
    });

    const auto apiAt = positions(resourceServers);
    const auto clientAt = positions(clients);
    // A grant whose API or client is gone for a moment stands last.
    constexpr qsizetype last = std::numeric_limits<qsizetype>::max();
    auto place = [&](const ClientGrant &grant) {
        return std::tuple(apiAt.value(grant.resourceServerId, last), clientAt.value(grant.clientId, last),
                          grant.subject, grant.id);
    };
    sortUnlessSorted(grants, [&](const ClientGrant &a, const ClientGrant &b) { return place(a) < place(b); });
}

} // namespace gatehouse::store
