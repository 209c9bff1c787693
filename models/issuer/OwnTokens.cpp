#include "models/issuer/OwnTokens.h"

#include "models/issuer/AccessTokenBuilder.h"

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

} // namespace

OwnTokens::OwnTokens(const store::SnapshotSource &tenant, const AssertionTools &tools, const base::Clock &clock)
    : m_tenant(tenant)
    , m_tools(tools)
    , m_clock(clock)
{
}

/// RS256 under one of the tenant's published keys and nothing else: an HS256 token is for the API that has the secret.
std::optional<OwnTokens::Read> OwnTokens::read(const QByteArray &token, const store::StoreSnapshot &tenant,
                                               const QStringList &issuers) const
{
    const auto jws = jose::CompactJws::parse(token);
    if (!jws || textOf(jws->header, u"alg") != "RS256"_L1 || jws->header.member(u"crit"))
        return {};
    const domain::SigningKey *key = tenant.signingKey(domain::KeyId(textOf(jws->header, u"kid")));
    if (!key || !key->isPublished())
        return {};
    const auto jwk = m_tools.keys.publicKeyFromDer(key->publicKey);
    if (!jwk || m_tools.verifier.verify(jose::Algorithm::RS256, *jwk, jws->signingInput(), jws->signature) !=
                    jose::SignatureVerifier::Outcome::Verified)
        return {};
    auto claims = jose::parseStrictJson(jws->payload);
    if (!claims || !claims->isObject())
        return {};
    const QString issuer = textOf(*claims, u"iss");
    if (!issuers.contains(issuer))
        return {};
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
    if (!user || user->isBlocked)
        return {};
    return userInfoClaims(*user, textOf(token->claims, u"scope").split(u' ', Qt::SkipEmptyParts));
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
