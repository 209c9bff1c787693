#include "models/issuer/TokenService.h"

#include "models/issuer/Answers.h"
#include "models/issuer/Pkce.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gatehouse::issuer {

using domain::ClientApplication;
using domain::GrantType;
using domain::ResourceServer;
using oauth::TokenAnswer;
using store::StoreSnapshot;

namespace {

constexpr int tokenLength = 43; // of 64 letters: 258 bits
constexpr int tokenIdLength = 22;
constexpr auto refreshPrefix = "v1.M"_L1;

std::optional<GrantType> grantTypeOf(const QString &name)
{
    const auto types = domain::parseGrantTypes({name});
    return types ? std::optional(static_cast<GrantType>(types->toInt())) : std::nullopt;
}

/// The APIs of an authorization that are there still, or nothing where one is gone.
std::optional<QList<ResourceServer>> apisOf(const StoreSnapshot &tenant, const store::Authorization &authorization)
{
    QList<ResourceServer> apis;
    for (const domain::ResourceServerId &id : authorization.apis) {
        const ResourceServer *api = tenant.resourceServer(id);
        if (!api)
            return {};
        apis.append(*api);
    }
    return apis;
}

/// A code or a refresh token is good for what was agreed to at the login, and for no other API (RFC 8707 section 2.2).
std::optional<oauth::TokenErrorResponse> targetRefusal(const TokenParameters &parameters, const StoreSnapshot &tenant,
                                                       const store::Authorization &authorization)
{
    QStringList named = parameters.resources;
    if (const QString audience = parameters.value("audience"_L1); !audience.isEmpty())
        named.append(audience);
    for (const QString &name : std::as_const(named)) {
        const ResourceServer *api = tenant.resourceServerByIdentifier(name);
        if (!api || !authorization.apis.contains(api->id))
            return refusal(400, u"invalid_target"_s, u"The login was not for this API: "_s + echoed(name));
    }
    return {};
}

oauth::TokenResponse responseWith(const QByteArray &token, const TokenPlan &plan)
{
    oauth::TokenResponse response;
    response.accessToken = token;
    response.expiresIn = plan.profile().lifetime;
    if (!plan.content.scopes.isEmpty())
        response.scope = plan.content.scopes.join(u' ');
    return response;
}

base::Secret secretOf(const QString &text)
{
    return base::Secret(text.toUtf8());
}

} // namespace

base::Secret newToken(base::RandomSource &random, QLatin1StringView prefix)
{
    const base::Secret made = base::randomSecret(random, base::base64UrlAlphabet, tokenLength);
    return base::Secret(QByteArray(prefix.data(), prefix.size()) + made.bytes().toByteArray());
}

store::TokenHash tokenHash(const base::Secret &token)
{
    return QCryptographicHash::hash(token.bytes(), QCryptographicHash::Sha256).toHex();
}

TokenService::TokenService(const store::SnapshotSource &tenant, const store::Custody &custody, const base::Clock &clock,
                           const UserGrantParts *users)
    : m_tenant(tenant)
    , m_clock(clock)
    , m_users(users)
    , m_mint(custody, users ? &users->ledger : nullptr)
    , m_clients(custody, clock, users)
{
}

TokenAnswer TokenService::answer(const TokenParameters &parameters, const QString &issuer) const
{
    const QString name = parameters.value("grant_type"_L1);
    if (name.isEmpty())
        return invalidRequest(u"Missing required parameter: grant_type"_s);
    const auto type = grantTypeOf(name);
    if (!type || (*type != GrantType::ClientCredentials && !m_users))
        return refusal(400, u"unsupported_grant_type"_s, u"Unsupported grant type: "_s + echoed(name.left(100)));
    const auto tenant = m_tenant.read();
    if (!tenant)
        return storeUnavailable();
    const auto client = m_clients.authenticate(parameters, *tenant, issuer);
    if (!client)
        return client.error();
    if (const auto refused = grantTypeRefusal(*client, *type))
        return *refused;
    switch (*type) {
    case GrantType::ClientCredentials:
        return clientCredentials(parameters, *tenant, *client, issuer);
    case GrantType::AuthorizationCode:
        return authorizationCode(parameters, *tenant, *client, issuer);
    case GrantType::RefreshToken:
        return refreshToken(parameters, *tenant, *client, issuer);
    }
    return invalidRequest({});
}

