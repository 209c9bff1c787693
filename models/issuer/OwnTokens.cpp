#include "models/issuer/OwnTokens.h"

#include "models/issuer/AccessTokenBuilder.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const jose::JsonValue &claims, QStringView name)
{
    const jose::JsonValue *value = claims.member(name);
    return value && value->isString() ? value->string : QString();
}

bool names(const jose::JsonValue *audience, const QString &wanted)
{
    const auto is = [&](const jose::JsonValue &one) { return one.isString() && one.string == wanted; };
    return audience && (audience->isArray() ? std::ranges::any_of(audience->elements, is) : is(*audience));
}

/// Whom an access token was issued to, in either dialect.
domain::ClientId clientOf(const jose::JsonValue &claims)
{
    const QString id = textOf(claims, u"azp");
    return domain::ClientId(id.isEmpty() ? textOf(claims, u"client_id") : id);
}

} // namespace

OwnTokens::OwnTokens(const store::SnapshotSource &tenant, const AssertionTools &tools, const base::Clock &clock)
    : m_tenant(tenant)
    , m_tools(tools)
    , m_clock(clock)
{
}

std::optional<OwnTokens::Read> OwnTokens::read(const QByteArray &token, const store::StoreSnapshot &tenant,
                                               const QStringList &issuers) const
{
    auto found = readOrFault(token, tenant, issuers);
    return found ? std::optional(*std::move(found)) : std::nullopt;
}

/// RS256 under one of the tenant's published keys and nothing else: an HS256 token is for the API that has the secret.
std::expected<OwnTokens::Read, OwnTokens::Fault>
OwnTokens::readOrFault(const QByteArray &token, const store::StoreSnapshot &tenant, const QStringList &issuers) const
{
    const auto jws = jose::CompactJws::parse(token);
    if (!jws || textOf(jws->header, u"alg") != "RS256"_L1 || jws->header.member(u"crit"))
        return std::unexpected(Fault::Invalid);
    const domain::SigningKey *key = tenant.signingKey(domain::KeyId(textOf(jws->header, u"kid")));
    if (!key || !key->isPublished())
        return std::unexpected(Fault::BadSignature);
    const auto jwk = m_tools.keys.publicKeyFromDer(key->publicKey);
    if (!jwk || m_tools.verifier.verify(jose::Algorithm::RS256, *jwk, jws->signingInput(), jws->signature) !=
                    jose::SignatureVerifier::Outcome::Verified)
        return std::unexpected(Fault::BadSignature);
    auto claims = jose::parseStrictJson(jws->payload);
    if (!claims || !claims->isObject())
        return std::unexpected(Fault::Invalid);
    const QString issuer = textOf(*claims, u"iss");
    if (!issuers.contains(issuer))
        return std::unexpected(Fault::Invalid);
    return Read{.claims = *std::move(claims), .issuer = issuer, .type = textOf(jws->header, u"typ")};
}

std::optional<QByteArray> OwnTokens::userInfo(const QByteArray &accessToken, const QStringList &issuers) const
{
    const auto tenant = m_tenant.read();
    const auto token = tenant ? read(accessToken, *tenant, issuers) : std::nullopt;
    if (!token || !names(token->claims.member(u"aud"), userInfoAudience(token->issuer)))
        return {};
    const jose::JsonValue *expires = token->claims.member(u"exp");
    if (!expires || !expires->isNumber() || expires->number.toLongLong() <= base::unixSeconds(m_clock.now()))
        return {};
    const domain::User *user = tenant->user(domain::UserId(textOf(token->claims, u"sub")));
    if (!user || user->isBlocked || !tenant->client(clientOf(token->claims)))
        return {};
    return userInfoClaims(*user, textOf(token->claims, u"scope").split(u' ', Qt::SkipEmptyParts));
}

std::expected<OwnTokens::Caller, OwnTokens::Fault> OwnTokens::managementCaller(const QByteArray &accessToken,
                                                                               const QStringList &issuers) const
{
    const auto tenant = m_tenant.read();
    if (!tenant)
        return std::unexpected(Fault::Invalid);
    const auto token = readOrFault(accessToken, *tenant, issuers);
    if (!token)
        return std::unexpected(token.error());
    const jose::JsonValue *expires = token->claims.member(u"exp");
    if (!expires || !expires->isNumber())
        return std::unexpected(Fault::Invalid);
    if (expires->number.toLongLong() <= base::unixSeconds(m_clock.now()))
        return std::unexpected(Fault::Expired);
    const jose::JsonValue *audience = token->claims.member(u"aud");
    const auto isOurs = [&](const jose::JsonValue &one) {
        return one.isString() && domain::isManagementAudience(one.string, issuers);
    };
    if (!audience || !(audience->isArray() ? std::ranges::any_of(audience->elements, isOurs) : isOurs(*audience)))
        return std::unexpected(Fault::WrongAudience);
    const domain::ClientId id = clientOf(token->claims);
    const domain::ClientApplication *client = tenant->client(id);
    if (!client || !client->isFirstParty || textOf(token->claims, u"sub") != id.text() + u"@clients"_s)
        return std::unexpected(Fault::Invalid);
    const auto api = std::ranges::find(tenant->resourceServers, true, &domain::ResourceServer::isSystem);
    const domain::ClientGrant *grant =
        api == tenant->resourceServers.cend() ? nullptr : tenant->grant(client->id, api->id);
    if (!grant)
        return std::unexpected(Fault::Invalid);
    Caller caller{.client = *client,
                  .scopes = textOf(token->claims, u"scope").split(u' ', Qt::SkipEmptyParts),
                  .token = QCryptographicHash::hash(accessToken, QCryptographicHash::Sha256).toHex().first(8)};
    caller.scopes.removeIf([&](const QString &scope) { return !grant->scopes.contains(scope); });
    return caller;
}

std::optional<OwnTokens::Hint> OwnTokens::hint(const QByteArray &idToken, const QStringList &issuers) const
{
    const auto tenant = m_tenant.read();
    const auto token = tenant ? read(idToken, *tenant, issuers) : std::nullopt;
    const QString client = token ? textOf(token->claims, u"aud") : QString();
    if (client.isEmpty() || !tenant->client(domain::ClientId(client)))
        return {};
    return Hint{.client = domain::ClientId(client),
                .user = domain::UserId(textOf(token->claims, u"sub")),
                .sessionId = textOf(token->claims, u"sid")};
}

} // namespace gatehouse::issuer
