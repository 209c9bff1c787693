#include "models/jose/openssl/PrivateKeyForms.h"

#include "models/jose/Base64Url.h"
#include "models/jose/JsonBuilder.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <array>

namespace gatehouse::jose::openssl {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Pkcs8Info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Freed<PKCS8_PRIV_KEY_INFO_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_clear_free>>;

std::unexpected<KeyError> refuse(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

/// Members of RSA private keys with OpenSSL's names (RFC 7518 section 6.3.2). Without the primes OpenSSL could not
/// write the key, and no library leaves them out.
struct RsaMember
{
    QLatin1StringView name;
    const char *parameter;
};
constexpr std::array rsaMembers{
    RsaMember{"n"_L1, OSSL_PKEY_PARAM_RSA_N},          RsaMember{"e"_L1, OSSL_PKEY_PARAM_RSA_E},
    RsaMember{"d"_L1, OSSL_PKEY_PARAM_RSA_D},          RsaMember{"p"_L1, OSSL_PKEY_PARAM_RSA_FACTOR1},
    RsaMember{"q"_L1, OSSL_PKEY_PARAM_RSA_FACTOR2},    RsaMember{"dp"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT1},
    RsaMember{"dq"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT2}, RsaMember{"qi"_L1, OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
};

/// A base64url member as bytes that are wiped.
std::expected<base::Secret, KeyError> secretMember(const JsonValue &jwk, QLatin1StringView name)
{
    const JsonValue *member = jwk.member(QString(name));
    if (!member)
        return refuse(Kind::MissingMember, name);
    if (!member->isString())
        return refuse(Kind::WrongType, name);
    QByteArray text = member->string.toUtf8();
    auto bytes = decodeBase64Url(text);
    base::wipe(text.data(), sizeOf(text));
    if (!bytes)
        return refuse(Kind::Base64Url, name);
    base::Secret secret{QByteArrayView(*bytes)};
    base::wipe(bytes->data(), sizeOf(*bytes));
    return secret;
}

KeyHandle fromParameters(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) <= 0)
        return {};
    return KeyHandle(key);
}

bool isConsistent(EVP_PKEY *key)
{
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    return context && EVP_PKEY_pairwise_check(context.get()) == 1;
}

std::expected<KeyHandle, KeyError> importRsaJwk(const JsonValue &jwk)
{
    if (jwk.member(u"oth"))
        return refuse(Kind::UnsupportedType, u"oth"_s); // more than two primes
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    std::array<Number, rsaMembers.size()> numbers; // as long as the builder points at them
    for (std::size_t i = 0; i < rsaMembers.size(); ++i) {
        const auto bytes = secretMember(jwk, rsaMembers[i].name);
        if (!bytes)
            return std::unexpected(bytes.error());
        numbers[i].reset(BN_secure_new());
        if (!numbers[i] || !BN_bin2bn(bytesOf(bytes->bytes()), static_cast<int>(bytes->size()), numbers[i].get()) ||
            !builder || OSSL_PARAM_BLD_push_BN(builder.get(), rsaMembers[i].parameter, numbers[i].get()) <= 0)
            return refuse(Kind::NotAKey);
    }
    KeyHandle key = fromParameters("RSA", builder.get());
    if (!key)
        return refuse(Kind::NotAKey);
    if (!isConsistent(key.get()))
        return refuse(Kind::KeysDiffer, u"d"_s);
    return key;
}

/// The point that belongs to a scalar, as SEC 1 writes it; empty when the scalar is out of range.
QByteArray pointOf(Curve curve, const BIGNUM *scalar)
{
    const Group group(EC_GROUP_new_by_curve_name(OBJ_sn2nid(groupName(curve))));
    if (!group || BN_is_zero(scalar) || BN_cmp(scalar, EC_GROUP_get0_order(group.get())) >= 0)
        return {};
    const Point point(EC_POINT_new(group.get()));
    QByteArray bytes(1 + qsizetype{2} * coordinateLength(curve), '\0');
    if (!point || EC_POINT_mul(group.get(), point.get(), scalar, nullptr, nullptr, nullptr) != 1 ||
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytesOf(bytes), sizeOf(bytes),
                           nullptr) != sizeOf(bytes))
        return {};
    return bytes;
}

std::expected<KeyHandle, KeyError> importEcJwk(const JsonValue &jwk, Curve curve)
{
    const auto x = secretMember(jwk, "x"_L1);
    const auto y = secretMember(jwk, "y"_L1);
    const auto d = secretMember(jwk, "d"_L1);
    for (const auto *member : {&x, &y, &d}) {
        if (!*member)
            return std::unexpected(member->error());
    }
    // RFC 7518 section 6.2.2.1 wants it as long as the order. Libraries drop the leading zeros all the same, and that
    // it is the right number shows below.
    if (d->size() > coordinateLength(curve))
        return refuse(Kind::CoordinateLength, u"d"_s);
    const Number scalar(BN_secure_new());
    if (!scalar || !BN_bin2bn(bytesOf(d->bytes()), static_cast<int>(d->size()), scalar.get()))
        return refuse(Kind::NotAKey);
    const QByteArray point = '\x04' + x->bytes().toByteArray() + y->bytes().toByteArray();
    if (pointOf(curve, scalar.get()) != point)
        return refuse(Kind::KeysDiffer, u"d"_s);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, groupName(curve), 0) <= 0 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), sizeOf(point)) <=
            0 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get()) <= 0)
        return refuse(Kind::NotAKey);
    KeyHandle key = fromParameters("EC", builder.get());
    return key ? std::expected<KeyHandle, KeyError>(std::move(key)) : refuse(Kind::NotAKey);
}

