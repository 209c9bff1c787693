#include "models/store/CommitRules.h"

#include "models/domain/Members.h"
#include "models/domain/Merge.h"
#include "models/domain/TextRules.h"
#include "models/store/SnapshotLists.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace gatehouse::store {

using namespace domain;
using base::Error;
using base::ErrorCode;
using namespace Qt::StringLiterals;

namespace {

using MaybeError = std::optional<Error>;

Error refused(const Violation &violation, const QString &name)
{
    return {.code = ErrorCode::Refused,
            .step = base::ErrorStep::Commit,
            .subject = violation.value.isEmpty() ? name : violation.value,
            .detail = ruleName(violation.rule)};
}

Error refused(Rule rule, const QString &subject)
{
    return refused(Violation{Field::Api, rule, subject, 0}, subject);
}

Error conflict(const QString &subject, const QString &field)
{
    return {.code = ErrorCode::Conflict, .step = base::ErrorStep::Commit, .subject = subject, .detail = field};
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
const QString &label(const User &value)
{
    return value.email;
}
const QString &label(const Consent &value)
{
    return value.id.text();
}

/// The Management API: lifetime, consent and who asks in a person's name may change, nothing else (contract
/// section 1.7).
bool allowedForSystem(const ResourceServer &before, ResourceServer after)
{
    after.tokenLifetime = before.tokenLifetime;
    after.skipConsent = before.skipConsent;
    after.userPolicy = before.userPolicy;
    // A tenant of an older version gets the scopes of what the API does now.
    if (after.scopes.size() > before.scopes.size() &&
        std::ranges::all_of(after.scopes.sliced(before.scopes.size()),
                            [](const Scope &scope) { return managementApiScopes().contains(scope); }))
        after.scopes.resize(before.scopes.size());
    return before == after;
}

/// Half a surrogate pair is no text: the database would keep something else than was shown.
MaybeViolation checkText(const QString &text)
{
    if (!text.isValidUtf16())
        return Violation{Field::Api, Rule::ControlCharacters, {}, 0};
    return {};
}

MaybeViolation checkKept(const KeptMembers &kept)
{
    if (keptBytes(kept) > maxKeptBytes)
        return Violation{Field::Api, Rule::TooLong, {}, maxKeptBytes};
    return {};
}

MaybeViolation check(const ResourceServer &api)
{
    if (auto violation = checkText(api.name))
        return violation;
    if (auto violation = checkKept(api.kept))
        return violation;
    if (auto violation = checkApiName(api.name))
        return violation;
    if (auto violation = checkIdentifier(api.identifier))
        return violation;
    if (!isServedHere(api.signingAlgorithm))
        return Violation{Field::SigningAlgorithm, Rule::Unknown, signingAlgorithmName(api.signingAlgorithm), 0};
    if (auto violation = checkTokenLifetime(api.tokenLifetime))
        return violation;
    if (auto violation = checkTokenLifetime(api.tokenLifetimeForWeb))
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
    if (auto violation = checkKept(client.kept))
        return violation;
    return checkClient(client);
}

MaybeViolation check(const User &user)
{
    if (auto violation = checkText(user.name))
        return violation;
    if (auto violation = checkKept(user.kept))
        return violation;
    return checkUser(user);
}

MaybeViolation check(const Tenant &tenant)
{
    if (auto violation = checkText(tenant.name))
        return violation;
    if (auto violation = checkKept(tenant.kept))
        return violation;
    if (!tenant.name.isEmpty()) {
        if (auto violation = checkName(Field::Api, tenant.name))
            return violation;
    }
    for (const int port : {tenant.serverPort, tenant.httpsPort}) {
        if (port < 0 || port > 65535)
            return Violation{Field::Port, Rule::OutOfRange, QString::number(port), 65535};
    }
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
        for (const auto check :
             {&Reconciliation::checkTouched, &Reconciliation::checkIdentifiers, &Reconciliation::checkGrants,
              &Reconciliation::checkUsers, &Reconciliation::checkConsents, &Reconciliation::checkSigningKeys}) {
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
                return conflict(label(named), u"deleted"_s);
            if (auto error = forbidDeletion(*change.before))
                return error;
            m_merged.remove(list.at(at));
            list.removeAt(at);
            return {};
        }
        // merge() would drop such a change in silence.
        if (!haveSameFixedMembers(*change.before, *change.after))
            return refused(Rule::Immutable, label(*change.before));
        if (at < 0)
            return conflict(label(named), u"deleted"_s);
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
    void touch(const User &value) { m_users.insert(value.id); }
    void touch(const Consent &) { m_consentsTouched = true; }

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
        std::array<QSet<std::pair<ClientId, ResourceServerId>>, 2> pairsOf;
        for (const ClientGrant &grant : std::as_const(m_now.grants)) {
            auto &pairs = pairsOf[static_cast<std::size_t>(grant.subject)];
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

    /// Whose own fields are sound, whose address is theirs alone, and whose permissions exist.
    MaybeError checkUsers()
    {
        if (m_users.isEmpty() && m_apis.isEmpty())
            return {};
        QSet<QString> addresses;
        for (const User &user : std::as_const(m_now.users)) {
            const QString address = user.email.toLower();
            if (addresses.contains(address))
                return refused(Rule::AlreadyUsed, user.email);
            addresses.insert(address);
            if (m_users.contains(user.id)) {
                if (auto violation = check(user))
                    return refused(*violation, user.email);
            }
            if (auto error = checkPermissions(user))
                return error;
        }
        return {};
    }

    MaybeError checkPermissions(const User &user)
    {
        QSet<std::pair<ResourceServerId, QString>> seen;
        for (const Permission &permission : user.permissions) {
            const auto pair = std::pair(permission.resourceServerId, permission.scope);
            if (seen.contains(pair))
                return refused(Rule::AlreadyUsed, permission.scope);
            seen.insert(pair);
            if (!m_users.contains(user.id) && !m_apis.contains(permission.resourceServerId))
                continue;
            const ResourceServer *api = m_now.resourceServer(permission.resourceServerId);
            if (!api)
                return refused(Rule::Unknown, permission.resourceServerId.text());
            if (!api->scope(permission.scope))
                return refused(Rule::NotDefinedByApi, permission.scope);
        }
        return {};
    }

    /// One consent for a person, client and API, all of which exist. Its scopes may name what an API has no longer:
    /// they say what was agreed to, and allow nothing that is not granted and defined besides.
    MaybeError checkConsents()
    {
        if (!m_consentsTouched && m_users.isEmpty() && m_clients.isEmpty() && m_apis.isEmpty())
            return {};
        QSet<QStringList> seen;
        for (const Consent &consent : std::as_const(m_now.consents)) {
            const QStringList key{consent.userId.text(), consent.clientId.text(), consent.resourceServerId.text()};
            if (seen.contains(key))
                return refused(Rule::AlreadyUsed, consent.id.text());
            seen.insert(key);
            if (!m_now.user(consent.userId))
                return refused(Rule::Unknown, consent.userId.text());
            if (!m_now.client(consent.clientId))
                return refused(Rule::Unknown, consent.clientId.text());
            if (!consent.resourceServerId.isEmpty() && !m_now.resourceServer(consent.resourceServerId))
                return refused(Rule::Unknown, consent.resourceServerId.text());
        }
        return {};
    }

    /// One key signs, and at most one waits to.
    MaybeError checkSigningKeys()
    {
        if (!m_keysTouched)
            return {};
        for (const auto state : {SigningKey::State::Current, SigningKey::State::Next}) {
            if (std::ranges::count(m_now.signingKeys, state, &SigningKey::state) > 1) {
                return refused(Rule::AlreadyUsed,
                               std::ranges::find(m_now.signingKeys, state, &SigningKey::state)->id.text());
            }
        }
        return {};
    }

    StoreSnapshot m_now;
    ChangeSet m_merged;
    QSet<ResourceServerId> m_apis;
    QSet<ClientId> m_clients;
    QSet<ClientGrantId> m_grants;
    QSet<UserId> m_users;
    bool m_keysTouched = false;
    bool m_consentsTouched = false;
};

} // namespace

base::Result<ChangeSet> reconcile(const StoreSnapshot &current, const ChangeSet &changes)
{
    return Reconciliation(current).run(changes);
}

} // namespace gatehouse::store
