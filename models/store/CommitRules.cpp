#include "models/store/CommitRules.h"

#include "models/domain/Merge.h"
#include "models/domain/TextRules.h"
#include "models/store/SnapshotLists.h"

#include <QSet>

#include <optional>
#include <utility>

namespace gatehouse::store {

using namespace domain;
using base::Error;
using base::ErrorCode;

namespace {

using MaybeError = std::optional<Error>;

Error refused(const Violation &violation, const QString &name)
{
    return {.code = ErrorCode::Refused,
            .step = QStringLiteral("commit"),
            .subject = violation.value.isEmpty() ? name : violation.value,
            .detail = ruleName(violation.rule)};
}

Error refused(Rule rule, const QString &subject)
{
    return refused(Violation{Field::Api, rule, subject, 0}, subject);
}

Error conflict(const QString &subject, const QString &field)
{
    return {.code = ErrorCode::Conflict, .step = QStringLiteral("commit"), .subject = subject, .detail = field};
}

const QString &label(const ResourceServer &value)
{
    return value.name;
}
const QString &label(const ClientApplication &value)
{
    return value.name;
}
const QString &label(const ClientGrant &value)
{
    return value.id.text();
}
const QString &label(const SigningKey &value)
{
    return value.id.text();
}

// What is fixed when an object is created: merge() would drop such a change in silence.
bool sameForEver(const ResourceServer &a, const ResourceServer &b)
{
    return a.id == b.id && a.identifier == b.identifier && a.signingAlgorithm == b.signingAlgorithm &&
           a.isSystem == b.isSystem && a.createdAt == b.createdAt;
}
bool sameForEver(const ClientApplication &a, const ClientApplication &b)
{
    return a.id == b.id && a.createdAt == b.createdAt;
}
bool sameForEver(const ClientGrant &a, const ClientGrant &b)
{
    return a.id == b.id && a.clientId == b.clientId && a.resourceServerId == b.resourceServerId;
}
bool sameForEver(const SigningKey &a, const SigningKey &b)
{
    return a.id == b.id && a.algorithm == b.algorithm && a.publicKey == b.publicKey && a.createdAt == b.createdAt;
}

/// The Management API: lifetime and consent may change, nothing else (contract section 1.7).
bool allowedForSystem(const ResourceServer &before, ResourceServer after)
{
    after.tokenLifetime = before.tokenLifetime;
    after.skipConsent = before.skipConsent;
    return before == after;
}

/// Half a surrogate pair is no text: the database would keep something else than was shown.
MaybeViolation checkText(const QString &text)
{
    if (!text.isValidUtf16())
        return Violation{Field::Api, Rule::ControlCharacters, {}, 0};
    return {};
}

MaybeViolation check(const ResourceServer &api)
{
    if (auto violation = checkText(api.name))
        return violation;
    if (auto violation = checkApiName(api.name))
        return violation;
    if (auto violation = checkIdentifier(api.identifier))
        return violation;
    if (auto violation = checkTokenLifetime(api.tokenLifetime))
        return violation;
    if (api.scopes.size() > maxScopesPerApi)
        return Violation{Field::ScopeValue, Rule::TooMany, {}, maxScopesPerApi};
    QSet<QString> seen;
    for (const Scope &scope : api.scopes) {
        if (auto violation = checkScope(scope, {}))
            return violation;
        if (auto violation = checkText(scope.description))
            return violation;
        if (seen.contains(scope.value))
            return Violation{Field::ScopeValue, Rule::AlreadyUsed, scope.value, 0};
        seen.insert(scope.value);
    }
    return {};
}

MaybeViolation check(const ClientApplication &client)
{
    if (auto violation = checkText(client.name))
        return violation;
    return checkClientName(client.name);
}

MaybeViolation check(const Tenant &tenant)
{
    if (auto violation = checkText(tenant.name))
        return violation;
    if (!tenant.name.isEmpty()) {
        if (auto violation = checkName(Field::Api, tenant.name))
            return violation;
    }
    if (tenant.serverPort < 0 || tenant.serverPort > 65535)
        return Violation{Field::Port, Rule::OutOfRange, QString::number(tenant.serverPort), 65535};
    return {};
}

/// One change set on its way into a tenant: merged change by change, then judged as a whole, because a set may pass
/// through states that would not be allowed to stay (an API goes before its grants do).
class Reconciliation
{
public:
    explicit Reconciliation(const StoreSnapshot &current)
        : m_now(current)
    {
    }

    base::Result<ChangeSet> run(const ChangeSet &changes)
    {
        for (const Change &change : changes.changes) {
            if (auto error = std::visit([this](const auto &one) { return take(one); }, change))
                return std::unexpected(std::move(*error));
        }
        for (const auto check : {&Reconciliation::checkTouched, &Reconciliation::checkIdentifiers,
                                 &Reconciliation::checkGrants, &Reconciliation::checkSigningKeys}) {
            if (auto error = (this->*check)())
                return std::unexpected(std::move(*error));
        }
        return std::move(m_merged);
    }

private:
    template <typename T> MaybeError take(const Changed<T> &change)
    {
        if (!change.before && !change.after)
            return {};
        QList<T> &list = listOf<T>(m_now);
        const T &named = change.after ? *change.after : *change.before;
        if (named.id.isEmpty())
            return refused(Rule::Required, label(named));
        const qsizetype at = indexById(list, named.id);
        touch(named);

        if (!change.before) {
            if (at >= 0)
                return refused(Rule::AlreadyUsed, named.id.text());
            list.append(*change.after);
            m_merged.create(*change.after);
            return {};
        }
        if (!change.after) {
            if (at < 0)
                return {}; // somebody else removed it already: what was wanted is so
            if (!(list.at(at) == *change.before))
                return conflict(label(named), QStringLiteral("deleted"));
            if (auto error = forbidDeletion(*change.before))
                return error;
            m_merged.remove(list.at(at));
            list.removeAt(at);
            return {};
        }
        if (!sameForEver(*change.before, *change.after))
            return refused(Rule::Immutable, label(*change.before));
        if (at < 0)
            return conflict(label(named), QStringLiteral("deleted"));
        auto merged = merge(list.at(at), *change.before, *change.after);
        if (!merged)
            return conflict(label(list.at(at)), merged.error().field);
        if (auto error = forbidUpdate(list.at(at), *merged))
            return error;
        m_merged.update(list.at(at), *merged);
        list[at] = std::move(*merged);
        return {};
    }

