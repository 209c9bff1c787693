#include "models/jose/Jwk.h"

#include "models/jose/Base64Url.h"

#include <QCryptographicHash>
#include <QSet>

#include <array>
#include <bit>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;

std::unexpected<KeyError> refuse(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

int bitLength(QByteArrayView number)
{
    if (number.isEmpty())
        return 0;
    return static_cast<int>(number.size() - 1) * 8 + std::bit_width(static_cast<unsigned char>(number.front()));
}

JsonValue jsonString(QString text)
{
    JsonValue value;
    value.type = JsonValue::Type::String;
    value.string = std::move(text);
    return value;
}

QString base64UrlText(QByteArrayView bytes)
{
    return QString::fromLatin1(encodeBase64Url(bytes));
}

/// A string member that may be absent.
std::expected<std::optional<QString>, KeyError> optionalText(const JsonValue &object, QLatin1StringView name)
{
    const JsonValue *value = object.member(QString(name));
    if (!value)
        return std::optional<QString>();
    if (!value->isString())
        return refuse(Kind::WrongType, name);
    return std::optional<QString>(value->string);
}

/// `key_ops`: strings, none twice (RFC 7517 section 4.3).
std::expected<std::optional<QStringList>, KeyError> optionalOperations(const JsonValue &object)
{
    const JsonValue *value = object.member(u"key_ops");
    if (!value)
        return std::optional<QStringList>();
    if (!value->isArray())
        return refuse(Kind::WrongType, u"key_ops"_s);
    QStringList operations;
    for (const JsonValue &element : value->elements) {
        if (!element.isString())
            return refuse(Kind::WrongType, u"key_ops"_s);
        operations.append(element.string);
    }
    if (QSet<QString>(operations.cbegin(), operations.cend()).size() != operations.size())
        return refuse(Kind::WrongType, u"key_ops"_s);
    return std::optional<QStringList>(std::move(operations));
}

std::expected<QByteArray, KeyError> requiredBytes(const JsonValue &object, QLatin1StringView name)
{
    const JsonValue *value = object.member(QString(name));
    if (!value)
        return refuse(Kind::MissingMember, name);
    if (!value->isString())
        return refuse(Kind::WrongType, name);
    // Every character outside Latin-1 becomes a byte the alphabet does not have.
    auto bytes = decodeBase64Url(value->string.toUtf8());
    if (!bytes)
        return refuse(Kind::Base64Url, name);
    return std::move(*bytes);
}

/// Whether there is a private member; one of the wrong JSON type spoils the key.
std::expected<bool, KeyError> readPrivateMembers(const JsonValue &object)
{
    constexpr std::array<QStringView, 6> texts{u"d", u"p", u"q", u"dp", u"dq", u"qi"};
    bool found = false;
    for (const QStringView name : texts) {
        const JsonValue *value = object.member(name);
        if (value && !value->isString())
            return refuse(Kind::WrongType, name.toString());
        found = found || value;
    }
    const JsonValue *others = object.member(u"oth");
    if (others && !others->isArray())
        return refuse(Kind::WrongType, u"oth"_s);
    return found || others;
}

std::optional<KeyError> readRsa(const JsonValue &object, Jwk &key)
{
    auto n = requiredBytes(object, "n"_L1);
    if (!n)
        return n.error();
    auto e = requiredBytes(object, "e"_L1);
    if (!e)
        return e.error();
    if (const auto error = checkRsa(*n, *e))
        return error;
    key.n = std::move(*n);
    key.e = std::move(*e);
    return std::nullopt;
}

std::optional<KeyError> readPoint(const JsonValue &object, Jwk &key)
{
    const JsonValue *crv = object.member(u"crv");
    if (!crv)
        return KeyError{Kind::MissingMember, u"crv"_s};
    if (!crv->isString())
        return KeyError{Kind::WrongType, u"crv"_s};
    key.crv = parseCurve(crv->string);
    if (!key.crv || keyTypeOf(*key.crv) != key.type)
        return KeyError{Kind::UnsupportedCurve, u"crv"_s};
    auto x = requiredBytes(object, "x"_L1);
    if (!x)
        return x.error();
    key.x = std::move(*x);
    if (key.type == KeyType::Ec) {
        auto y = requiredBytes(object, "y"_L1);
        if (!y)
            return y.error();
        key.y = std::move(*y);
    }
    return checkKey(key);
}

std::optional<KeyError> readSecret(const JsonValue &object, Jwk &key)
{
    auto k = requiredBytes(object, "k"_L1);
    if (!k)
        return k.error();
    if (k->isEmpty())
        return KeyError{Kind::EmptySecret, u"k"_s};
    key.k = base::Secret(QByteArrayView(*k));
    base::wipe(k->data(), static_cast<std::size_t>(k->size()));
    return std::nullopt;
}

std::optional<KeyType> typeOf(const QString &kty)
{
    if (kty == "RSA"_L1)
        return KeyType::Rsa;
    if (kty == "EC"_L1)
        return KeyType::Ec;
    if (kty == "OKP"_L1)
        return KeyType::Okp;
    if (kty == "oct"_L1)
        return KeyType::Octets;
    return std::nullopt;
}

std::optional<KeyError> readMembers(const JsonValue &object, Jwk &key)
{
    if (key.type == KeyType::Octets)
        return readSecret(object, key);
    const auto isPrivate = readPrivateMembers(object);
    if (!isPrivate)
        return isPrivate.error();
    key.hadPrivatePart = *isPrivate;
    return key.type == KeyType::Rsa ? readRsa(object, key) : readPoint(object, key);
}

} // namespace

