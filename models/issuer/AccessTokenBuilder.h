#pragma once

#include "models/base/Clock.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"

#include <QByteArray>

namespace gatehouse::issuer {

/// What goes into an access token; preview and issuance both build from this.
struct AccessTokenContent
{
    QString issuer;
    domain::ClientId client;
    QStringList scopes;
    base::Instant issuedAt;
};

/// Header and claims of an M2M access token in the Auth0 profile (contract section 3.1), as JSON bytes.
QByteArray accessTokenHeader(const domain::ResourceServer &api, const domain::KeyId &key);
QByteArray accessTokenClaims(const domain::ResourceServer &api, const AccessTokenContent &content);
/// base64url(header) "." base64url(claims): what is signed (RFC 7515 section 5.1).
QByteArray signingInput(const QByteArray &header, const QByteArray &claims);

} // namespace gatehouse::issuer
