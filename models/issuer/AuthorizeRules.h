#pragma once

#include "models/issuer/PendingRequests.h"
#include "models/oauth/TokenRequest.h"
#include "models/store/StoreSnapshot.h"

#include <expected>

namespace gatehouse::issuer {

/// The parameters of GET or POST /authorize as they arrived, decoded, each once but `resource`.
struct AuthorizeParameters
{
    QHash<QString, QString> values;
    QStringList resources;
    QString repeated; ///< the first parameter that was sent twice; empty when none was
};

/// Why a request to /authorize does not go on. Until the client and its redirect URI are known to belong together,
/// nobody is redirected anywhere: the person sees a page (RFC 6749 section 4.1.2.1).
struct AuthorizeRefusal
{
    oauth::TokenErrorResponse error;
    bool isForClient = false;     ///< goes to `request.redirectUri`
    AuthorizationRequest request; ///< as far as it was read
};

/// Checks a request against the tenant (contract section 2.4; RFC 6749 section 4.1.1, RFC 7636, RFC 8707, OpenID
/// Connect Core section 3.1.2.1). `issuer` is that of the origin it came to.
std::expected<AuthorizationRequest, AuthorizeRefusal>
checkAuthorize(const AuthorizeParameters &parameters, const store::StoreSnapshot &tenant, const QString &issuer);

/// Where an answer goes: the redirect URI with `parameters`, `state` and `iss` (RFC 9207).
QList<std::pair<QString, QString>> answerParameters(const AuthorizationRequest &request,
                                                    QList<std::pair<QString, QString>> parameters);

} // namespace gatehouse::issuer
