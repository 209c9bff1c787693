#include "models/issuer/AccessTokenBuilder.h"

#include "models/jose/Base64Url.h"
#include "models/oauth/JsonObject.h"

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

QByteArray accessTokenHeader(const domain::ResourceServer &api, const domain::KeyId &key)
{
    oauth::JsonObject header;
    header.add(u"alg"_s, domain::signingAlgorithmName(api.signingAlgorithm)).add(u"typ"_s, u"JWT"_s);
    // An HS256 token names no key: there is no entry of the key set that it could name.
    if (api.signingAlgorithm == domain::SigningAlgorithm::RS256)
        header.add(u"kid"_s, key.text());
    return header.toJson();
}

QByteArray accessTokenClaims(const domain::ResourceServer &api, const AccessTokenContent &content)
{
    const qint64 issuedAt = base::unixSeconds(content.issuedAt);
    return oauth::JsonObject()
        .add(u"iss"_s, content.issuer)
        .add(u"sub"_s, content.client.text() + u"@clients"_s)
        .add(u"aud"_s, api.identifier)
        .add(u"iat"_s, issuedAt)
        .add(u"exp"_s, issuedAt + api.tokenLifetime)
        .addIfAny(u"scope"_s, content.scopes.join(u' '))
        .add(u"gty"_s, u"client-credentials"_s)
        .add(u"azp"_s, content.client.text())
        .toJson();
}

QByteArray signingInput(const QByteArray &header, const QByteArray &claims)
{
    return jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims);
}

} // namespace gatehouse::issuer
