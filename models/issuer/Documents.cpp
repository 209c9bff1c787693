#include "models/issuer/Documents.h"

#include "models/jose/Base64Url.h"
#include "models/jose/JsonBuilder.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

namespace {

namespace json = jose::json;

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
        // Keys of older stores have no certificate. It vouches for nobody; some verifiers read keys from x5c alone.
        if (!key.certificate.isEmpty()) {
            const QByteArray thumbprint = QCryptographicHash::hash(key.certificate, QCryptographicHash::Sha1);
            jwk->certificates.x5c = {QString::fromLatin1(key.certificate.toBase64())};
            jwk->certificates.x5t = QString::fromLatin1(jose::encodeBase64Url(thumbprint));
        }
        keys += (keys.isEmpty() ? "" : ",") + jwk->toPublicJson();
    }
}

} // namespace

QByteArray jwksDocument(const store::StoreSnapshot &tenant, const jose::KeyCodec &codec)
{
    QByteArray keys;
    appendKeys(keys, tenant, domain::SigningKey::State::Current, codec);
    // Published before it signs, so that no verifier meets a key it does not know (contract section 1.10).
    appendKeys(keys, tenant, domain::SigningKey::State::Next, codec);
    // Tokens signed before a rotation stay valid until they expire; a revoked key is gone from here at once.
    appendKeys(keys, tenant, domain::SigningKey::State::Previous, codec);
    return R"({"keys":[)" + keys + "]}";
}

QByteArray serverMetadata(const QString &issuer, bool servesPeople)
{
    jose::JsonValue metadata = json::object();
    const auto endpoint = [&](QLatin1StringView name, QLatin1StringView path) {
        json::add(metadata, name, json::string(issuer + path));
    };
    const auto list = [&](QLatin1StringView name, const QStringList &values) {
        json::add(metadata, name, json::strings(values));
    };
    json::add(metadata, "issuer"_L1, json::string(issuer));
    if (!servesPeople) {
        endpoint("token_endpoint"_L1, "oauth/token"_L1);
        endpoint("jwks_uri"_L1, ".well-known/jwks.json"_L1);
        list("grant_types_supported"_L1, {u"client_credentials"_s});
        list("token_endpoint_auth_methods_supported"_L1, {u"client_secret_basic"_s, u"client_secret_post"_s});
        // What OpenID Connect Discovery 1.0 section 3 requires: many libraries look there for an issuer's keys and stop
        // where one of these is missing. The endpoint issues nothing, which the response type says.
        endpoint("authorization_endpoint"_L1, "authorize"_L1);
        list("response_types_supported"_L1, {u"none"_s});
        list("subject_types_supported"_L1, {u"public"_s});
        list("id_token_signing_alg_values_supported"_L1, {u"RS256"_s});
        return metadata.toJson();
    }
    endpoint("authorization_endpoint"_L1, "authorize"_L1);
    endpoint("token_endpoint"_L1, "oauth/token"_L1);
    endpoint("userinfo_endpoint"_L1, "userinfo"_L1);
    endpoint("jwks_uri"_L1, ".well-known/jwks.json"_L1);
    endpoint("revocation_endpoint"_L1, "oauth/revoke"_L1);
    endpoint("end_session_endpoint"_L1, "oidc/logout"_L1);
    list("scopes_supported"_L1, {u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s});
    list("response_types_supported"_L1, {u"code"_s});
    list("response_modes_supported"_L1, {u"query"_s, u"form_post"_s});
    list("grant_types_supported"_L1, {u"authorization_code"_s, u"refresh_token"_s, u"client_credentials"_s});
    list("code_challenge_methods_supported"_L1, {u"S256"_s});
    json::add(metadata, "authorization_response_iss_parameter_supported"_L1, json::boolean(true));
    list("subject_types_supported"_L1, {u"public"_s});
    list("id_token_signing_alg_values_supported"_L1, {u"RS256"_s});
    const QStringList methods{u"client_secret_basic"_s, u"client_secret_post"_s, u"private_key_jwt"_s, u"none"_s};
    const QStringList algorithms{u"RS256"_s, u"RS384"_s, u"PS256"_s, u"ES256"_s};
    list("token_endpoint_auth_methods_supported"_L1, methods);
    list("token_endpoint_auth_signing_alg_values_supported"_L1, algorithms);
    list("revocation_endpoint_auth_methods_supported"_L1, methods);
    list("revocation_endpoint_auth_signing_alg_values_supported"_L1, algorithms);
    list("claims_supported"_L1, {u"sub"_s, u"iss"_s, u"aud"_s, u"iat"_s, u"exp"_s, u"auth_time"_s, u"nonce"_s, u"sid"_s,
                                 u"nickname"_s, u"name"_s, u"email"_s, u"email_verified"_s});
    list("prompt_values_supported"_L1, {u"none"_s, u"login"_s, u"consent"_s, u"select_account"_s});
    json::add(metadata, "request_parameter_supported"_L1, json::boolean(false));
    json::add(metadata, "request_uri_parameter_supported"_L1, json::boolean(false));
    return metadata.toJson();
}

} // namespace gatehouse::issuer
