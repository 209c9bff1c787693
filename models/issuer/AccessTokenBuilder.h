#pragma once

#include "models/base/Clock.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/ResourceServer.h"
#include "models/domain/User.h"

#include <QByteArray>

#include <optional>

namespace gatehouse::issuer {

/// What goes into an access token; preview and issuance both build from this.
struct AccessTokenContent
{
    QString issuer;
    domain::ClientId client;
    QStringList scopes = {};
    base::Instant issuedAt = {};
    std::optional<domain::UserId> user = {}; ///< whose name it is asked in; the client's own without
    bool hasUserInfo = false;                ///< good at this server's /userinfo, too: `openid` was granted
    std::optional<QStringList> permissions = {};
    QString tokenId = {}; ///< `jti`, of the RFC 9068 profile
};

/// What several APIs in one token have in common: the stricter of each (RS256 all of them, or one HS256).
struct TokenProfile
{
    QStringList audiences;
    domain::SigningAlgorithm algorithm = domain::SigningAlgorithm::RS256;
    bool isRfc9068 = false;
    int lifetime = domain::defaultTokenLifetime; ///< seconds: the shortest
    bool addsPermissions = false;
};
TokenProfile profileOf(const QList<domain::ResourceServer> &apis);

/// The audience of the server's own /userinfo.
QString userInfoAudience(const QString &issuer);

/// Header and claims of an access token (contract sections 3.1 and 3.2; RFC 9068 section 2), as JSON bytes.
QByteArray accessTokenHeader(const TokenProfile &profile, const domain::KeyId &key);
QByteArray accessTokenClaims(const TokenProfile &profile, const AccessTokenContent &content);

/// What an ID token says (OpenID Connect Core section 2; contract section 3.7).
struct IdTokenContent
{
    QString issuer;
    domain::ClientId client;
    base::Instant issuedAt;
    base::Instant authenticatedAt;
    QString nonce;
    QString sessionId;
    QStringList scopes;
};
inline constexpr int idTokenLifetime = 36000; ///< seconds
QByteArray idTokenHeader(const domain::KeyId &key);
QByteArray idTokenClaims(const domain::User &user, const IdTokenContent &content);
/// The claims about a person that these scopes let out, for /userinfo (OpenID Connect Core section 5.4).
QByteArray userInfoClaims(const domain::User &user, const QStringList &scopes);

} // namespace gatehouse::issuer
