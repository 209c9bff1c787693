#pragma once

#include "models/issuer/TokenService.h"
#include "models/jose/KeyCodec.h"
#include "models/server/Router.h"

namespace gatehouse::server::routes {

/// The Authentication API (contract section 2): the token endpoint, the key set and the metadata. What is passed in
/// outlives the routes; `issuer` ends with a slash.
QList<Route> authenticationRoutes(const issuer::TokenService &tokens, const store::SnapshotSource &tenant,
                                  const jose::KeyCodec &keys, const QString &issuer);

} // namespace gatehouse::server::routes
