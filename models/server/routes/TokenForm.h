#pragma once

#include "models/issuer/TokenService.h"
#include "models/server/Messages.h"

#include <expected>

namespace gatehouse::server::routes {

/// Reads POST /oauth/token (contract section 2.1): a form or a JSON body, credentials in it or by Basic. Each parameter
/// at most once, empty means absent, unknown ones are ignored (RFC 6749 section 3.2). Basic credentials are read both
/// as they stand and form-decoded.
std::expected<issuer::TokenParameters, oauth::TokenErrorResponse> readTokenRequest(const Request &request);

} // namespace gatehouse::server::routes