int Jwk::bits() const
{
    switch (type) {
    case KeyType::Rsa:
        return bitLength(n);
    case KeyType::Octets:
        return static_cast<int>(k.size()) * 8;
    case KeyType::Ec:
    case KeyType::Okp:
        return crv ? fieldBits(*crv) : 0;
    }
    return 0;
}

bool Jwk::hasExponentThree() const
{
    return type == KeyType::Rsa && e.size() == 1 && e.front() == 3;
}

QString Jwk::thumbprint() const
{
    // RFC 7638 section 3.2, RFC 8037 section 2: the required members alone, in lexicographic order, without blanks.
    QByteArray canonical;
    switch (type) {
    case KeyType::Octets:
        return {};
    case KeyType::Rsa:
        canonical = R"({"e":")" + encodeBase64Url(e) + R"(","kty":"RSA","n":")" + encodeBase64Url(n) + R"("})";
        break;
    case KeyType::Ec:
    case KeyType::Okp:
        if (!crv)
            return {};
        canonical = R"({"crv":")" + curveName(*crv).toLatin1() + R"(","kty":")";
        canonical += type == KeyType::Ec ? R"(EC","x":")" : R"(OKP","x":")";
        canonical += encodeBase64Url(x);
        if (type == KeyType::Ec)
            canonical += R"(","y":")" + encodeBase64Url(y);
        canonical += R"("})";
        break;
    }
    return base64UrlText(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256));
}

std::expected<Jwk, KeyError> Jwk::parse(const JsonValue &object)
{
    if (!object.isObject())
        return refuse(Kind::NotAKey);
    const JsonValue *kty = object.member(u"kty");
    if (!kty)
        return refuse(Kind::MissingMember, u"kty"_s);
    if (!kty->isString())
        return refuse(Kind::WrongType, u"kty"_s);
    const auto type = typeOf(kty->string);
    if (!type)
        return refuse(Kind::UnsupportedType, u"kty"_s);

    Jwk key;
    key.type = *type;
    auto kid = optionalText(object, "kid"_L1);
    if (!kid)
        return std::unexpected(kid.error());
    auto alg = optionalText(object, "alg"_L1);
    if (!alg)
        return std::unexpected(alg.error());
    auto use = optionalText(object, "use"_L1);
    if (!use)
        return std::unexpected(use.error());
    auto keyOps = optionalOperations(object);
    if (!keyOps)
        return std::unexpected(keyOps.error());
    key.kid = std::move(*kid);
    key.alg = std::move(*alg);
    key.use = std::move(*use);
    key.keyOps = std::move(*keyOps);
    if (const auto error = readMembers(object, key))
        return std::unexpected(*error);
    return key;
}

Jwk Jwk::fromSecret(base::Secret secret)
{
    Jwk key;
    key.type = KeyType::Octets;
    key.k = std::move(secret);
    return key;
}

std::expected<Jwk, KeyError> Jwk::fromRsa(QByteArray n, QByteArray e)
{
    if (const auto error = checkRsa(n, e))
        return std::unexpected(*error);
    Jwk key;
    key.type = KeyType::Rsa;
    key.n = std::move(n);
    key.e = std::move(e);
    return key;
}

std::expected<Jwk, KeyError> Jwk::fromPoint(Curve curve, QByteArray x, QByteArray y)
{
    Jwk key;
    key.type = keyTypeOf(curve);
    key.crv = curve;
    key.x = std::move(x);
    key.y = std::move(y);
    if (const auto error = checkKey(key))
        return std::unexpected(*error);
    return key;
}

QByteArray Jwk::toPublicJson() const
{
    const bool onCurve = type == KeyType::Ec || type == KeyType::Okp;
    if (type == KeyType::Octets || (onCurve && !crv))
        return {};
    JsonValue object;
    object.type = JsonValue::Type::Object;
    const auto add = [&object](const QString &name, QString value) {
        object.members.append({name, jsonString(std::move(value))});
    };
    if (alg)
        add(u"alg"_s, *alg);
    add(u"kty"_s, type == KeyType::Rsa ? u"RSA"_s : (type == KeyType::Ec ? u"EC"_s : u"OKP"_s));
    if (use)
        add(u"use"_s, *use);
    if (onCurve) {
        add(u"crv"_s, curveName(*crv));
        add(u"x"_s, base64UrlText(x));
        if (type == KeyType::Ec)
            add(u"y"_s, base64UrlText(y));
    } else {
        add(u"n"_s, base64UrlText(n));
        add(u"e"_s, base64UrlText(e));
    }
    if (kid)
        add(u"kid"_s, *kid);
    return object.toJson();
}

} // namespace gatehouse::jose