TokenIssue TokenService::newIssue(const QString &issuer) const
{
    return {.issuer = issuer, .at = m_clock.now(), .tokenId = newTokenId()};
}

QString TokenService::newTokenId() const
{
    return m_users ? base::randomText(m_users->random, base::base64UrlAlphabet, tokenIdLength) : QString();
}

TokenAnswer TokenService::clientCredentials(const TokenParameters &parameters, const StoreSnapshot &tenant,
                                            const ClientApplication &client, const QString &issuer) const
{
    QString audience = parameters.value("audience"_L1);
    if (audience.isEmpty() && parameters.resources.isEmpty())
        audience = defaultAudience(tenant);
    if (audience.isEmpty() && parameters.resources.isEmpty())
        return noAudience();
    const auto apis = namedApis(tenant, audience, parameters.resources);
    if (!apis)
        return apis.error();
    const auto plan = clientTokenPlan(tenant, client, *apis, parameters.value("scope"_L1), newIssue(issuer));
    if (!plan)
        return plan.error();
    const auto token = m_mint.accessToken(tenant, *plan);
    return token ? TokenAnswer(responseWith(*token, *plan)) : serverError(token.error());
}

TokenAnswer TokenService::authorizationCode(const TokenParameters &parameters, const StoreSnapshot &tenant,
                                            const ClientApplication &client, const QString &issuer) const
{
    const QString code = parameters.value("code"_L1);
    if (code.isEmpty())
        return invalidRequest(u"Missing required parameter: code"_s);
    const store::TokenHash hash = tokenHash(secretOf(code));
    const auto use = m_users->ledger.takeCode(hash, m_clock.now());
    if (!use)
        return serverError(use.error());
    if (use->outcome != store::CodeUse::Outcome::Fresh)
        return invalidCode();
    const store::CodeRecord &record = use->record;
    const QString redirectUri = parameters.value("redirect_uri"_L1);
    if (record.authorization.client != client.id)
        return invalidCode();
    if ((record.isRedirectUriRequired || !redirectUri.isEmpty()) && redirectUri != record.redirectUri)
        return invalidCode();
    // A verifier for a code without a challenge is refused as well: somebody took the challenge out on the way (RFC
    // 9700 section 4.8.2).
    const QString verifier = parameters.value("code_verifier"_L1);
    const bool isRight = record.challenge.isEmpty()
                             ? verifier.isEmpty()
                             : isRightVerifier(verifier, record.challenge, record.isChallengePlain);
    if (!isRight)
        return refusal(403, u"invalid_grant"_s, u"Failed to verify code verifier"_s);

    if (const auto refused = targetRefusal(parameters, tenant, record.authorization))
        return *refused;

    UserTokens wanted{.authorization = record.authorization,
                      .scopes = record.authorization.scopes,
                      .nonce = record.nonce,
                      .refreshToken = {}};
    if (wanted.scopes.contains("offline_access"_L1) && client.allows(GrantType::RefreshToken)) {
        wanted.refreshToken = newToken(m_users->random, refreshPrefix);
        const store::RefreshFamily family{.id = newTokenId(),
                                          .authorization = record.authorization,
                                          .createdAt = m_clock.now(),
                                          .lastUsed = m_clock.now()};
        const auto started = m_users->ledger.startFamily(family, tokenHash(wanted.refreshToken), hash);
        if (!started)
            return started.error().code == base::ErrorCode::Conflict ? invalidCode() : serverError(started.error());
    }
    return userTokens(tenant, client, wanted, issuer);
}

