#pragma once

#include "models/issuer/AuthorizationService.h"
#include "models/issuer/OwnTokens.h"
#include "models/server/Router.h"

namespace gatehouse::server::routes {

/// What people and their browsers use: /authorize with its login and consent, /userinfo and /oidc/logout. `issuers` are
/// all of the tenant's own.
QList<Route> authorizeRoutes(issuer::AuthorizationService &service, const issuer::OwnTokens &tokens,
                             const store::SnapshotSource &tenant, const QStringList &issuers);

} // namespace gatehouse::server::routes
