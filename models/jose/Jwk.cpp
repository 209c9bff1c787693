#include "models/jose/Jwk.h"

#include "models/jose/Base64Url.h"
#include "models/jose/JsonBuilder.h"

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
    constexpr std::array<QStringView, 7> texts{u"d", u"p", u"q", u"dp", u"dq", u"qi", u"priv"};
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

std::optional<KeyError> readMlDsa(const JsonValue &object, Jwk &key)
{
    if (!key.alg)
        return KeyError{Kind::MissingMember, u"alg"_s};
    auto pub = requiredBytes(object, "pub"_L1);
    if (!pub)
        return pub.error();
    key.pub = std::move(*pub);
    if (const auto error = checkKey(key))
        return error;
    if (!key.hadPrivatePart)
        return std::nullopt;
    // The private part is not kept; one that is no seed says that the key is not what it seems.
    constexpr qsizetype seedSize = 32; // RFC 9964 section 6
    auto seed = requiredBytes(object, "priv"_L1);
    if (!seed)
        return seed.error();
    const bool isSeed = seed->size() == seedSize;
    base::wipe(seed->data(), static_cast<std::size_t>(seed->size()));
    return isSeed ? std::nullopt : std::optional(KeyError{Kind::CoordinateLength, u"priv"_s});
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

/// `x5c`, `x5t` and `x5t#S256`: their types alone.
std::expected<JwkCertificates, KeyError> readCertificates(const JsonValue &object)
{
    JwkCertificates certificates;
    if (const JsonValue *chain = object.member(u"x5c")) {
        if (!chain->isArray())
            return refuse(Kind::WrongType, u"x5c"_s);
        for (const JsonValue &entry : chain->elements) {
            if (!entry.isString())
                return refuse(Kind::WrongType, u"x5c"_s);
            certificates.x5c.append(entry.string);
        }
    }
    auto sha1 = optionalText(object, "x5t"_L1);
    if (!sha1)
        return std::unexpected(sha1.error());
    auto sha256 = optionalText(object, "x5t#S256"_L1);
    if (!sha256)
        return std::unexpected(sha256.error());
    certificates.x5t = std::move(*sha1);
    certificates.x5tS256 = std::move(*sha256);
    return certificates;
}

/// The first name that is duplicated: a set is read with its duplicates, so that they spoil one key alone.
std::optional<QString> duplicateIn(const JsonValue &object)
{
    QSet<QString> names;
    for (const JsonMember &member : object.members) {
        if (names.contains(member.name))
            return member.name;
        names.insert(member.name);
    }
    return std::nullopt;
}

QString keyTypeName(KeyType type)
{
    switch (type) {
    case KeyType::Rsa:
        return u"RSA"_s;
    case KeyType::Ec:
        return u"EC"_s;
    case KeyType::Okp:
        return u"OKP"_s;
    case KeyType::Akp:
        return u"AKP"_s;
    case KeyType::Octets:
        break;
    }
    return u"oct"_s;
}

std::optional<KeyType> typeOf(const QString &kty)
{
    if (kty == "RSA"_L1)
        return KeyType::Rsa;
    if (kty == "EC"_L1)
        return KeyType::Ec;
    if (kty == "OKP"_L1)
        return KeyType::Okp;
    if (kty == "AKP"_L1)
        return KeyType::Akp;
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
    if (key.type == KeyType::Akp)
        return readMlDsa(object, key);
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
    case KeyType::Akp:
        break;
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
    case KeyType::Akp: // RFC 9964 section 6
        canonical = R"({"alg":")" + alg.value_or(QString()).toUtf8() + R"(","kty":"AKP","pub":")" +
                    encodeBase64Url(pub) + R"("})";
        break;
    }
    return base64UrlText(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256));
}

std::expected<Jwk, KeyError> Jwk::parse(const JsonValue &object)
{
    if (!object.isObject())
        return refuse(Kind::NotAKey);
    if (const auto twice = duplicateIn(object))
        return refuse(Kind::DuplicateMember, *twice);
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
    auto certificates = readCertificates(object);
    if (!certificates)
        return std::unexpected(certificates.error());
    key.certificates = std::move(*certificates);
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

std::expected<Jwk, KeyError> Jwk::fromMlDsa(Algorithm algorithm, QByteArray pub)
{
    Jwk key;
    key.type = KeyType::Akp;
    key.alg = algorithmName(algorithm);
    key.pub = std::move(pub);
    if (const auto error = checkKey(key))
        return std::unexpected(*error);
    return key;
}

QByteArray Jwk::toPublicJson() const
{
    const bool onCurve = type == KeyType::Ec || type == KeyType::Okp;
    if (type == KeyType::Octets || (onCurve && !crv))
        return {};
    JsonValue object = json::object();
    const auto add = [&object](QLatin1StringView name, QString value) {
        json::add(object, name, json::string(std::move(value)));
    };
    if (alg)
        add("alg"_L1, *alg);
    add("kty"_L1, keyTypeName(type));
    if (use)
        add("use"_L1, *use);
    if (onCurve) {
        add("crv"_L1, curveName(*crv));
        add("x"_L1, base64UrlText(x));
        if (type == KeyType::Ec)
            add("y"_L1, base64UrlText(y));
    } else if (type == KeyType::Akp) {
        add("pub"_L1, base64UrlText(pub));
    } else {
        add("n"_L1, base64UrlText(n));
        add("e"_L1, base64UrlText(e));
    }
    if (kid)
        add("kid"_L1, *kid);
    if (certificates.x5t)
        add("x5t"_L1, *certificates.x5t);
    if (!certificates.x5c.isEmpty())
        json::add(object, "x5c"_L1, json::strings(certificates.x5c));
    return object.toJson();
}

} // namespace gatehouse::jose
