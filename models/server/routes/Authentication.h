#pragma once

#include "models/issuer/TokenService.h"
#include "models/jose/KeyCodec.h"
#include "models/server/Router.h"

namespace gatehouse::server::routes {

/// The Authentication API (contract section 2): the token endpoint, the key set and the metadata. What is passed in
/// outlives the routes. Documents and tokens name the origin that the client used.
QList<Route> authenticationRoutes(const issuer::TokenService &tokens, const store::SnapshotSource &tenant,
                                  const jose::KeyCodec &keys, bool servesPeople);

/// Listed for the origins of the tenant's clients, as they are at the time; `others` for every other origin.
std::function<OriginAccess(const QByteArray &)> accessForListed(const store::SnapshotSource &tenant,
                                                                OriginAccess others);

} // namespace gatehouse::server::routes
