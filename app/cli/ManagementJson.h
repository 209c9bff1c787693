#pragma once

#include "models/base/Secret.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/jose/JsonBuilder.h"
#include "models/store/StoreSnapshot.h"

#include <optional>

namespace gatehouse::app::cli {

namespace json = jose::json;

// Objects in the shape of the Management API (contract sections 1.6, 1.8, 1.9). A secret is a member only when it is
// given.
jose::JsonValue scopeJson(const domain::Scope &scope);
jose::JsonValue apiJson(const domain::ResourceServer &api, const std::optional<base::Secret> &secret = {});
jose::JsonValue clientJson(const domain::ClientApplication &client, const std::optional<base::Secret> &secret = {});
jose::JsonValue grantJson(const domain::ClientGrant &grant, const store::StoreSnapshot &tenant);
jose::JsonValue userJson(const domain::User &user, const store::StoreSnapshot &tenant);
jose::JsonValue consentJson(const domain::Consent &consent, const store::StoreSnapshot &tenant);
/// The answer to a delete, which the Management API gives no body: `{"id": …, "deleted": true}`.
jose::JsonValue deletedJson(const char *idName, const QString &id);

} // namespace gatehouse::app::cli
