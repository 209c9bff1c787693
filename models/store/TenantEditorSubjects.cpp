// Clients, people and what people agreed to: whoever a token can be about.
#include "models/store/TenantEditor.h"

#include "models/base/NearestText.h"

#include <algorithm>

namespace gatehouse::store {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

constexpr int userIdBytes = 12;
constexpr int consentIdLength = 16;

std::unexpected<Refusal> unknownUser(const UserId &id)
{
    return refuse(Violation{Field::User, Rule::Unknown, id.text(), 0});
}

void removeConsents(ChangeSet &changes, const StoreSnapshot &tenant, auto isConcerned)
{
    for (const Consent &consent : tenant.consents) {
        if (isConcerned(consent))
            changes.remove(consent);
    }
}

MaybeViolation checkUserIn(const StoreSnapshot &tenant, const User &user)
{
    if (auto violation = checkUser(user))
        return violation;
    const User *other = tenant.userByEmail(user.email);
    if (other && other->id != user.id)
        return Violation{Field::UserEmail, Rule::AlreadyUsed, user.email, 0};
    for (const Permission &permission : user.permissions) {
        const ResourceServer *api = tenant.resourceServer(permission.resourceServerId);
        if (!api)
            return Violation{Field::Api, Rule::Unknown, permission.resourceServerId.text(), 0};
        if (!api->scope(permission.scope)) {
            return Violation{Field::UserPermission, Rule::NotDefinedByApi, permission.scope, 0,
                             base::nearestText(permission.scope, api->scopeValues())};
        }
    }
    return {};
}

} // namespace

void removeConsentsOf(ChangeSet &changes, const StoreSnapshot &tenant, const ClientId &client)
{
    removeConsents(changes, tenant, [&](const Consent &consent) { return consent.clientId == client; });
}

void removeConsentsOf(ChangeSet &changes, const StoreSnapshot &tenant, const ResourceServerId &api)
{
    removeConsents(changes, tenant, [&](const Consent &consent) { return consent.resourceServerId == api; });
}

void editPermissions(ChangeSet &changes, const StoreSnapshot &tenant, const ResourceServerId &api,
                     const std::function<std::optional<QString>(const QString &)> &edited)
{
    for (const User &user : tenant.users) {
        User after = user;
        after.permissions.clear();
        for (const Permission &permission : user.permissions) {
            const auto scope = permission.resourceServerId == api ? edited(permission.scope) : permission.scope;
            if (scope)
                after.permissions.append({permission.resourceServerId, *scope});
        }
        changes.update(user, after);
    }
}

Edit<TenantEditor::CreatedClient> TenantEditor::createClient(const StoreSnapshot &tenant,
                                                             const ClientApplication &wanted)
{
    if (auto violation = checkClientName(tenant, wanted.name))
        return refuse(*violation);
    auto client = newClient(wanted.name);
    if (!client)
        return std::unexpected(client.error());
    ClientApplication made = wanted;
    made.id = client->id;
    made.secret = client->secret;
    made.createdAt = client->createdAt;
    made.isSample = false;
    made.unread = {};
    if (auto violation = checkClient(made))
        return refuse(*violation);
    CreatedClient created{.id = made.id, .changes = {}};
    created.changes.create(made);
    return created;
}

Edit<ChangeSet> TenantEditor::updateClient(const StoreSnapshot &tenant, const ClientApplication &wanted)
{
    const ClientApplication *client = tenant.client(wanted.id);
    if (!client)
        return refuse(Violation{Field::Client, Rule::Unknown, wanted.id.text(), 0});
    if (auto violation = checkClientName(tenant, wanted.name, wanted.id))
        return refuse(*violation);
    if (auto violation = checkClient(wanted))
        return refuse(*violation);
    ClientApplication edited = wanted;
    edited.secret = client->secret; // is rotated, never set here
    edited.isSample = client->isSample;
    edited.createdAt = client->createdAt;
    ChangeSet changes;
    changes.update(*client, edited);
    return changes;
}

MaybeViolation TenantEditor::checkUserEmail(const StoreSnapshot &tenant, const QString &email, const UserId &ownId)
{
    if (auto violation = checkEmail(email))
        return violation;
    const User *other = tenant.userByEmail(email);
    return other && other->id != ownId ? MaybeViolation(Violation{Field::UserEmail, Rule::AlreadyUsed, email, 0})
                                       : std::nullopt;
}