TokenAnswer TokenService::refreshToken(const TokenParameters &parameters, const StoreSnapshot &tenant,
                                       const ClientApplication &client, const QString &issuer) const
{
    const QString given = parameters.value("refresh_token"_L1);
    if (given.isEmpty())
        return invalidRequest(u"Missing required parameter: refresh_token"_s);
    const store::TokenHash hash = tokenHash(secretOf(given));
    auto use = m_users->ledger.useRefreshToken(hash, client.id, client.refresh, {}, m_clock.now());
    if (!use)
        return serverError(use.error());
    if (use->outcome != store::RefreshUse::Outcome::Valid)
        return invalidRefreshToken();
    const store::Authorization authorization = use->family.authorization;
    if (const auto refused = targetRefusal(parameters, tenant, authorization))
        return *refused;
    QStringList scopes = parameters.value("scope"_L1).split(u' ', Qt::SkipEmptyParts);
    scopes.removeDuplicates();
    QStringList more = scopes;
    more.removeIf([&](const QString &scope) { return authorization.scopes.contains(scope); });
    if (!more.isEmpty())
        return refusal(400, u"invalid_scope"_s, u"The refresh token does not hold these scopes: "_s + echoedList(more));
    if (scopes.isEmpty())
        scopes = authorization.scopes;
    // Replaced last: a request that is refused for what it asks does not use the token up.
    base::Secret replacement;
    if (client.refresh.isRotating) {
        replacement = newToken(m_users->random, refreshPrefix);
        use = m_users->ledger.useRefreshToken(hash, client.id, client.refresh, tokenHash(replacement), m_clock.now());
        if (!use)
            return serverError(use.error());
        if (use->outcome != store::RefreshUse::Outcome::Valid)
            return invalidRefreshToken();
    }
    return userTokens(
        tenant, client,
        {.authorization = authorization, .scopes = scopes, .nonce = {}, .refreshToken = std::move(replacement)},
        issuer);
}

TokenAnswer TokenService::userTokens(const StoreSnapshot &tenant, const ClientApplication &client,
                                     const UserTokens &wanted, const QString &issuer) const
{
    const domain::User *user = tenant.user(wanted.authorization.user);
    const auto apis = apisOf(tenant, wanted.authorization);
    if (!user || user->isBlocked || !apis)
        return invalidRefreshToken();
    // Decided anew: what was granted, permitted or defined at the login may be so no longer.
    const auto plan = userTokenPlan(tenant, client, *user, *apis, wanted.scopes, newIssue(issuer));
    if (!plan)
        return plan.error();
    const auto token = m_mint.accessToken(tenant, *plan);
    if (!token)
        return serverError(token.error());
    oauth::TokenResponse response = responseWith(*token, *plan);
    response.refreshToken = wanted.refreshToken;
    const QStringList &scopes = plan->content.scopes;
    if (scopes.contains("openid"_L1)) {
        const auto idToken = m_mint.idToken(tenant, *user,
                                            {.issuer = issuer,
                                             .client = client.id,
                                             .issuedAt = m_clock.now(),
                                             .authenticatedAt = wanted.authorization.authenticatedAt,
                                             .nonce = wanted.nonce,
                                             .sessionId = wanted.authorization.sessionId,
                                             .scopes = scopes});
        if (!idToken)
            return serverError(idToken.error());
        response.idToken = *idToken;
    }
    return response;
}

std::optional<oauth::TokenErrorResponse> TokenService::revoke(const TokenParameters &parameters,
                                                              const QString &issuer) const
{
    const auto tenant = m_tenant.read();
    if (!tenant || !m_users)
        return storeUnavailable();
    const auto client = m_clients.authenticate(parameters, *tenant, issuer);
    if (!client)
        return client.error();
    const QString token = parameters.value("token"_L1);
    if (token.isEmpty())
        return invalidRequest(u"Missing required parameter: token"_s);
    const auto done = m_users->ledger.revokeToken(tokenHash(secretOf(token)), client->id);
    return done ? std::nullopt : std::optional(serverError(done.error()));
}

} // namespace gatehouse::issuer
