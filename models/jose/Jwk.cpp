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

constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 16384;
/// 64 bits: what OpenSSL takes with a large modulus. A longer exponent makes each verification dear and nothing safer.
constexpr qsizetype mostExponentBytes = 8;

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

bool isOdd(QByteArrayView number)
{
    return (static_cast<unsigned char>(number.back()) & 1U) != 0;
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

bool hasPrivateMember(const JsonValue &object)
{
    constexpr std::array<QStringView, 7> names{u"d", u"p", u"q", u"dp", u"dq", u"qi", u"oth"};
    for (const QStringView name : names) {
        if (object.member(name))
            return true;
    }
    return false;
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
    key.type = KeyType::Rsa;
    key.n = std::move(*n);
    key.e = std::move(*e);
    key.hadPrivatePart = hasPrivateMember(object);
    return std::nullopt;
}

std::optional<KeyError> readSecret(const JsonValue &object, Jwk &key)
{
    auto k = requiredBytes(object, "k"_L1);
    if (!k)
        return k.error();
    if (k->isEmpty())
        return KeyError{Kind::EmptySecret, u"k"_s};
    key.type = KeyType::Octets;
    key.k = base::Secret(QByteArrayView(*k));
    base::wipe(k->data(), static_cast<std::size_t>(k->size()));
    return std::nullopt;
}

std::optional<KeyType> typeOf(const JsonValue &object)
{
    const JsonValue *kty = object.member(u"kty");
    if (kty && kty->string == "RSA"_L1)
        return KeyType::Rsa;
    if (kty && kty->string == "oct"_L1)
        return KeyType::Octets;
    return std::nullopt;
}

/// RFC 7517 section 5: what one key of a set may suffer from without spoiling the others, namely types not understood,
/// members missing and values out of range.
bool isSkippedInSet(Kind kind)
{
    switch (kind) {
    case Kind::UnsupportedType:
    case Kind::MissingMember:
    case Kind::WeakRsa:
    case Kind::LargeRsa:
    case Kind::BadExponent:
        return true;
    default:
        return false;
    }
}

} // namespace

QString keyErrorName(KeyError::Kind kind)
{
    switch (kind) {
    case Kind::NotAKey:
        return u"not-a-key"_s;
    case Kind::Json:
        return u"key-json"_s;
    case Kind::MissingMember:
        return u"key-member-missing"_s;
    case Kind::WrongType:
        return u"key-member-type"_s;
    case Kind::Base64Url:
        return u"key-base64url"_s;
    case Kind::UnsupportedType:
        return u"key-type-unsupported"_s;
    case Kind::WeakRsa:
        return u"key-rsa-weak"_s;
    case Kind::LargeRsa:
        return u"key-rsa-large"_s;
    case Kind::BadExponent:
        return u"key-rsa-exponent"_s;
    case Kind::BadModulus:
        return u"key-rsa-modulus"_s;
    case Kind::EmptySecret:
        return u"key-secret-empty"_s;
    case Kind::MixedSet:
        return u"key-set-mixed"_s;
    case Kind::Ambiguous:
        return u"key-ambiguous"_s;
    case Kind::EmptySet:
        return u"key-set-empty"_s;
    case Kind::Encrypted:
        return u"key-encrypted"_s;
    case Kind::TooLarge:
        return u"key-too-large"_s;
    }
    return u"not-a-key"_s;
}

std::optional<KeyError> checkRsa(QByteArrayView n, QByteArrayView e)
{
    if (!n.isEmpty() && n.front() == 0)
        return KeyError{Kind::BadModulus, u"n"_s};
    const int bits = bitLength(n);
    if (bits < leastRsaBits)
        return KeyError{Kind::WeakRsa, u"n"_s};
    if (bits > mostRsaBits)
        return KeyError{Kind::LargeRsa, u"n"_s};
    if (!isOdd(n))
        return KeyError{Kind::BadModulus, u"n"_s};
    const bool small = e.isEmpty() || (e.size() == 1 && static_cast<unsigned char>(e.front()) < 3);
    if (small || e.front() == 0 || e.size() > mostExponentBytes || !isOdd(e))
        return KeyError{Kind::BadExponent, u"e"_s};
    return std::nullopt;
}

int Jwk::bits() const
{
    return type == KeyType::Rsa ? bitLength(n) : static_cast<int>(k.size()) * 8;
}

QString Jwk::thumbprint() const
{
    if (type != KeyType::Rsa)
        return {};
    // RFC 7638 section 3.2: the required members alone, in lexicographic order, without blanks.
    const QByteArray canonical =
        R"({"e":")" + encodeBase64Url(e) + R"(","kty":"RSA","n":")" + encodeBase64Url(n) + R"("})";
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
    const auto type = typeOf(object);
    if (!type)
        return refuse(Kind::UnsupportedType, u"kty"_s);

    Jwk key;
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
    if (const auto error = *type == KeyType::Rsa ? readRsa(object, key) : readSecret(object, key))
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

QByteArray Jwk::toPublicJson() const
{
    if (type != KeyType::Rsa)
        return {};
    JsonValue object;
    object.type = JsonValue::Type::Object;
    if (alg)
        object.members.append({u"alg"_s, jsonString(*alg)});
    object.members.append({u"kty"_s, jsonString(u"RSA"_s)});
    if (use)
        object.members.append({u"use"_s, jsonString(*use)});
    object.members.append({u"n"_s, jsonString(base64UrlText(n))});
    object.members.append({u"e"_s, jsonString(base64UrlText(e))});
    if (kid)
        object.members.append({u"kid"_s, jsonString(*kid)});
    return object.toJson();
}

std::expected<JwkSet, KeyError> JwkSet::parse(const JsonValue &object)
{
    if (!object.isObject())
        return refuse(Kind::NotAKey);
    const JsonValue *members = object.member(u"keys");
    if (!members)
        return refuse(Kind::MissingMember, u"keys"_s);
    if (!members->isArray())
        return refuse(Kind::WrongType, u"keys"_s);

    JwkSet set;
    std::optional<KeyError> firstSkipped;
    std::optional<KeyType> type; // of the keys so far, those skipped included
    QSet<QString> kids;
    for (const JsonValue &element : members->elements) {
        if (!element.isObject())
            return refuse(Kind::WrongType, u"keys"_s);
        if (const auto elementType = typeOf(element)) {
            if (type && *type != *elementType)
                return refuse(Kind::MixedSet);
            type = elementType;
        }
        auto key = Jwk::parse(element);
        if (!key) {
            if (!isSkippedInSet(key.error().kind))
                return std::unexpected(key.error());
            ++set.skipped;
            if (!firstSkipped)
                firstSkipped = key.error();
            continue;
        }
        if (key->kid) {
            if (kids.contains(*key->kid))
                return refuse(Kind::Ambiguous, *key->kid);
            kids.insert(*key->kid);
        }
        set.keys.append(std::move(*key));
    }
    if (set.keys.isEmpty()) {
        // The one reason is worth more than "empty": a set of one weak key is a weak key.
        if (firstSkipped && members->elements.size() == 1)
            return std::unexpected(*firstSkipped);
        return refuse(Kind::EmptySet);
    }
    return set;
}

} // namespace gatehouse::jose