    MaybeError take(const Changed<Tenant> &change)
    {
        auto merged = merge(m_now.tenant, change.before.value_or(Tenant{}), change.after.value_or(Tenant{}));
        if (!merged)
            return conflict(m_now.tenant.name, merged.error().field);
        if (auto violation = check(*merged))
            return refused(*violation, merged->name);
        m_merged.update(m_now.tenant, *merged);
        m_now.tenant = std::move(*merged);
        return {};
    }

    void touch(const ResourceServer &value) { m_apis.insert(value.id); }
    void touch(const ClientApplication &value) { m_clients.insert(value.id); }
    void touch(const ClientGrant &value) { m_grants.insert(value.id); }
    void touch(const SigningKey &) { m_keysTouched = true; }

    template <typename T> MaybeError forbidDeletion(const T &value)
    {
        if constexpr (std::is_same_v<T, ResourceServer>) {
            if (value.isSystem)
                return refused(Rule::SystemApi, value.name);
        }
        return {};
    }

    template <typename T> MaybeError forbidUpdate(const T &before, const T &after)
    {
        if constexpr (std::is_same_v<T, ResourceServer>) {
            if (before.isSystem && !allowedForSystem(before, after))
                return refused(Rule::SystemApi, before.name);
        }
        return {};
    }

    MaybeError checkTouched()
    {
        for (const ResourceServer &api : std::as_const(m_now.resourceServers)) {
            if (!m_apis.contains(api.id))
                continue;
            if (auto violation = check(api))
                return refused(*violation, api.name);
        }
        for (const ClientApplication &client : std::as_const(m_now.clients)) {
            if (!m_clients.contains(client.id))
                continue;
            if (auto violation = check(client))
                return refused(*violation, client.name);
        }
        return {};
    }

    /// Byte for byte: what a token's audience is compared with. And there is one system API.
    MaybeError checkIdentifiers()
    {
        if (m_apis.isEmpty())
            return {};
        QSet<QString> seen;
        bool systemSeen = false;
        for (const ResourceServer &api : std::as_const(m_now.resourceServers)) {
            if (seen.contains(api.identifier))
                return refused(Rule::AlreadyUsed, api.identifier);
            seen.insert(api.identifier);
            if (api.isSystem && std::exchange(systemSeen, true))
                return refused(Rule::SystemApi, api.name);
        }
        return {};
    }

    /// Every grant that this change set touches, or whose API or client it touches.
    MaybeError checkGrants()
    {
        QSet<std::pair<ClientId, ResourceServerId>> pairs;
        for (const ClientGrant &grant : std::as_const(m_now.grants)) {
            const auto pair = std::pair(grant.clientId, grant.resourceServerId);
            if (pairs.contains(pair))
                return refused(Rule::AlreadyUsed, m_now.clientName(grant.clientId));
            pairs.insert(pair);
            if (!m_grants.contains(grant.id) && !m_apis.contains(grant.resourceServerId) &&
                !m_clients.contains(grant.clientId))
                continue;
            const ResourceServer *api = m_now.resourceServer(grant.resourceServerId);
            if (!api)
                return refused(Rule::Unknown, grant.resourceServerId.text());
            if (!m_now.client(grant.clientId))
                return refused(Rule::Unknown, grant.clientId.text());
            if (auto error = checkGrantedScopes(grant, *api))
                return error;
        }
        return {};
    }

    MaybeError checkGrantedScopes(const ClientGrant &grant, const ResourceServer &api)
    {
        const QStringList values = api.scopeValues();
        const QSet<QString> defined(values.cbegin(), values.cend());
        QSet<QString> granted;
        for (const QString &scope : grant.scopes) {
            if (!defined.contains(scope))
                return refused(Rule::NotDefinedByApi, scope);
            if (granted.contains(scope))
                return refused(Rule::AlreadyUsed, scope);
            granted.insert(scope);
        }
        return {};
    }

    MaybeError checkSigningKeys()
    {
        if (m_keysTouched && std::ranges::count(m_now.signingKeys, SigningKey::State::Current, &SigningKey::state) > 1)
            return refused(Rule::AlreadyUsed, m_now.currentSigningKey()->id.text());
        return {};
    }

    StoreSnapshot m_now;
    ChangeSet m_merged;
    QSet<ResourceServerId> m_apis;
    QSet<ClientId> m_clients;
    QSet<ClientGrantId> m_grants;
    bool m_keysTouched = false;
};

} // namespace

base::Result<ChangeSet> reconcile(const StoreSnapshot &current, const ChangeSet &changes)
{
    return Reconciliation(current).run(changes);
}

} // namespace gatehouse::store
