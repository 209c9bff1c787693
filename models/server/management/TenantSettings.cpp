// The tenant's settings and its signing keys.
#include "models/server/management/Endpoint.h"

#include <algorithm>

namespace gatehouse::server::management {

using domain::KeyId;
using domain::SigningKey;
namespace api = gatehouse::management;
namespace json = jose::json;

namespace {

jose::JsonValue settingsJson(const store::StoreSnapshot &tenant, const api::FieldSelection &fields = {})
{
    return api::toJson(api::tenantDescription(), tenant.tenant, {}, fields);
}

Outcome showSettings(const Call &call, const store::StoreSnapshot &tenant)
{
    const auto fields = api::readFields(call.query);
    if (!fields)
        return std::unexpected(fields.error());
    return Answer{.body = settingsJson(tenant, *fields)};
}

Outcome updateSettings(const Call &call, const store::StoreSnapshot &tenant)
{
    api::Draft<domain::Tenant> draft{.value = tenant.tenant};
    if (auto problem = api::assign(api::tenantDescription(), draft, call.body, api::Use::Update))
        return std::unexpected(*std::move(problem));
    auto edit = call.parts.editor.updateTenant(tenant, draft.value);
    if (!edit) {
        // It is a name as those of clients are, under a name of its own.
        if (const auto *violation = std::get_if<domain::Violation>(&edit.error()))
            return std::unexpected(api::problemOf(*violation, u"friendly_name"_s));
    }
    auto changes = checked(std::move(edit));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), [](const store::StoreSnapshot &after) -> Checked<Answer> {
        return Answer{.body = settingsJson(after)};
    });
}

Outcome listKeys(const Call &, const store::StoreSnapshot &tenant)
{
    jose::JsonValue keys = json::array();
    // The current one first, then the next, the previous ones, and what was revoked (contract section 1.10).
    using State = SigningKey::State;
    for (const State state : {State::Current, State::Next, State::Previous, State::Revoked}) {
        for (const SigningKey &key : tenant.signingKeys) {
            if (key.state == state)
                keys.elements.append(api::signingKeyJson(key));
        }
    }
    return Answer{.body = keys};
}

Outcome showKey(const Call &call, const store::StoreSnapshot &tenant)
{
    const SigningKey *key = tenant.signingKey(KeyId(call.key));
    if (!key)
        return std::unexpected(api::noSuchKey());
    return Answer{.body = api::signingKeyJson(*key)};
}

Outcome rotateKey(const Call &call, const store::StoreSnapshot &tenant)
{
    auto changes = checked(call.parts.editor.rotateSigningKey(tenant, call.parts.signers));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), [](const store::StoreSnapshot &after) -> Checked<Answer> {
        const SigningKey *next = after.nextSigningKey();
        if (!next)
            return std::unexpected(api::noSuchKey());
        return Answer{.status = 201, .body = api::signingKeyJson(*next)};
    });
}

Outcome revokeKey(const Call &call, const store::StoreSnapshot &tenant)
{
    const KeyId id(call.key);
    if (!tenant.signingKey(id))
        return std::unexpected(api::noSuchKey());
    auto changes = checked(call.parts.editor.revokeSigningKey(tenant, id));
    if (!changes)
        return std::unexpected(changes.error());
    return planned(*std::move(changes), [id](const store::StoreSnapshot &after) -> Checked<Answer> {
        const SigningKey *key = after.signingKey(id);
        if (!key)
            return std::unexpected(api::noSuchKey());
        return Answer{.body = api::signingKeyJson(*key)};
    });
}

/// There are none, which Auth0's own tools ask for before they write anything.
Outcome listActions(const Call &call, const store::StoreSnapshot &)
{
    const auto listing = api::readListing(call.query, false);
    if (!listing)
        return std::unexpected(listing.error());
    jose::JsonValue body = json::object();
    json::add(body, "actions"_L1, json::array());
    json::add(body, "total"_L1, json::number(0));
    json::add(body, "page"_L1, json::number(listing->page));
    json::add(body, "per_page"_L1, json::number(listing->perPage));
    return Answer{.body = body};
}

} // namespace

QList<Endpoint> tenantEndpoints()
{
    return {
        {.method = "GET", .path = "/tenants/settings", .scopes = {u"read:tenant_settings"_s}, .run = showSettings},
        {.method = "PATCH",
         .path = "/tenants/settings",
         .scopes = {u"update:tenant_settings"_s},
         .takesBody = true,
         .run = updateSettings},
        {.method = "GET", .path = "/actions/actions", .scopes = {u"read:actions"_s}, .run = listActions},
    };
}

QList<Endpoint> signingKeyEndpoints()
{
    const QStringList read{u"read:signing_keys"_s};
    return {
        {.method = "GET", .path = "/keys/signing", .scopes = read, .run = listKeys},
        {.method = "GET", .path = "/keys/signing/{id}", .scopes = read, .run = showKey},
        {.method = "POST",
         .path = "/keys/signing/rotate",
         .scopes = {u"create:signing_keys"_s, u"update:signing_keys"_s},
         .needsAll = true,
         .run = rotateKey},
        {.method = "PUT", .path = "/keys/signing/{id}/revoke", .scopes = {u"update:signing_keys"_s}, .run = revokeKey},
    };
}

} // namespace gatehouse::server::management
