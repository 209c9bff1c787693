#include "models/issuer/Documents.h"

#include "models/oauth/JsonObject.h"

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

namespace {

void appendKeys(QByteArray &keys, const store::StoreSnapshot &tenant, domain::SigningKey::State state,
                const jose::KeyCodec &codec)
{
    for (const domain::SigningKey &key : tenant.signingKeys) {
        if (key.state != state || key.algorithm != domain::SigningAlgorithm::RS256)
            continue;
        auto jwk = codec.publicKeyFromDer(key.publicKey);
        if (!jwk)
            continue;
        jwk->kid = key.id.text();
        jwk->alg = domain::signingAlgorithmName(key.algorithm);
        jwk->use = u"sig"_s;
        // No x5c and no x5t: the tenant's keys have no certificate, and one made up here would vouch for nothing.
        keys += (keys.isEmpty() ? "" : ",") + jwk->toPublicJson();
    }
}

} // namespace

QByteArray jwksDocument(const store::StoreSnapshot &tenant, const jose::KeyCodec &codec)
{
    QByteArray keys;
    appendKeys(keys, tenant, domain::SigningKey::State::Current, codec);
    // Tokens signed before a rotation stay valid until they expire; a revoked key is gone from here at once.
    appendKeys(keys, tenant, domain::SigningKey::State::Previous, codec);
    return R"({"keys":[)" + keys + "]}";
}

QByteArray discoveryDocument(const QString &issuer)
{
    return oauth::JsonObject()
        .add(u"issuer"_s, issuer)
        .add(u"token_endpoint"_s, issuer + u"oauth/token"_s)
        .add(u"jwks_uri"_s, issuer + u".well-known/jwks.json"_s)
        // Required by RFC 8414 section 2 even where, as here, there is no authorization endpoint: then it is empty.
        .add(u"response_types_supported"_s, QStringList())
        .add(u"grant_types_supported"_s, QStringList{u"client_credentials"_s})
        .add(u"token_endpoint_auth_methods_supported"_s, QStringList{u"client_secret_basic"_s, u"client_secret_post"_s})
        .toJson();
}

} // namespace gatehouse::issuer
