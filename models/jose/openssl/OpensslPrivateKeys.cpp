#include "models/jose/openssl/OpensslPrivateKeys.h"

#include "models/base/Random.h"
#include "models/jose/Base64Url.h"
#include "models/jose/JsonBuilder.h"
#include "models/jose/PemBlock.h"
#include "models/jose/openssl/OpensslSigner.h"
#include "models/jose/openssl/PrivateKeyForms.h"

#include <openssl/rsa.h>

namespace gatehouse::jose::openssl {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::failure;

namespace {

using Kind = KeyError::Kind;

constexpr qsizetype mostKeyText = qsizetype{64} * 1024;

std::unexpected<KeyError> refuse(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

/// Curves of agreement alone have a private key without a verification key.
std::optional<Curve> agreementCurve(const EVP_PKEY *key)
{
    for (const Curve curve : {Curve::X25519, Curve::X448}) {
        if (EVP_PKEY_is_a(key, groupName(curve)) == 1)
            return curve;
    }
    return std::nullopt;
}

std::expected<PrivateKey, KeyError> fromHandle(const EVP_PKEY *key, const KeyCodec &codec)
{
    PrivateKey made;
    made.material = exportPkcs8(key);
    if (made.material.isEmpty())
        return refuse(Kind::UnsupportedType);
    if (const auto curve = agreementCurve(key)) {
        made.type = KeyType::Okp;
        made.crv = curve;
        return made;
    }
    auto publicPart = codec.publicKeyFromDer(exportPublic(key));
    if (!publicPart)
        return std::unexpected(publicPart.error());
    made.type = publicPart->type;
    made.crv = publicPart->crv;
    made.alg = publicPart->alg; // of an ML-DSA key, which is of one algorithm alone
    made.publicPart = std::move(*publicPart);
    return made;
}

/// What a JWK says about itself beside its numbers. The public parser reads it; for agreement keys, which it refuses, a
/// secret with the same members stands in.
std::expected<Jwk, KeyError> readLabels(const JsonValue &jwk)
{
    JsonValue labels = json::object();
    for (const JsonMember &member : jwk.members) {
        if (member.name == "kid"_L1 || member.name == "alg"_L1 || member.name == "use"_L1 ||
            member.name == "key_ops"_L1)
            labels.members.append(member);
    }
    json::add(labels, "kty"_L1, json::string(u"oct"_s));
    json::add(labels, "k"_L1, json::string(u"AA"_s));
    return Jwk::parse(labels);
}

void takeLabels(PrivateKey &key, const Jwk &labels)
{
    key.kid = labels.kid;
    key.alg = labels.alg;
    key.use = labels.use;
    key.keyOps = labels.keyOps;
    if (!key.publicPart)
        return;
    key.publicPart->kid = labels.kid;
    key.publicPart->alg = labels.alg;
}

} // namespace

OpensslPrivateKeys::OpensslPrivateKeys(const KeyCodec &codec)
    : m_codec(codec)
{
}

std::expected<PrivateKey, KeyError> OpensslPrivateKeys::fromJson(QByteArrayView json) const
{
    auto jwk = parseStrictJson(json);
    if (!jwk)
        return refuse(Kind::Json, jwk.error().name);
    const auto read = [&]() -> std::expected<PrivateKey, KeyError> {
        if (!jwk->isObject())
            return refuse(Kind::NotAKey);
        if (jwk->member(u"keys"))
            return refuse(Kind::SeveralKeys);
        const auto labels = readLabels(*jwk);
        if (!labels)
            return std::unexpected(labels.error());
        const JsonValue *crv = jwk->member(u"crv");
        const auto curve = crv && crv->isString() ? parseCurve(crv->string) : std::nullopt;
        PrivateKey key;
        if (!curve || !isForAgreement(*curve)) {
            auto publicPart = Jwk::parse(*jwk);
            if (!publicPart)
                return std::unexpected(publicPart.error());
            if (publicPart->type == KeyType::Octets) {
                key = PrivateKey::fromSecret(publicPart->k);
                takeLabels(key, *labels);
                return key;
            }
        }
        const JsonValue *kty = jwk->member(u"kty");
        const QString privateMember = kty && kty->string == "AKP"_L1 ? u"priv"_s : u"d"_s;
        if (!jwk->member(privateMember))
            return refuse(Kind::MissingMember, privateMember);
        const auto handle = importJwk(*jwk);
        if (!handle)
            return std::unexpected(handle.error());
        auto made = fromHandle(handle->get(), m_codec);
        if (made)
            takeLabels(*made, *labels);
        return made;
    };
    auto key = read();
    wipeStrings(*jwk);
    return key;
}

std::expected<PrivateKey, KeyError> OpensslPrivateKeys::fromPem(QByteArrayView pem) const
{
    const auto block = PemBlock::sole(pem);
    if (!block)
        return std::unexpected(block.error());
    KeyHandle key;
    if (block->label == "PRIVATE KEY")
        key = importPkcs8(block->der.bytes());
    else if (block->label == "RSA PRIVATE KEY")
        key = importTraditional("RSA", block->der.bytes());
    else if (block->label == "EC PRIVATE KEY")
        key = importTraditional("EC", block->der.bytes());
    else
        return block->label.endsWith("PUBLIC KEY") || block->label.endsWith("CERTIFICATE")
                   ? refuse(Kind::MissingMember, u"d"_s)
                   : refuse(Kind::NotAKey);
    if (!key)
        return refuse(Kind::NotAKey);
    const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
    const QuietErrors quiet;
    if (EVP_PKEY_is_a(key.get(), "X25519") != 1 && EVP_PKEY_is_a(key.get(), "X448") != 1 &&
        EVP_PKEY_pairwise_check(context.get()) != 1)
        return refuse(Kind::KeysDiffer);
    return fromHandle(key.get(), m_codec);
}

std::expected<PrivateKey, KeyError> OpensslPrivateKeys::fromText(const base::Secret &text) const
{
    if (text.size() > mostKeyText)
        return refuse(Kind::TooLarge);
    QByteArrayView trimmed = text.bytes().trimmed();
    if (trimmed.startsWith("\xEF\xBB\xBF"))
        trimmed = trimmed.sliced(3).trimmed();
    if (trimmed.startsWith('{'))
        return fromJson(trimmed);
    if (!trimmed.contains("-----BEGIN "))
        return refuse(Kind::NotAKey);
    // A key copied from an environment file has its line feeds written as \n.
    if (!trimmed.contains("\\n"))
        return fromPem(trimmed);
    QByteArray unescaped = trimmed.toByteArray();
    unescaped.replace("\\r", "").replace("\\n", "\n"); // never longer, so it stays where it is
    auto key = fromPem(unescaped);
    base::wipe(unescaped.data(), sizeOf(unescaped));
    return key;
}

base::Result<std::unique_ptr<Signer>> OpensslPrivateKeys::signer(Algorithm algorithm, const PrivateKey &key) const
{
    if (key.alg && !bindsTo(*key.alg, algorithm, key.crv))
        return failure(ErrorCode::Refused, base::ErrorStep::MakeSigner, algorithmName(algorithm),
                       u"the key's alg is another"_s);
    return makeSigner(algorithm, key);
}

base::Result<PrivateKey> OpensslPrivateKeys::generate(Algorithm algorithm) const
{
    switch (keyTypeOf(algorithm)) {
    case KeyType::Octets: {
        base::SystemRandom random;
        std::vector<unsigned char> bytes(static_cast<std::size_t>(hashLength(algorithm)));
        random.fill(bytes);
        return PrivateKey::fromSecret(base::Secret(std::move(bytes)));
    }
    case KeyType::Rsa: {
        const QuietErrors quiet;
        const KeyHandle key(EVP_RSA_gen(std::size_t{leastRsaBits}));
        auto made = key ? fromHandle(key.get(), m_codec) : refuse(Kind::NotAKey);
        if (!made)
            return failure(ErrorCode::Internal, base::ErrorStep::GenerateKey, algorithmName(algorithm));
        return std::move(*made);
    }
    default:
        break;
    }
    if (keyTypeOf(algorithm) == KeyType::Akp) {
        const QuietErrors quiet;
        const KeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, mlDsaName(algorithm)));
        auto made = key ? fromHandle(key.get(), m_codec) : refuse(Kind::NotAKey);
        if (!made)
            return failure(ErrorCode::Internal, base::ErrorStep::GenerateKey, algorithmName(algorithm));
        return std::move(*made);
    }
    for (const Curve curve : {Curve::P256, Curve::P384, Curve::P521, Curve::Secp256k1, Curve::Ed25519, Curve::Ed448}) {
        if (isCurveOf(algorithm, curve))
            return generate(curve);
    }
    return failure(ErrorCode::Internal, base::ErrorStep::GenerateKey, algorithmName(algorithm));
}

