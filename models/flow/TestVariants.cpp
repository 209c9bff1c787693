#include "models/flow/TestVariants.h"

#include "models/jose/Base64Url.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace gatehouse::flow {

namespace {

using jose::JsonMember;
using jose::JsonValue;
using Kind = TestVariant::Kind;

JsonValue numberOf(qint64 value)
{
    JsonValue number;
    number.type = JsonValue::Type::Number;
    number.number = QByteArray::number(value);
    return number;
}

JsonValue stringOf(const QString &value)
{
    JsonValue text;
    text.type = JsonValue::Type::String;
    text.string = value;
    return text;
}

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
        add(Kind::Unchanged, m_token, {.isVerified = true});
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
        const JsonValue altered = with(m_claims, QStringLiteral("sub"), stringOf(QStringLiteral("somebody-else")));
        add(Kind::ClaimsAltered, header + '.' + part(altered) + '.' + m_signature, {});
        if (!m_signature.isEmpty()) {
            QByteArray flipped = m_signature;
            flipped[0] = flipped.at(0) == 'A' ? 'B' : 'A';
            add(Kind::SignatureFlipped, m_input + '.' + flipped, {});
            // A whole number of base64url groups, so that the form stays right and only the length is wrong.
            add(Kind::SignatureCut, m_input + '.' + m_signature.first(m_signature.size() / 8 * 4), {});
        }
        add(Kind::SignatureRemoved, m_input + '.', {});
        const QString alg = QStringLiteral("alg");
        add(Kind::AlgorithmNone, part(with(m_header, alg, stringOf(QStringLiteral("none")))) + '.' + payload + '.', {});
        add(Kind::AlgorithmNoneLookalike,
            part(with(m_header, alg, stringOf(QStringLiteral("nOnE")))) + '.' + payload + '.', {});
        add(Kind::Padded, header + "=." + payload + '.' + m_signature, {});
        if (!publicPem.isEmpty()) {
            const QByteArray input = part(with(m_header, alg, stringOf(QStringLiteral("HS256")))) + '.' + payload;
            const QByteArray forged = QMessageAuthenticationCode::hash(input, publicPem, QCryptographicHash::Sha256);
            add(Kind::KeyConfusion, input + '.' + jose::encodeBase64Url(forged), {});
        }
        JsonValue jwk;
        jwk.type = JsonValue::Type::Object;
        jwk.members = {{QStringLiteral("kty"), stringOf(QStringLiteral("oct"))},
                       {QStringLiteral("k"), stringOf(QStringLiteral("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))}};
        add(Kind::EmbeddedKey, part(with(m_header, QStringLiteral("jwk"), jwk)) + '.' + payload + '.' + m_signature,
            {});
    }

    void addSigned(Kind kind, const JsonValue &header, const QByteArray &claims, const ExpectedVerdict &expected)
    {
        if (auto token = signToken(header.toJson(), claims, *m_signer))
            add(kind, *std::move(token), expected);
    }

    void addSigned()
    {
        constexpr qint64 hour = 3600;
        const QString exp = QStringLiteral("exp");
        const QString iat = QStringLiteral("iat");
        const auto claims = [this](const QString &name, const JsonValue &value) {
            return with(m_claims, name, value).toJson();
        };
        addSigned(Kind::Expired, m_header,
                  with(with(m_claims, exp, numberOf(m_now - hour)), iat, numberOf(m_now - 2 * hour)).toJson(),
                  {.isVerified = true, .time = inspector::Time::Expired});
        addSigned(Kind::NotYetValid, m_header, claims(QStringLiteral("nbf"), numberOf(m_now + hour)),
                  {.isVerified = true, .time = inspector::Time::NotYet});
        addSigned(Kind::NoExpiry, m_header, without(m_claims, exp).toJson(),
                  {.isVerified = true, .time = inspector::Time::NoExpiry});
        addSigned(Kind::ExpiryAsText, m_header, claims(exp, stringOf(QStringLiteral("tomorrow"))),
                  {.isVerified = true, .time = inspector::Time::Malformed});
        addSigned(Kind::OtherIssuer, m_header,
                  claims(QStringLiteral("iss"), stringOf(QStringLiteral("https://issuer.example/"))),
                  {.isVerified = true, .isClaimsFault = true});
        addSigned(Kind::FarTooLong, m_header,
                  with(with(m_claims, iat, numberOf(m_now)), exp, numberOf(m_now + 3650 * 24 * hour)).toJson(),
                  {.isVerified = true, .time = inspector::Time::Valid, .isPolicyFault = true});
        QByteArray twice = m_claims.toJson();
        twice.insert(1, R"("sub":"somebody-else",)");
        if (m_claims.member(u"sub"))
            addSigned(Kind::DuplicateClaim, m_header, twice, {});
        addSigned(Kind::UnknownKeyId, with(m_header, QStringLiteral("kid"), stringOf(QStringLiteral("no-such-key"))),
                  m_claims.toJson(), {});
        JsonValue extensions;
        extensions.type = JsonValue::Type::Array;
        extensions.elements = {stringOf(QStringLiteral("https://example.com/unknown"))};
        JsonValue header = with(m_header, QStringLiteral("crit"), extensions);
        header = with(header, QStringLiteral("https://example.com/unknown"), stringOf(QStringLiteral("x")));
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
    if (inspection.isVerified() != isVerified)
        return false;
    if (time && inspection.time != *time)
        return false;
    if (isClaimsFault && inspection.claimsVerdict == inspector::Claims::Ok)
        return false;
    return !isPolicyFault || inspection.policyVerdict == inspector::Policy::Violated;
}

QString testVariantName(Kind kind)
{
    switch (kind) {
    case Kind::Unchanged:
        return QStringLiteral("unchanged");
    case Kind::ClaimsAltered:
        return QStringLiteral("claims-altered");
    case Kind::SignatureFlipped:
        return QStringLiteral("signature-flipped");
    case Kind::SignatureCut:
        return QStringLiteral("signature-cut");
    case Kind::SignatureRemoved:
        return QStringLiteral("signature-removed");
    case Kind::AlgorithmNone:
        return QStringLiteral("algorithm-none");
    case Kind::AlgorithmNoneLookalike:
        return QStringLiteral("algorithm-none-lookalike");
    case Kind::Padded:
        return QStringLiteral("padded");
    case Kind::KeyConfusion:
        return QStringLiteral("key-confusion");
    case Kind::EmbeddedKey:
        return QStringLiteral("embedded-key");
    case Kind::Expired:
        return QStringLiteral("expired");
    case Kind::NotYetValid:
        return QStringLiteral("not-yet-valid");
    case Kind::NoExpiry:
        return QStringLiteral("no-expiry");
    case Kind::ExpiryAsText:
        return QStringLiteral("expiry-as-text");
    case Kind::OtherIssuer:
        return QStringLiteral("other-issuer");
    case Kind::DuplicateClaim:
        return QStringLiteral("duplicate-claim");
    case Kind::UnknownKeyId:
        return QStringLiteral("unknown-key-id");
    case Kind::UnknownCritical:
        return QStringLiteral("unknown-critical");
    case Kind::FarTooLong:
        return QStringLiteral("far-too-long");
    }
    return {};
}

base::Result<QByteArray> signToken(QByteArrayView header, QByteArrayView claims, const jose::Signer &signer)
{
    const QByteArray input = jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims);
    return signer.sign(input).transform(
        [&input](const QByteArray &signature) -> QByteArray { return input + '.' + jose::encodeBase64Url(signature); });
}

QList<TestVariant> makeTestVariants(const inspector::TokenInspection &good, const jose::Signer *signer,
                                    const QByteArray &publicPem, base::Instant now)
{
    if (!good.jws || !good.claims || !good.claims->isObject() || good.jws->isUnencoded)
        return {};
    return Bench(good, signer, now).make(publicPem);
}

} // namespace gatehouse::flow