Edit<TenantEditor::CreatedUser> TenantEditor::createUser(const StoreSnapshot &tenant, const NewUser &wanted,
                                                         const base::Secret &passwordHash)
{
    User user;
    user.id = UserId(u"auth0|"_s + QString::fromLatin1(base::randomBytes(m_random, userIdBytes).toHex()));
    user.email = wanted.email;
    user.name = wanted.name;
    user.createdAt = m_clock.now();
    if (auto violation = checkUserIn(tenant, user))
        return refuse(*violation);
    auto sealed = m_custody.sealPassword(user.id, passwordHash);
    if (!sealed)
        return refuse(sealed.error());
    user.password = *std::move(sealed);
    CreatedUser created{.id = user.id, .changes = {}};
    created.changes.create(user);
    return created;
}

Edit<ChangeSet> TenantEditor::updateUser(const StoreSnapshot &tenant, const User &wanted)
{
    const User *user = tenant.user(wanted.id);
    if (!user)
        return unknownUser(wanted.id);
    if (auto violation = checkUserIn(tenant, wanted))
        return refuse(*violation);
    User edited = wanted;
    edited.password = user->password;
    edited.createdAt = user->createdAt;
    // It was the other address that had been verified.
    if (edited.email.compare(user->email, Qt::CaseInsensitive) != 0 && user->isEmailVerified)
        edited.isEmailVerified = false;
    ChangeSet changes;
    changes.update(*user, edited);
    return changes;
}

Edit<ChangeSet> TenantEditor::setPassword(const StoreSnapshot &tenant, const UserId &id,
                                          const base::Secret &passwordHash)
{
    const User *user = tenant.user(id);
    if (!user)
        return unknownUser(id);
    auto sealed = m_custody.sealPassword(id, passwordHash);
    if (!sealed)
        return refuse(sealed.error());
    User edited = *user;
    edited.password = *std::move(sealed);
    ChangeSet changes;
    changes.update(*user, edited);
    return changes;
}

Edit<ChangeSet> TenantEditor::deleteUser(const StoreSnapshot &tenant, const UserId &id)
{
    const User *user = tenant.user(id);
    if (!user)
        return unknownUser(id);
    ChangeSet changes;
    removeConsents(changes, tenant, [&](const Consent &consent) { return consent.userId == id; });
    changes.remove(*user);
    return changes;
}

Edit<ChangeSet> TenantEditor::giveConsent(const StoreSnapshot &tenant, const NewConsent &given)
{
    if (!tenant.user(given.user))
        return unknownUser(given.user);
    if (!tenant.client(given.client))
        return refuse(Violation{Field::Client, Rule::Unknown, given.client.text(), 0});
    if (!given.api.isEmpty() && !tenant.resourceServer(given.api))
        return refuse(Violation{Field::Api, Rule::Unknown, given.api.text(), 0});
    ChangeSet changes;
    if (const Consent *before = tenant.consent(given.user, given.client, given.api)) {
        Consent after = *before;
        after.scopes += given.scopes;
        after.scopes.removeDuplicates();
        after.grantedAt = m_clock.now();
        if (after.scopes != before->scopes)
            changes.update(*before, after);
        return changes;
    }
    Consent consent;
    consent.id = ConsentId(u"con_"_s + base::randomText(m_random, base::alphanumericAlphabet, consentIdLength));
    consent.userId = given.user;
    consent.clientId = given.client;
    consent.resourceServerId = given.api;
    consent.scopes = given.scopes;
    consent.grantedAt = m_clock.now();
    changes.create(consent);
    return changes;
}

Edit<ChangeSet> TenantEditor::revokeConsent(const StoreSnapshot &tenant, const ConsentId &id)
{
    const Consent *consent = tenant.consent(id);
    if (!consent)
        return refuse(Violation{Field::Consent, Rule::Unknown, id.text(), 0});
    ChangeSet changes;
    changes.remove(*consent);
    return changes;
}

Edit<UserId> TenantEditor::findUser(const StoreSnapshot &tenant, const QString &name)
{
    if (const User *user = tenant.user(UserId(name)))
        return user->id;
    if (const User *user = tenant.userByEmail(name))
        return user->id;
    QStringList known;
    for (const User &user : tenant.users)
        known << user.email << user.id.text();
    return refuse(Violation{Field::User, Rule::Unknown, name, 0, base::nearestText(name, known)});
}

} // namespace gatehouse::store