base::Result<PrivateKey> OpensslPrivateKeys::generate(Curve curve) const
{
    const QuietErrors quiet;
    const KeyHandle key(keyTypeOf(curve) == KeyType::Ec ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", groupName(curve))
                                                        : EVP_PKEY_Q_keygen(nullptr, nullptr, groupName(curve)));
    auto made = key ? fromHandle(key.get(), m_codec) : refuse(Kind::NotAKey);
    if (!made)
        return failure(ErrorCode::Internal, base::ErrorStep::GenerateKey, curveName(curve));
    return std::move(*made);
}

base::Result<base::Secret> OpensslPrivateKeys::toJson(const PrivateKey &key) const
{
    JsonValue jwk;
    if (key.type == KeyType::Octets) {
        jwk = json::object();
        json::add(jwk, "kty"_L1, json::string(u"oct"_s));
        json::add(jwk, "k"_L1, json::string(QString::fromLatin1(encodeBase64Url(key.material.bytes()))));
    } else {
        const KeyHandle handle = importPkcs8(key.material.bytes());
        const auto write = [&]() -> base::Result<JsonValue> {
            if (!handle)
                return failure(ErrorCode::Internal, base::ErrorStep::WritePrivateKey);
            if (key.crv)
                return exportJwk(handle.get(), *key.crv);
            const auto algorithm = parseAlgorithm(key.alg.value_or(QString()));
            if (key.type == KeyType::Akp)
                return algorithm ? exportMlDsaJwk(handle.get(), *algorithm)
                                 : failure(ErrorCode::Internal, base::ErrorStep::WritePrivateKey);
            return exportRsaJwk(handle.get());
        };
        auto made = write();
        if (!made)
            return std::unexpected(made.error());
        jwk = std::move(*made);
    }
    const auto add = [&jwk](QLatin1StringView name, const std::optional<QString> &value) {
        if (value)
            json::add(jwk, name, json::string(*value));
    };
    add("kid"_L1, key.kid);
    if (key.type != KeyType::Akp) // there it is a required member of the key itself
        add("alg"_L1, key.alg);
    add("use"_L1, key.use);
    QByteArray json = jwk.toJson();
    base::Secret secret{QByteArrayView(json)};
    base::wipe(json.data(), sizeOf(json));
    wipeStrings(jwk);
    return secret;
}

} // namespace gatehouse::jose::openssl
