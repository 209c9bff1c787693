#include "models/flow/TestVariants.h"

#include "models/jose/Base64Url.h"
#include "models/jose/JsonBuilder.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace gatehouse::flow {

namespace {

namespace json = jose::json;
using jose::JsonMember;
using jose::JsonValue;
using namespace Qt::StringLiterals;
using Kind = TestVariant::Kind;

JsonValue with(JsonValue object, const QString &name, const JsonValue &value)
{
    const auto found = std::ranges::find(object.members, name, &JsonMember::name);
    if (found != object.members.end())
        found->value = value;
    else
        object.members.append({name, value});
    return object;
}

JsonValue without(JsonValue object, const QString &name)
{
    object.members.removeIf([&name](const JsonMember &member) { return member.name == name; });
    return object;
}

/// Makes variants of one token; what cannot be made is left out.
class Bench
{
public:
    Bench(const inspector::TokenInspection &good, const jose::Signer *signer, base::Instant now)
        : m_token(good.token)
        , m_header(good.jws->header)
        , m_claims(*good.claims)
        , m_input(QByteArrayView(good.token).first(good.jws->secondDot).toByteArray())
        , m_signature(good.token.sliced(good.jws->secondDot + 1))
        , m_signer(signer)
        , m_now(base::unixSeconds(now))
    {
    }

    QList<TestVariant> make(const QByteArray &publicPem)
    {
        add(Kind::Unchanged, m_token, {.isSignatureValid = true});
        addUnsigned(publicPem);
        if (m_signer)
            addSigned();
        return m_variants;
    }

private:
    static QByteArray part(const JsonValue &object) { return jose::encodeBase64Url(object.toJson()); }

    void add(Kind kind, QByteArray token, const ExpectedVerdict &expected)
    {
        m_variants.append({.kind = kind, .token = std::move(token), .expected = expected});
    }

    void addUnsigned(const QByteArray &publicPem)
    {
        const QByteArray header = m_input.first(m_input.indexOf('.'));
        const QByteArray payload = m_input.sliced(header.size() + 1);
        const JsonValue altered = with(m_claims, u"sub"_s, json::string(u"somebody-else"_s));
        add(Kind::ClaimsAltered, header + '.' + part(altered) + '.' + m_signature, {});
        if (!m_signature.isEmpty()) {
            QByteArray flipped = m_signature;
            flipped[0] = flipped.at(0) == 'A' ? 'B' : 'A';
            add(Kind::SignatureFlipped, m_input + '.' + flipped, {});
            // A whole number of base64url groups, so that the form stays right and only the length is wrong.
            add(Kind::SignatureCut, m_input + '.' + m_signature.first(m_signature.size() / 8 * 4), {});
        }
        add(Kind::SignatureRemoved, m_input + '.', {});
        const QString alg = u"alg"_s;
        add(Kind::AlgorithmNone, part(with(m_header, alg, json::string(u"none"_s))) + '.' + payload + '.', {});
        add(Kind::AlgorithmNoneLookalike, part(with(m_header, alg, json::string(u"nOnE"_s))) + '.' + payload + '.', {});
        add(Kind::Padded, header + "=." + payload + '.' + m_signature, {});
        if (!publicPem.isEmpty()) {
            const QByteArray input = part(with(m_header, alg, json::string(u"HS256"_s))) + '.' + payload;
            const QByteArray forged = QMessageAuthenticationCode::hash(input, publicPem, QCryptographicHash::Sha256);
            add(Kind::KeyConfusion, input + '.' + jose::encodeBase64Url(forged), {});
        }
        JsonValue jwk = json::object();
        json::add(jwk, "kty", json::string(u"oct"_s));
        json::add(jwk, "k", json::string(QString(43, u'A')));
        add(Kind::EmbeddedKey, part(with(m_header, u"jwk"_s, jwk)) + '.' + payload + '.' + m_signature, {});
    }

    void addSigned(Kind kind, const JsonValue &header, const QByteArray &claims, const ExpectedVerdict &expected)
    {
        if (auto token = jose::signCompact(header.toJson(), claims, *m_signer))
            add(kind, *std::move(token), expected);
    }

    void addSigned()
    {
        constexpr qint64 hour = 3600;
        const QString exp = u"exp"_s;
        const QString iat = u"iat"_s;
        const auto claims = [this](const QString &name, const JsonValue &value) {
            return with(m_claims, name, value).toJson();
        };
        addSigned(Kind::Expired, m_header,
                  with(with(m_claims, exp, json::number(m_now - hour)), iat, json::number(m_now - 2 * hour)).toJson(),
                  {.isSignatureValid = true, .time = inspector::Time::Expired});
        addSigned(Kind::NotYetValid, m_header, claims(u"nbf"_s, json::number(m_now + hour)),
                  {.isSignatureValid = true, .time = inspector::Time::NotYet});
        addSigned(Kind::NoExpiry, m_header, without(m_claims, exp).toJson(),
                  {.isSignatureValid = true, .time = inspector::Time::NoExpiry});
        addSigned(Kind::ExpiryAsText, m_header, claims(exp, json::string(u"tomorrow"_s)),
                  {.isSignatureValid = true, .time = inspector::Time::Malformed});
        addSigned(Kind::OtherIssuer, m_header, claims(u"iss"_s, json::string(u"https://issuer.example/"_s)),
                  {.isSignatureValid = true, .isClaimsFault = true});
        addSigned(Kind::FarTooLong, m_header,
                  with(with(m_claims, iat, json::number(m_now)), exp, json::number(m_now + 3650 * 24 * hour)).toJson(),
                  {.isSignatureValid = true, .time = inspector::Time::Valid, .isPolicyFault = true});
        QByteArray twice = m_claims.toJson();
        twice.insert(1, R"("sub":"somebody-else",)");
        if (m_claims.member(u"sub"))
            addSigned(Kind::DuplicateClaim, m_header, twice, {});
        addSigned(Kind::UnknownKeyId, with(m_header, u"kid"_s, json::string(u"no-such-key"_s)), m_claims.toJson(), {});
        const JsonValue extensions = json::strings({u"https://example.com/unknown"_s});
        JsonValue header = with(m_header, u"crit"_s, extensions);
        header = with(header, u"https://example.com/unknown"_s, json::string(u"x"_s));
        addSigned(Kind::UnknownCritical, header, m_claims.toJson(), {});
    }

    const QByteArray m_token;
    const JsonValue m_header;
    const JsonValue m_claims;
    const QByteArray m_input;
    const QByteArray m_signature;
    const jose::Signer *m_signer;
    const qint64 m_now;
    QList<TestVariant> m_variants;
};

} // namespace

bool ExpectedVerdict::isMetBy(const inspector::TokenInspection &inspection) const
{
    if (inspection.hasValidSignature() != isSignatureValid)
        return false;
    if (time && inspection.time != *time)
        return false;
    if (isClaimsFault && inspection.claimsVerdict == inspector::Claims::Ok)
        return false;
    return !isPolicyFault || inspection.policyVerdict == inspector::Policy::Violated;
}

QList<TestVariant> makeTestVariants(const inspector::TokenInspection &good, const jose::Signer *signer,
                                    const QByteArray &publicPem, base::Instant now)
{
    if (!good.jws || !good.claims || !good.claims->isObject() || good.jws->isUnencoded)
        return {};
    return Bench(good, signer, now).make(publicPem);
}

} // namespace gatehouse::flow
