#include "models/store/remote/TenantWriter.h"

#include "models/domain/Members.h"
#include "models/domain/Merge.h"
#include "models/store/remote/Encoding.h"
#include "models/store/remote/WriteParts.h"

#include <algorithm>
#include <utility>

namespace gatehouse::store::remote {

using namespace writing;
using base::Result;
using jose::JsonValue;

QString Aliases::resolved(const QString &ours) const
{
    QString id = ours;
    for (auto found = m_theirs.constFind(id); found != m_theirs.cend(); found = m_theirs.constFind(id))
        id = *found;
    return id;
}

TenantWriter::TenantWriter(ManagementClient &client, TenantReader &reader, Aliases &aliases, RemoteCustody &custody,
                           StoreSnapshot known)
    : m_client(client)
    , m_reader(reader)
    , m_aliases(aliases)
    , m_custody(custody)
    , m_next(std::move(known))
{
}

std::expected<StoreSnapshot, TenantWriter::Failure> TenantWriter::write(const ChangeSet &changes)
{
    for (const Change &change : changes.changes) {
        const Planned planned = std::visit([this](const auto &one) { return plan(one); }, change);
        if (!planned)
            return std::unexpected(Failure{.error = planned.error()});
    }
    qsizetype done = 0;
    for (const Step &step : std::as_const(m_steps)) {
        const auto made = step();
        if (!made && done == 0)
            return std::unexpected(Failure{.error = made.error().error, .hasChanged = made.error().mayBeDone});
        if (!made) {
            const Error &why = made.error().error;
            return std::unexpected(Failure{
                .error = {.code = ErrorCode::PartlyDone,
                          .step = ErrorStep::ChangeTenant,
                          .subject = u"%1/%2"_s.arg(done).arg(m_steps.size()),
                          .detail = base::errorName(why.code) + (why.detail.isEmpty() ? u""_s : u": "_s) + why.detail,
                          .httpStatus = why.httpStatus},
                .hasChanged = true});
        }
        ++done;
    }
    if (done > 0)
        ++m_next.revision;
    m_next.sort();
    return m_next;
}

void TenantWriter::translate(ResourceServer &value) const
{
    value.id = ResourceServerId(m_aliases.resolved(value.id.text()));
}

void TenantWriter::translate(ClientApplication &value) const
{
    value.id = ClientId(m_aliases.resolved(value.id.text()));
}

void TenantWriter::translate(ClientGrant &value) const
{
    value.id = ClientGrantId(m_aliases.resolved(value.id.text()));
    value.clientId = ClientId(m_aliases.resolved(value.clientId.text()));
    value.resourceServerId = ResourceServerId(m_aliases.resolved(value.resourceServerId.text()));
}

management::Surroundings TenantWriter::around() const
{
    return {.identifierOf = [this](const QString &id) {
        const ResourceServer *api = m_next.resourceServer(ResourceServerId(id));
        return api ? api->identifier : QString();
    }};
}

// ---- what a change comes to, before anything is sent

TenantWriter::Planned TenantWriter::plan(Changed<ResourceServer> change)
{
    translateKnown(change);
    if (!change.before && !change.after)
        return {};
    if (!change.after)
        return planRemoval(*change.before);
    if (change.before) {
        if (change.before->signingSecret != change.after->signingSecret)
            return std::unexpected(notHere(change.before->name, ConnectionFault::SigningSecret));
        return planUpdate(*change.before, *change.after);
    }
    const QString identifier = change.after->identifier;
    if (std::ranges::contains(std::as_const(m_next.resourceServers), identifier, &ResourceServer::identifier))
        return std::unexpected(refused(Rule::AlreadyUsed, identifier));
    // From now on its identifier is known, for the grants that come with it.
    m_next.resourceServers.append(*change.after);
    m_steps.append([this, wanted = *change.after] { return create(wanted); });
    return {};
}

TenantWriter::Planned TenantWriter::plan(Changed<ClientApplication> change)
{
    translateKnown(change);
    if (!change.before && !change.after)
        return {};
    if (!change.after)
        return planRemoval(*change.before);
    if (change.after->authentication == ClientAuthentication::PrivateKeyJwt &&
        (!change.before || change.before->authentication != change.after->authentication ||
         change.before->publicKeys != change.after->publicKeys))
        return std::unexpected(notHere(change.after->name, ConnectionFault::ClientKeys));
    if (!change.before) {
        m_next.clients.append(*change.after);
        m_steps.append([this, wanted = *change.after] { return create(wanted); });
        return {};
    }
    const bool isRotated = change.before->secret != change.after->secret;
    if (isRotated && change.after->secret.isEmpty())
        return std::unexpected(notHere(change.before->name, ConnectionFault::OldSecret));
    change.before->secret = {};
    change.after->secret = {};
    if (!(*change.before == *change.after)) {
        if (const Planned planned = planUpdate(*change.before, *change.after); !planned)
            return planned;
    }
    if (isRotated)
        m_steps.append([this, client = *change.after] { return rotateSecret(client); });
    return {};
}

TenantWriter::Planned TenantWriter::plan(Changed<ClientGrant> change)
{
    translateKnown(change);
    if (!change.before && !change.after)
        return {};
    if (!change.after)
        return planRemoval(*change.before);
    if (change.before)
        return planUpdate(*change.before, *change.after);
    m_steps.append([this, wanted = *change.after] { return create(wanted); });
    return {};
}

TenantWriter::Planned TenantWriter::plan(const Changed<SigningKey> &change)
{
    using State = SigningKey::State;
    const bool isRevocation = change.before && change.after && change.before->state == State::Previous &&
                              change.after->state == State::Revoked;
    if (!isRevocation)
        return std::unexpected(notHere(change.before  ? change.before->id.text()
                                       : change.after ? change.after->id.text()
                                                      : QString(),
                                       ConnectionFault::SigningKeys));
    const auto now = m_reader.signingKey(change.before->id.text());
    if (!now)
        return std::unexpected(now.error());
    if (now->state == State::Revoked)
        return {};
    if (now->state != State::Previous)
        return std::unexpected(conflict(now->id.text(), u"state"_s));
    m_steps.append([this, key = *now] { return revoke(key); });
    return {};
}

TenantWriter::Planned TenantWriter::plan(const Changed<Tenant> &change)
{
    const auto now = m_reader.settings();
    if (!now)
        return std::unexpected(now.error());
    const auto merged = merge(now->value, change.before.value_or(Tenant{}), change.after.value_or(Tenant{}));
    if (!merged)
        return std::unexpected(conflict(now->value.name, merged.error().field));
    Tenant told = *merged;
    // Where a tenant is served is its own business.
    told.serverPort = now->value.serverPort;
    told.httpsPort = now->value.httpsPort;
    told.authorityCertificate = now->value.authorityCertificate;
    told.authorityKey = now->value.authorityKey;
    told.managementApiEnabled = now->value.managementApiEnabled;
    if (!(told == *merged))
        return std::unexpected(notHere(now->value.name, ConnectionFault::Server));
    JsonValue body = updateBody(management::tenantDescription(), now->value, told, now->json, Use::Update);
    if (!body.members.isEmpty())
        m_steps.append([this, now = *now, body = std::move(body)] { return updateTenant(now, body); });
    return {};
}

TenantWriter::Planned TenantWriter::plan(const Changed<User> &change)
{
    return std::unexpected(notHere(change.after ? change.after->email : QString(), ConnectionFault::Users));
}

TenantWriter::Planned TenantWriter::plan(const Changed<Consent> &)
{
    return std::unexpected(notHere({}, ConnectionFault::Users));
}

template <typename Object> TenantWriter::Planned TenantWriter::planRemoval(const Object &before)
{
    if constexpr (std::is_same_v<Object, ResourceServer>) {
        if (before.isSystem)
            return std::unexpected(refused(Rule::SystemApi, before.name));
    }
    const auto now = read(before);
    if (!now && now.error().code == ErrorCode::NotFound) {
        forget(before); // what was wanted is so
        return {};
    }
    if (!now)
        return std::unexpected(now.error());
    if (!(told(now->value) == told(before)))
        return std::unexpected(conflict(label(before), u"deleted"_s));
    m_steps.append([this, value = now->value] { return remove(value); });
    return {};
}

template <typename Object> TenantWriter::Planned TenantWriter::planUpdate(const Object &before, const Object &after)
{
    if (!haveSameFixedMembers(before, after))
        return std::unexpected(refused(Rule::Immutable, label(before)));
    const auto now = read(before);
    if (!now && now.error().code == ErrorCode::NotFound)
        return std::unexpected(conflict(label(before), u"deleted"_s));
    if (!now)
        return std::unexpected(now.error());
    const auto merged = merge(now->value, before, after);
    if (!merged)
        return std::unexpected(conflict(label(now->value), merged.error().field));
    JsonValue body =
        updateBody(Kind<Object>::description(), now->value, *merged, now->json, Kind<Object>::use(now->value));
    if (body.members.isEmpty()) {
        if constexpr (std::is_same_v<Object, ResourceServer>) {
            if (now->value.isSystem && !(now->value == *merged))
                return std::unexpected(refused(Rule::SystemApi, now->value.name));
        }
        adopt(now->value, now->value);
        return {};
    }
    m_steps.append([this, now = *now, wanted = *merged, body = std::move(body)] { return update(now, wanted, body); });
    return {};
}

} // namespace gatehouse::store::remote
