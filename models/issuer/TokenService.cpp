#include "models/issuer/TokenService.h"

#include "models/base/Logging.h"
#include "models/base/Text.h"
#include "models/issuer/AccessTokenBuilder.h"
#include "models/jose/Base64Url.h"

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

namespace {

using oauth::TokenAnswer;
using oauth::TokenErrorResponse;

TokenErrorResponse refusal(int status, const QString &error, const QString &description)
{
    return {.status = status, .error = error, .description = description, .uri = {}};
}

TokenErrorResponse invalidRequest(const QString &description)
{
    return refusal(400, u"invalid_request"_s, description);
}

TokenErrorResponse accessDenied(const QString &description)
{
    return refusal(403, u"access_denied"_s, description);
}

/// The same for an unknown client, a wrong secret and a missing one: who asks learns nothing about which ids exist.
TokenErrorResponse unauthorized()
{
    return refusal(401, u"access_denied"_s, u"Unauthorized"_s);
}

TokenErrorResponse serverError(const base::Error &error)
{
    qCWarning(base::logServer) << "token not issued:" << base::errorName(error.code) << error.step;
    return refusal(500, u"server_error"_s, u"The server cannot sign tokens at the moment."_s);
}

/// Text of a stranger, cut to what an error text needs.
QString echoed(const QString &text, qsizetype limit)
{
    return base::visibleText(text, limit);
}

QString echoedScopes(const QStringList &scopes)
{
    QString out;
    for (const QString &scope : scopes) {
        if (out.size() > 1000)
            return out + u", …"_s;
        out += (out.isEmpty() ? u""_s : u", "_s) + echoed(scope, domain::maxScopeValue);
    }
    return out;
}

struct Credentials
{
    QString clientId;
    base::Secret secret;
};

std::expected<Credentials, TokenErrorResponse> credentials(const TokenParameters &parameters)
{
    const QString bodyId = parameters.values.value(u"client_id"_s);
    if (!parameters.basic) {
        if (bodyId.isEmpty())
            return std::unexpected(refusal(401, u"invalid_client"_s, u"Missing client_id"_s));
        return Credentials{.clientId = bodyId, .secret = parameters.clientSecret.value_or(base::Secret())};
    }
    // RFC 6749 section 2.3: a client must not use more than one way of authenticating in a request.
    if (parameters.clientSecret)
        return std::unexpected(invalidRequest(u"Use one client authentication method, not several"_s));
    if (!bodyId.isEmpty() && bodyId != parameters.basic->clientId)
        return std::unexpected(invalidRequest(u"client_id differs from the authenticated client"_s));
    return Credentials{.clientId = parameters.basic->clientId, .secret = parameters.basic->clientSecret};
}

/// The client these credentials are right for.
std::expected<const domain::ClientApplication *, TokenErrorResponse>
authenticate(const Credentials &given, const store::StoreSnapshot &tenant, const store::Custody &custody)
{
    const domain::ClientApplication *client = tenant.client(domain::ClientId(given.clientId));
    // For an unknown id another client's secret is opened and compared all the same: both answers take the same time.
    const domain::ClientApplication *compared =
        client ? client : (tenant.clients.isEmpty() ? nullptr : &tenant.clients.first());
    if (!compared)
        return std::unexpected(unauthorized());
    const auto secret = custody.clientSecret(*compared);
    if (!secret)
        return std::unexpected(client ? serverError(secret.error()) : unauthorized());
    const bool right = secret->equals(given.secret);
    if (!client || secret->isEmpty() || !right)
        return std::unexpected(unauthorized());
    return client;
}

/// Requested ∩ granted ∩ defined (contract section 2.3, rules 1 to 3).
std::expected<QStringList, TokenErrorResponse> scopesToIssue(const QString &requested, const domain::ClientGrant &grant,
                                                             const domain::ResourceServer &api)
{
    QStringList granted = grant.scopes;
    granted.removeIf([&api](const QString &value) { return api.scope(value) == nullptr; });
    QStringList wanted = requested.split(u' ', Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        return granted;
    wanted.removeDuplicates();
    QStringList refused;
    for (const QString &value : std::as_const(wanted)) {
        if (!granted.contains(value))
            refused.append(value);
    }
    if (!refused.isEmpty())
        return std::unexpected(accessDenied(u"Client has not been granted scopes: "_s + echoedScopes(refused)));
    return wanted;
}

base::Result<QByteArray> signedToken(const store::StoreSnapshot &tenant, const store::Custody &custody,
                                     const domain::ResourceServer &api, const AccessTokenContent &content)
{
    const bool usesTenantKey = api.signingAlgorithm == domain::SigningAlgorithm::RS256;
    const domain::SigningKey *key = usesTenantKey ? tenant.currentSigningKey() : nullptr;
    if (usesTenantKey && !key)
        return base::failure(base::ErrorCode::KeyMissing, "sign token");
    const auto signer = usesTenantKey ? custody.signer(*key) : custody.signer(api);
    if (!signer)
        return std::unexpected(signer.error());
    const QByteArray input =
        signingInput(accessTokenHeader(api, key ? key->id : domain::KeyId()), accessTokenClaims(api, content));
    return (*signer)->sign(input).transform(
        [&input](const QByteArray &signature) { return QByteArray(input + '.' + jose::encodeBase64Url(signature)); });
}

} // namespace

TokenService::TokenService(const store::SnapshotSource &tenant, const store::Custody &custody, const base::Clock &clock)
    : m_tenant(tenant)
    , m_custody(custody)
    , m_clock(clock)
{
}

TokenAnswer TokenService::answer(const TokenParameters &parameters, const QString &issuer) const
{
    const QString grantType = parameters.values.value(u"grant_type"_s);
    if (grantType.isEmpty())
        return invalidRequest(u"Missing required parameter: grant_type"_s);
    if (grantType == u"client_credentials")
        return clientCredentials(parameters, issuer);
    return refusal(400, u"unsupported_grant_type"_s, u"Unsupported grant type: "_s + echoed(grantType, 100));
}

TokenAnswer TokenService::clientCredentials(const TokenParameters &parameters, const QString &issuer) const
{
    const auto tenant = m_tenant.read();
    const auto given = credentials(parameters);
    if (!given)
        return given.error();
    const auto client = authenticate(*given, *tenant, m_custody);
    if (!client)
        return client.error();
    const domain::ClientId clientId = (*client)->id;

    const QString audience = parameters.values.value(u"audience"_s);
    if (audience.isEmpty())
        return accessDenied(u"No audience parameter was provided, and no default audience has been configured"_s);
    const domain::ResourceServer *api = tenant->resourceServerByIdentifier(audience);
    if (!api)
        return accessDenied(u"Service not enabled within domain: "_s + echoed(audience, domain::maxIdentifier));
    const domain::ClientGrant *grant = tenant->grant(clientId, api->id);
    if (!grant) {
        return accessDenied(
            uR"(Client "%1" is not authorized to access resource server "%2". )"_s.arg(clientId.text(), audience) +
            uR"(You need to create a "client-grant" associated to this API.)"_s);
    }
    const auto scopes = scopesToIssue(parameters.values.value(u"scope"_s), *grant, *api);
    if (!scopes)
        return scopes.error();

    const auto token = signedToken(
        *tenant, m_custody, *api, {.issuer = issuer, .client = clientId, .scopes = *scopes, .issuedAt = m_clock.now()});
    if (!token)
        return serverError(token.error());
    oauth::TokenResponse response;
    response.accessToken = *token;
    response.expiresIn = api->tokenLifetime;
    if (!scopes->isEmpty())
        response.scope = scopes->join(u' ');
    return response;
}

} // namespace gatehouse::issuer
