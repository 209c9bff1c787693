#include "models/issuer/AccessTokenBuilder.h"

#include "models/jose/JsonBuilder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

namespace json = jose::json;

namespace {

/// One audience stands alone, several in an array (RFC 7519 section 4.1.3).
jose::JsonValue audience(const QStringList &audiences)
{
    return audiences.size() == 1 ? json::string(audiences.constFirst()) : json::strings(audiences);
}

void addPerson(jose::JsonValue &claims, const domain::User &user, const QStringList &scopes)
{
    if (scopes.contains("profile"_L1)) {
        json::add(claims, "nickname"_L1, json::string(user.email.section(u'@', 0, 0)));
        json::add(claims, "name"_L1, json::string(user.name.isEmpty() ? user.email : user.name));
    }
    if (scopes.contains("email"_L1)) {
        json::add(claims, "email"_L1, json::string(user.email));
        json::add(claims, "email_verified"_L1, json::boolean(user.isEmailVerified));
    }
}

} // namespace

TokenProfile profileOf(const QList<domain::ResourceServer> &apis)
{
    TokenProfile profile;
    for (const domain::ResourceServer &api : apis) {
        profile.lifetime =
            profile.audiences.isEmpty() ? api.tokenLifetime : std::min(profile.lifetime, api.tokenLifetime);
        profile.audiences.append(api.identifier);
        profile.algorithm = api.signingAlgorithm;
        profile.isRfc9068 = profile.isRfc9068 || api.isRfc9068();
        profile.addsPermissions = profile.addsPermissions || api.addsPermissions();
    }
    return profile;
}

QString userInfoAudience(const QString &issuer)
{
    return issuer + u"userinfo"_s;
}

QByteArray accessTokenHeader(const TokenProfile &profile, const domain::KeyId &key)
{
    jose::JsonValue header = json::object();
    json::add(header, "alg"_L1, json::string(domain::signingAlgorithmName(profile.algorithm)));
    json::add(header, "typ"_L1, json::string(profile.isRfc9068 ? u"at+jwt"_s : u"JWT"_s));
    // An HS256 token names no key: there is no entry of the key set that it could name.
    if (profile.algorithm != domain::SigningAlgorithm::HS256)
        json::add(header, "kid"_L1, json::string(key.text()));
    return header.toJson();
}

QByteArray accessTokenClaims(const TokenProfile &profile, const AccessTokenContent &content)
{
    const qint64 issuedAt = base::unixSeconds(content.issuedAt);
    QStringList audiences = profile.audiences;
    if (content.hasUserInfo)
        audiences.append(userInfoAudience(content.issuer));
    const QString client = content.client.text();
    jose::JsonValue claims = json::object();
    json::add(claims, "iss"_L1, json::string(content.issuer));
    // RFC 9068 section 2.2: in its own name, the client is the subject.
    const QString ownName = profile.isRfc9068 ? client : client + u"@clients"_s;
    json::add(claims, "sub"_L1, json::string(content.user ? content.user->text() : ownName));
    json::add(claims, "aud"_L1, audience(audiences));
    json::add(claims, "iat"_L1, json::number(issuedAt));
    json::add(claims, "exp"_L1, json::number(issuedAt + profile.lifetime));
    if (profile.isRfc9068)
        json::add(claims, "jti"_L1, json::string(content.tokenId));
    json::addIfAny(claims, "scope"_L1, content.scopes.join(u' '));
    if (!content.user && !profile.isRfc9068)
        json::add(claims, "gty"_L1, json::string(u"client-credentials"_s));
    json::add(claims, profile.isRfc9068 ? "client_id"_L1 : "azp"_L1, json::string(client));
    if (content.permissions)
        json::add(claims, "permissions"_L1, json::strings(*content.permissions));
    return claims.toJson();
}

QByteArray idTokenHeader(const domain::KeyId &key)
{
    return accessTokenHeader({}, key);
}

QByteArray idTokenClaims(const domain::User &user, const IdTokenContent &content)
{
    const qint64 issuedAt = base::unixSeconds(content.issuedAt);
    jose::JsonValue claims = json::object();
    json::add(claims, "iss"_L1, json::string(content.issuer));
    json::add(claims, "sub"_L1, json::string(user.id.text()));
    json::add(claims, "aud"_L1, json::string(content.client.text()));
    json::add(claims, "iat"_L1, json::number(issuedAt));
    json::add(claims, "exp"_L1, json::number(issuedAt + idTokenLifetime));
    json::add(claims, "auth_time"_L1, json::number(base::unixSeconds(content.authenticatedAt)));
    json::addIfAny(claims, "nonce"_L1, content.nonce);
    json::addIfAny(claims, "sid"_L1, content.sessionId);
    addPerson(claims, user, content.scopes);
    return claims.toJson();
}

QByteArray userInfoClaims(const domain::User &user, const QStringList &scopes)
{
    jose::JsonValue claims = json::object();
    json::add(claims, "sub"_L1, json::string(user.id.text()));
    addPerson(claims, user, scopes);
    return claims.toJson();
}

} // namespace gatehouse::issuer
