#include "models/issuer/ClientAuthenticator.h"

#include "models/issuer/Answers.h"
#include "models/jose/CompactJws.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::issuer {

using domain::ClientApplication;
using oauth::TokenErrorResponse;
using namespace Qt::StringLiterals;

namespace {

const QString assertionType = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s;
constexpr auto leeway = std::chrono::seconds(60);
/// An assertion is for one request: one that is good for longer is a password.
constexpr auto longestAssertion = std::chrono::hours(1);
constexpr int unauthorizedStatus = 401;

TokenErrorResponse failed()
{
    return refusal(401, u"invalid_client"_s, u"Client authentication failed"_s);
}

/// For ids that do not exist, too, and for a right secret as well: otherwise it would tell which guess was right.
TokenErrorResponse tooManyAttempts()
{
    return refusal(429, u"too_many_requests"_s,
                   u"Too many wrong secrets for this client. Try again in a few seconds."_s);
}

std::optional<qint64> whole(const jose::JsonValue &claims, QStringView name)
{
    const jose::JsonValue *value = claims.member(name);
    bool isNumber = false;
    const qint64 number = value && value->isNumber() ? value->number.toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

QString textOf(const jose::JsonValue &claims, QStringView name)
{
    const jose::JsonValue *value = claims.member(name);
    return value && value->isString() ? value->string : QString();
}

/// Made out to this server under the origin the client uses, and to no other: its issuer, with and without the slash,
/// or an endpoint. Another that is named as well could show the assertion here.
bool isForUs(const jose::JsonValue &claims, const QString &issuer)
{
    const jose::JsonValue *audience = claims.member(u"aud");
    const auto isOurs = [&](const jose::JsonValue &one) {
        return one.isString() &&
               (one.string == issuer || one.string == issuer.chopped(1) || one.string == issuer + u"oauth/token"_s);
    };
    if (!audience)
        return false;
    return audience->isArray() ? !audience->elements.isEmpty() && std::ranges::all_of(audience->elements, isOurs)
                               : isOurs(*audience);
}

/// The one algorithm a registered key is for.
bool fits(jose::Algorithm algorithm, const jose::Jwk &key)
{
    if (jose::keyTypeOf(algorithm) != key.type)
        return false;
    if (algorithm == jose::Algorithm::ES256)
        return key.crv == jose::Curve::P256;
    return algorithm == jose::Algorithm::RS256 || algorithm == jose::Algorithm::RS384 ||
           algorithm == jose::Algorithm::PS256;
}

} // namespace

ClientAuthenticator::ClientAuthenticator(const store::Custody &custody, const base::Clock &clock,
                                         const UserGrantParts *parts)
    : m_custody(custody)
    , m_clock(clock)
    , m_parts(parts)
    , m_attempts(parts ? SecretAttempts(store::AttemptKind::ClientSecret, parts->ledger, parts->random)
                       : SecretAttempts(store::AttemptKind::ClientSecret))
{
}

std::expected<QList<ClientAuthenticator::Claimed>, TokenErrorResponse>
ClientAuthenticator::claimedBy(const TokenParameters &parameters)
{
    Claimed claimed;
    const QString bodyId = parameters.value("client_id"_L1);
    claimed.assertion = parameters.value("client_assertion"_L1).toLatin1();
    // RFC 6749 section 2.3: a client must not use more than one way of authenticating in a request.
    const int methods =
        int(!parameters.basic.isEmpty()) + int(parameters.clientSecret.has_value()) + int(!claimed.assertion.isEmpty());
    if (methods > 1)
        return std::unexpected(invalidRequest(u"Use one client authentication method, not several"_s));
    if (!parameters.basic.isEmpty()) {
        QList<Claimed> readings;
        for (const TokenParameters::Basic &basic : parameters.basic) {
            if (bodyId.isEmpty() || bodyId == basic.clientId)
                readings.append({.clientId = basic.clientId, .secret = basic.clientSecret, .assertion = {}});
        }
        if (readings.isEmpty())
            return std::unexpected(invalidRequest(u"client_id differs from the authenticated client"_s));
        return readings;
    }
    if (!claimed.assertion.isEmpty()) {
        if (parameters.value("client_assertion_type"_L1) != assertionType)
            return std::unexpected(invalidRequest(u"client_assertion_type has to be "_s + assertionType));
        const auto jws = jose::CompactJws::parse(claimed.assertion);
        const auto claims = jws ? jose::parseStrictJson(jws->payload) : std::unexpected(jose::JsonError{});
        claimed.clientId = claims ? textOf(*claims, u"sub") : QString();
        if (claimed.clientId.isEmpty() || (!bodyId.isEmpty() && bodyId != claimed.clientId))
            return std::unexpected(failed());
        return QList<Claimed>{claimed};
    }
    if (bodyId.isEmpty())
        return std::unexpected(refusal(401, u"invalid_client"_s, u"Missing client_id"_s));
    claimed.clientId = bodyId;
    claimed.secret = parameters.clientSecret.value_or(base::Secret());
    return QList<Claimed>{claimed};
}

std::expected<ClientApplication, TokenErrorResponse>
ClientAuthenticator::authenticate(const TokenParameters &parameters, const store::StoreSnapshot &tenant,
                                  const QString &issuer)
{
    const auto claimed = claimedBy(parameters);
    if (!claimed)
        return std::unexpected(claimed.error());
    // A signature cannot be guessed: counting those that fail would only let anybody lock the client out.
    if (!claimed->first().assertion.isEmpty())
        return byAssertion(claimed->first(), tenant, issuer);
    const base::Instant now = m_clock.now();
    std::expected<ClientApplication, TokenErrorResponse> client = std::unexpected(unauthorized());
    for (const Claimed &reading : *claimed) {
        if (!m_attempts.isAllowed(reading.clientId, now))
            return std::unexpected(tooManyAttempts());
        client = bySecret(reading, tenant);
        if (client || client.error().status != unauthorizedStatus)
            return client;
    }
    // However many readings it had, it was one attempt.
    m_attempts.failed(claimed->first().clientId, now);
    return client;
}

std::expected<ClientApplication, TokenErrorResponse>
ClientAuthenticator::bySecret(const Claimed &claimed, const store::StoreSnapshot &tenant) const
{
    const ClientApplication *client = tenant.client(domain::ClientId(claimed.clientId));
    // A public client shows nothing; one that shows a secret all the same is let in as what it is.
    if (client && client->isPublic())
        return *client;
    // For an unknown id another client's secret is opened and compared all the same: both answers take the same time.
    const ClientApplication *compared =
        client ? client : (tenant.clients.isEmpty() ? nullptr : &tenant.clients.first());
    if (!compared)
        return std::unexpected(unauthorized());
    const auto secret = m_custody.clientSecret(*compared);
    if (!secret)
        return std::unexpected(client ? serverError(secret.error()) : unauthorized());
    const bool right = secret->equals(claimed.secret);
    if (!client || secret->isEmpty() || !right || client->authentication != domain::ClientAuthentication::Secret)
        return std::unexpected(unauthorized());
    return *client;
}

std::expected<ClientApplication, TokenErrorResponse>
ClientAuthenticator::byAssertion(const Claimed &claimed, const store::StoreSnapshot &tenant,
                                 const QString &issuer) const
{
    const ClientApplication *client = tenant.client(domain::ClientId(claimed.clientId));
    if (!m_parts || !client || client->authentication != domain::ClientAuthentication::PrivateKeyJwt)
        return std::unexpected(failed());
    const auto jws = jose::CompactJws::parse(claimed.assertion);
    const jose::JsonValue *name = jws ? jws->header.member(u"alg") : nullptr;
    const auto algorithm = name && name->isString() ? jose::parseAlgorithm(name->string) : std::nullopt;
    if (!algorithm || jws->header.member(u"crit"))
        return std::unexpected(failed());
    const bool isSigned = std::ranges::any_of(client->publicKeys, [&](const QByteArray &der) {
        const auto key = m_parts->assertions.keys.publicKeyFromDer(der);
        return key && fits(*algorithm, *key) &&
               m_parts->assertions.verifier.verify(*algorithm, *key, jws->signingInput(), jws->signature) ==
                   jose::SignatureVerifier::Outcome::Verified;
    });
    const auto claims = jose::parseStrictJson(jws->payload);
    if (!isSigned || !claims || textOf(*claims, u"iss") != claimed.clientId || !isForUs(*claims, issuer))
        return std::unexpected(failed());

    const qint64 now = base::unixSeconds(m_clock.now());
    const auto expires = whole(*claims, u"exp");
    const auto notBefore = whole(*claims, u"nbf");
    // One from the future was made by a clock that is wrong, or ahead of time for later (RFC 7523 section 3, item 6).
    const jose::JsonValue *issued = claims->member(u"iat");
    const auto issuedAt = whole(*claims, u"iat");
    if (issued && (!issuedAt || *issuedAt > now + leeway.count()))
        return std::unexpected(failed());
    if (!expires || *expires + leeway.count() <= now || (notBefore && *notBefore > now + leeway.count()))
        return std::unexpected(failed());
    if (*expires > now + std::chrono::seconds(longestAssertion).count() + leeway.count())
        return std::unexpected(
            refusal(401, u"invalid_client"_s, u"A client assertion is good for an hour at most: shorten its exp"_s));
    const base::Instant until = m_clock.now() + std::chrono::seconds(*expires - now) + leeway;
    const QString id = textOf(*claims, u"jti");
    if (id.isEmpty())
        return std::unexpected(failed());
    const auto isFirst = m_parts->ledger.useAssertion(
        QCryptographicHash::hash((claimed.clientId + u'\n' + id).toUtf8(), QCryptographicHash::Sha256).toHex(), until,
        m_clock.now());
    if (!isFirst)
        return std::unexpected(serverError(isFirst.error()));
    if (!*isFirst)
        return std::unexpected(failed());
    return *client;
}

} // namespace gatehouse::issuer