std::expected<KeyHandle, KeyError> importOkpJwk(const JsonValue &jwk, Curve curve)
{
    const auto x = secretMember(jwk, "x"_L1);
    const auto d = secretMember(jwk, "d"_L1);
    for (const auto *member : {&x, &d}) {
        if (!*member)
            return std::unexpected(member->error());
    }
    if (d->size() != coordinateLength(curve))
        return refuse(Kind::CoordinateLength, u"d"_s);
    KeyHandle key(
        EVP_PKEY_new_raw_private_key_ex(nullptr, groupName(curve), nullptr, bytesOf(d->bytes()), sizeOf(d->bytes())));
    QByteArray derived(coordinateLength(curve), '\0');
    std::size_t length = sizeOf(derived);
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), bytesOf(derived), &length) != 1)
        return refuse(Kind::NotAKey);
    if (derived != x->bytes())
        return refuse(Kind::KeysDiffer, u"d"_s);
    return key;
}

std::expected<KeyHandle, KeyError> importMlDsaJwk(const JsonValue &jwk)
{
    const JsonValue *alg = jwk.member(u"alg");
    const auto algorithm = alg && alg->isString() ? parseAlgorithm(alg->string) : std::nullopt;
    const auto sizes = algorithm ? mlDsaSizes(*algorithm) : std::nullopt;
    if (!sizes)
        return refuse(alg ? Kind::UnsupportedAlgorithm : Kind::MissingMember, u"alg"_s);
    const auto pub = secretMember(jwk, "pub"_L1);
    const auto seed = secretMember(jwk, "priv"_L1);
    for (const auto *member : {&pub, &seed}) {
        if (!*member)
            return std::unexpected(member->error());
    }
    if (seed->size() != mlDsaSeedLength)
        return refuse(Kind::CoordinateLength, u"priv"_s);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_ML_DSA_SEED, seed->bytes().data(),
                                                     sizeOf(seed->bytes())) <= 0)
        return refuse(Kind::NotAKey);
    KeyHandle key = fromParameters(mlDsaName(*algorithm), builder.get());
    QByteArray derived(sizes->publicKey, '\0');
    std::size_t length = sizeOf(derived);
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), bytesOf(derived), &length) != 1)
        return refuse(Kind::NotAKey);
    if (derived != pub->bytes())
        return refuse(Kind::KeysDiffer, u"priv"_s);
    return key;
}

void addBytes(JsonValue &object, QLatin1StringView name, QByteArray bytes)
{
    QByteArray text = encodeBase64Url(bytes);
    json::add(object, name, json::string(QString::fromLatin1(text)));
    base::wipe(text.data(), sizeOf(text));
    base::wipe(bytes.data(), sizeOf(bytes));
}

/// A number of the key, in its shortest form or padded to a length.
QByteArray numberOf(const EVP_PKEY *key, const char *parameter, int length = -1)
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, parameter, &raw) != 1)
        return {};
    const Number number(raw);
    QByteArray bytes(length < 0 ? BN_num_bytes(number.get()) : length, '\0');
    if (BN_bn2binpad(number.get(), bytesOf(bytes), static_cast<int>(bytes.size())) < 0)
        return {};
    return bytes;
}

JsonValue jwkOfType(const QString &kty)
{
    JsonValue object = json::object();
    return json::add(object, "kty"_L1, json::string(kty));
}

} // namespace

KeyHandle importPkcs8(QByteArrayView der)
{
    const QuietErrors quiet;
    const unsigned char *at = bytesOf(der);
    const Pkcs8Info info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.size())));
    if (!info || at != bytesOf(der) + der.size())
        return {};
    return KeyHandle(EVP_PKCS82PKEY(info.get()));
}

KeyHandle importTraditional(const char *type, QByteArrayView der)
{
    const QuietErrors quiet;
    const unsigned char *at = bytesOf(der);
    const int id = QLatin1StringView(type) == "RSA"_L1 ? EVP_PKEY_RSA : EVP_PKEY_EC;
    KeyHandle key(d2i_PrivateKey(id, nullptr, &at, static_cast<long>(der.size())));
    if (!key || at != bytesOf(der) + der.size())
        return {};
    return key;
}

base::Secret exportPkcs8(const EVP_PKEY *key)
{
    const QuietErrors quiet;
    const Pkcs8Info info(EVP_PKEY2PKCS8(key));
    unsigned char *der = nullptr;
    const int length = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : 0;
    if (length <= 0)
        return {};
    base::Secret secret(QByteArrayView(reinterpret_cast<const char *>(der), length));
    OPENSSL_clear_free(der, static_cast<std::size_t>(length));
    return secret;
}

