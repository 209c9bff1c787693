// People, what they agreed to, and the refresh tokens that came of it.
#include "models/server/management/UserSearch.h"

#include "models/store/PasswordHash.h"

#include <algorithm>

namespace gatehouse::server::management {

using domain::User;
using domain::UserId;
namespace api = gatehouse::management;
namespace json = jose::json;

namespace {

jose::JsonValue userJson(const User &user, const api::FieldSelection &fields = {})
{
    return api::toJson(api::userDescription(), user, {}, fields);
}

std::function<Checked<Answer>(const store::StoreSnapshot &)> shown(UserId id, int status)
{
    return [id = std::move(id), status](const store::StoreSnapshot &after) -> Checked<Answer> {
        const User *user = after.user(id);
        if (!user)
            return std::unexpected(api::noSuchUser());
        return Answer{.status = status, .body = userJson(*user)};
    };
}

Outcome list(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto listing = api::readListing(call.query, true);
    if (!listing)
        return std::unexpected(listing.error());
    const auto search = readUserSearch(call.query);
    if (!search)
        return std::unexpected(search.error());
    // A checkpoint is a place in the order of creation.
    if (search->isBefore && listing->isCheckpoint)
        return std::unexpected(api::queryProblem(u"Cannot be used together with from and take"_s, u"sort"_s));
    QList<const User *> found;
    for (const User &user : tenant.users) {
        if (search->fits(user))
            found.append(&user);
    }
    if (search->isBefore)
        std::ranges::stable_sort(found, [&](const User *a, const User *b) { return search->isBefore(*a, *b); });
    QList<api::ListEntry> entries;
    for (const User *user : std::as_const(found))
        entries.append({creationKey(user->createdAt, user->id.text()),
                        [user, &listing] { return userJson(*user, listing->fields); }});
    auto answer = api::listed(entries, *listing, u"users"_s, call.origin.text().toUtf8() + call.path);
    if (answer.body.isObject() && !listing->isCheckpoint)
        json::add(answer.body, "length"_L1, json::number(answer.body.member(u"users")->elements.size()));
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome byEmail(const Call &call, const store::StoreSnapshot &tenant)
{
    const QString email = api::valueOf(call.query, u"email");
    if (email.isEmpty())
        return std::unexpected(api::queryProblem(u"Missing required property: email"_s, u"email"_s));
    const auto fields = api::readFields(call.query);
    if (!fields)
        return std::unexpected(fields.error());
    jose::JsonValue found = json::array();
    if (const User *user = tenant.userByEmail(email))
        found.elements.append(userJson(*user, *fields));
    return Answer{.body = found};
}

Outcome show(const Call &call, const store::StoreSnapshot &tenant)
{
    const User *user = tenant.user(UserId(call.key));
    if (!user)
        return std::unexpected(api::noSuchUser());
    const auto fields = api::readFields(call.query);
    if (!fields)
        return std::unexpected(fields.error());
    return Answer{.body = userJson(*user, *fields)};
}

Checked<base::Secret> hashed(const Call &call, const base::Secret &password)
{
    if (const auto violation = domain::checkPassword(password))
        return std::unexpected(violation->rule == domain::Rule::TooShort
                                   ? Problem{.status = 400,
                                             .message = u"PasswordStrengthError: Password is too weak"_s,
                                             .code = u"invalid_password"_s}
                                   : api::problemOf(*violation));
    auto hash = store::hashedPassword(call.parts.kdf, call.parts.random, password);
    if (!hash)
        return std::unexpected(problemOf(hash.error()));
    return *std::move(hash);
}

Outcome create(const Call &call, const store::StoreSnapshot &tenant)
{
    api::Draft<User> draft;
    if (auto problem = api::assign(api::userDescription(), draft, call.body, api::Use::Create))
        return std::unexpected(*std::move(problem));
    for (const QString &name : {u"connection"_s, u"password"_s}) {
        if (!draft.named.contains(name))
            return std::unexpected(api::payloadProblem(u"Missing required property: "_s + name));
    }
    if (tenant.userByEmail(draft.value.email)) // before the hash, which takes its time
        return std::unexpected(api::problemOf({domain::Field::UserEmail, domain::Rule::AlreadyUsed, {}, 0}));
    const auto hash = hashed(call, *draft.secret);
    if (!hash)
        return std::unexpected(hash.error());
    auto created = checked(call.parts.editor.createWholeUser(tenant, draft.value, *hash));
    if (!created)
        return std::unexpected(created.error());
    return planned(created->changes, shown(created->id, 201));
}

Outcome update(const Call &call, const store::StoreSnapshot &tenant)
{
    const User *user = tenant.user(UserId(call.key));
    if (!user)
        return std::unexpected(api::noSuchUser());
    api::Draft<User> draft{.value = *user};
    if (auto problem = api::assign(api::userDescription(), draft, call.body, api::Use::Update))
        return std::unexpected(*std::move(problem));
    auto changes = checked(call.parts.editor.updateUser(tenant, draft.value));
    if (!changes)
        return std::unexpected(changes.error());
    if (draft.secret) {
        const auto hash = hashed(call, *draft.secret);
        if (!hash)
            return std::unexpected(hash.error());
        auto sealed = call.parts.custody.sealPassword(user->id, *hash);
        if (!sealed)
            return std::unexpected(problemOf(sealed.error()));
        User after = changes->isEmpty() ? *user : *std::get<domain::Changed<User>>(changes->changes.first()).after;
        after.password = *std::move(sealed);
        changes = domain::ChangeSet();
        changes->update(*user, after);
    }
    return planned(*std::move(changes), shown(user->id, 200));
}

Outcome remove(const Call &call, const store::StoreSnapshot &tenant)
{
    if (!tenant.user(UserId(call.key)))
        return nothingToDelete();
    auto changes = checked(call.parts.editor.deleteUser(tenant, UserId(call.key)));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

Outcome listConsents(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto listing = api::readListing(call.query, true);
    if (!listing)
        return std::unexpected(listing.error());
    const auto identifierOf = identifiers(call, tenant);
    const QString user = api::valueOf(call.query, u"user_id");
    const QString client = api::valueOf(call.query, u"client_id");
    const QString audience = api::valueOf(call.query, u"audience");
    QList<api::ListEntry> entries;
    for (const domain::Consent &consent : tenant.consents) {
        const QString identifier = identifierOf(consent.resourceServerId.text());
        if ((!user.isEmpty() && consent.userId.text() != user) ||
            (!client.isEmpty() && consent.clientId.text() != client) || (!audience.isEmpty() && identifier != audience))
            continue;
        entries.append({creationKey(consent.grantedAt, consent.id.text()),
                        [&consent, identifier] { return api::consentJson(consent, identifier); }});
    }
    auto answer = api::listed(entries, *listing, u"grants"_s, call.origin.text().toUtf8() + call.path);
    return Answer{.body = answer.body, .link = answer.link};
}

Outcome removeConsent(const Call &call, const store::StoreSnapshot &tenant)
{
    const domain::ConsentId id(call.key);
    if (!tenant.consent(id))
        return nothingToDelete();
    auto changes = checked(call.parts.editor.revokeConsent(tenant, id));
    if (!changes)
        return std::unexpected(changes.error());
    return deleted(*std::move(changes));
}

Outcome removeConsentsOfUser(const Call &call, const store::StoreSnapshot &tenant)
{
    const QString user = api::valueOf(call.query, u"user_id");
    if (user.isEmpty())
        return std::unexpected(api::queryProblem(u"Missing required property: user_id"_s, u"user_id"_s));
    domain::ChangeSet changes;
    for (const domain::Consent &consent : tenant.consents) {
        if (consent.userId.text() == user)
            changes.remove(consent);
    }
    return deleted(changes);
}

jose::JsonValue familyJson(const Call &call, const store::StoreSnapshot &tenant, const store::RefreshFamily &family)
{
    const auto identifierOf = identifiers(call, tenant);
    jose::JsonValue resources = json::array();
    for (const domain::ResourceServerId &id : family.authorization.apis) {
        jose::JsonValue one = json::object();
        json::add(one, "audience"_L1, json::string(identifierOf(id.text())));
        json::add(one, "scopes"_L1, json::string(family.authorization.scopes.join(u' ')));
        resources.elements.append(one);
    }
    const domain::ClientApplication *client = tenant.client(family.authorization.client);
    jose::JsonValue object = json::object();
    json::add(object, "id"_L1, json::string(family.id));
    json::add(object, "user_id"_L1, json::string(family.authorization.user.text()));
    json::add(object, "client_id"_L1, json::string(family.authorization.client.text()));
    json::add(object, "created_at"_L1, api::timeJson(family.createdAt));
    json::add(object, "last_exchanged_at"_L1, api::timeJson(family.lastUsed));
    json::add(object, "rotating"_L1, json::boolean(client && client->refresh.isRotating));
    json::add(object, "resource_servers"_L1, resources);
    return object;
}

Checked<QList<store::RefreshFamily>> families(const Call &call)
{
    auto all = call.parts.ledger.families();
    if (!all)
        return std::unexpected(api::unavailable());
    return *std::move(all);
}

Outcome refreshTokensOfUser(const Call &call, const store::StoreSnapshot &tenant)
{
    if (!tenant.user(UserId(call.key)))
        return std::unexpected(api::noSuchUser());
    auto listing = api::readListing(call.query, true);
    if (!listing)
        return std::unexpected(listing.error());
    listing->isCheckpoint = true;
    const auto all = families(call);
    if (!all)
        return std::unexpected(all.error());
    QList<api::ListEntry> entries;
    for (const store::RefreshFamily &family : *all) {
        if (family.authorization.user.text() == call.key)
            entries.append(
                {creationKey(family.createdAt, family.id), [&] { return familyJson(call, tenant, family); }});
    }
    std::ranges::sort(entries, {}, &api::ListEntry::key);
    return Answer{.body = api::listed(entries, *listing, u"tokens"_s, {}).body};
}

Outcome removeRefreshTokensOfUser(const Call &call, const store::StoreSnapshot &tenant)
{
    if (!tenant.user(UserId(call.key)))
        return std::unexpected(api::noSuchUser());
    const auto all = families(call);
    if (!all)
        return std::unexpected(all.error());
    for (const store::RefreshFamily &family : *all) {
        if (family.authorization.user.text() == call.key && !call.parts.ledger.revokeFamily(family.id))
            return std::unexpected(api::unavailable());
    }
    return Answer{.status = 202};
}

Outcome refreshToken(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto all = families(call);
    if (!all)
        return std::unexpected(all.error());
    const auto found = std::ranges::find(*all, call.key, &store::RefreshFamily::id);
    if (found == all->end())
        return std::unexpected(Problem{
            .status = 404, .message = u"The refresh token does not exist."_s, .code = u"inexistent_refresh_token"_s});
    return Answer{.body = familyJson(call, tenant, *found)};
}

Outcome removeRefreshToken(const Call &call, const store::StoreSnapshot &)
{
    const auto all = families(call);
    if (!all)
        return std::unexpected(all.error());
    if (std::ranges::find(*all, call.key, &store::RefreshFamily::id) != all->end() &&
        !call.parts.ledger.revokeFamily(call.key))
        return std::unexpected(api::unavailable());
    return nothingToDelete();
}

} // namespace

QList<Endpoint> userEndpoints()
{
    const QStringList read{u"read:users"_s};
    const QStringList update_{u"update:users"_s};
    return {
        {.method = "GET", .path = "/users", .scopes = read, .run = list},
        {.method = "GET", .path = "/users-by-email", .scopes = read, .run = byEmail},
        {.method = "GET", .path = "/users/{id}", .scopes = read, .run = show},
        {.method = "POST", .path = "/users", .scopes = {u"create:users"_s}, .takesBody = true, .run = create},
        {.method = "PATCH", .path = "/users/{id}", .scopes = update_, .takesBody = true, .run = update},
        {.method = "DELETE", .path = "/users/{id}", .scopes = {u"delete:users"_s}, .run = remove},
        {.method = "GET", .path = "/grants", .scopes = {u"read:grants"_s}, .run = listConsents},
        {.method = "DELETE", .path = "/grants", .scopes = {u"delete:grants"_s}, .run = removeConsentsOfUser},
        {.method = "DELETE", .path = "/grants/{id}", .scopes = {u"delete:grants"_s}, .run = removeConsent},
        {.method = "GET",
         .path = "/users/{id}/refresh-tokens",
         .scopes = {u"read:refresh_tokens"_s},
         .run = refreshTokensOfUser},
        {.method = "DELETE",
         .path = "/users/{id}/refresh-tokens",
         .scopes = {u"delete:refresh_tokens"_s},
         .run = removeRefreshTokensOfUser},
        {.method = "GET", .path = "/refresh-tokens/{id}", .scopes = {u"read:refresh_tokens"_s}, .run = refreshToken},
        {.method = "DELETE",
         .path = "/refresh-tokens/{id}",
         .scopes = {u"delete:refresh_tokens"_s},
         .run = removeRefreshToken},
    };
}

} // namespace gatehouse::server::management