QByteArray exportPublic(const EVP_PKEY *key)
{
    const QuietErrors quiet;
    unsigned char *der = nullptr;
    const int length = i2d_PUBKEY(key, &der);
    if (length <= 0)
        return {};
    QByteArray spki(reinterpret_cast<const char *>(der), length);
    OPENSSL_free(der);
    return spki;
}

std::expected<KeyHandle, KeyError> importJwk(const JsonValue &jwk)
{
    const QuietErrors quiet;
    const JsonValue *kty = jwk.member(u"kty");
    if (!kty || !kty->isString())
        return refuse(kty ? Kind::WrongType : Kind::MissingMember, u"kty"_s);
    if (kty->string == "RSA"_L1)
        return importRsaJwk(jwk);
    if (kty->string == "AKP"_L1)
        return importMlDsaJwk(jwk);
    const JsonValue *crv = jwk.member(u"crv");
    const auto curve = crv && crv->isString() ? parseCurve(crv->string) : std::nullopt;
    const bool isEc = kty->string == "EC"_L1;
    if (!isEc && kty->string != "OKP"_L1)
        return refuse(Kind::UnsupportedType, u"kty"_s);
    if (!curve || keyTypeOf(*curve) != (isEc ? KeyType::Ec : KeyType::Okp))
        return refuse(Kind::UnsupportedCurve, u"crv"_s);
    return isEc ? importEcJwk(jwk, *curve) : importOkpJwk(jwk, *curve);
}

base::Result<JsonValue> exportJwk(const EVP_PKEY *key, Curve curve)
{
    const QuietErrors quiet;
    const int length = coordinateLength(curve);
    const bool isEc = keyTypeOf(curve) == KeyType::Ec;
    JsonValue jwk = jwkOfType(isEc ? u"EC"_s : u"OKP"_s);
    json::add(jwk, "crv"_L1, json::string(curveName(curve)));
    QByteArray d;
    if (isEc) {
        addBytes(jwk, "x"_L1, numberOf(key, OSSL_PKEY_PARAM_EC_PUB_X, length));
        addBytes(jwk, "y"_L1, numberOf(key, OSSL_PKEY_PARAM_EC_PUB_Y, length));
        d = numberOf(key, OSSL_PKEY_PARAM_PRIV_KEY, length);
    } else {
        QByteArray x(length, '\0');
        d = QByteArray(length, '\0');
        std::size_t xLength = sizeOf(x);
        std::size_t dLength = sizeOf(d);
        if (EVP_PKEY_get_raw_public_key(key, bytesOf(x), &xLength) != 1 ||
            EVP_PKEY_get_raw_private_key(key, bytesOf(d), &dLength) != 1)
            d.clear();
        addBytes(jwk, "x"_L1, x);
    }
    if (d.isEmpty())
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::WritePrivateKey, curveName(curve));
    addBytes(jwk, "d"_L1, std::move(d));
    return jwk;
}

base::Result<JsonValue> exportRsaJwk(const EVP_PKEY *key)
{
    const QuietErrors quiet;
    JsonValue jwk = jwkOfType(u"RSA"_s);
    for (const RsaMember &member : rsaMembers) {
        QByteArray number = numberOf(key, member.parameter);
        if (number.isEmpty())
            return base::failure(base::ErrorCode::Internal, base::ErrorStep::WritePrivateKey, u"RSA"_s);
        addBytes(jwk, member.name, std::move(number));
    }
    return jwk;
}

base::Result<JsonValue> exportMlDsaJwk(const EVP_PKEY *key, Algorithm algorithm)
{
    const QuietErrors quiet;
    QByteArray pub(mlDsaSizes(algorithm).value_or(MlDsaSizes{}).publicKey, '\0');
    QByteArray seed(mlDsaSeedLength, '\0');
    std::size_t pubLength = sizeOf(pub);
    std::size_t seedLength = 0;
    if (EVP_PKEY_get_raw_public_key(key, bytesOf(pub), &pubLength) != 1 ||
        EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ML_DSA_SEED, bytesOf(seed), sizeOf(seed), &seedLength) !=
            1 ||
        seedLength != sizeOf(seed))
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::WritePrivateKey, algorithmName(algorithm));
    JsonValue jwk = jwkOfType(u"AKP"_s);
    json::add(jwk, "alg"_L1, json::string(algorithmName(algorithm)));
    addBytes(jwk, "pub"_L1, std::move(pub));
    addBytes(jwk, "priv"_L1, std::move(seed));
    return jwk;
}

void wipeStrings(JsonValue &value)
{
    base::wipe(value.string.data(), static_cast<std::size_t>(value.string.size()) * sizeof(QChar));
    for (JsonValue &element : value.elements)
        wipeStrings(element);
    for (JsonMember &member : value.members)
        wipeStrings(member.value);
}

} // namespace gatehouse::jose::openssl
