#include "models/jose/openssl/PublicKey.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace gatehouse::jose::openssl {

namespace {

using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

KeyHandle fromParameters(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0)
        return {};
    return KeyHandle(key);
}

} // namespace

KeyHandle importRsa(QByteArrayView n, QByteArrayView e)
{
    const QuietErrors quiet;
    const Number modulus = numberFrom(n);
    const Number exponent = numberFrom(e);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!modulus || !exponent || !builder ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) <= 0 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) <= 0)
        return {};
    return fromParameters("RSA", builder.get());
}

KeyHandle importPoint(Curve curve, QByteArrayView x, QByteArrayView y)
{
    const QuietErrors quiet;
    if (checkPoint(curve, x, y) != PointFault::None)
        return {};
    if (keyTypeOf(curve) == KeyType::Okp)
        return KeyHandle(EVP_PKEY_new_raw_public_key_ex(nullptr, groupName(curve), nullptr, bytesOf(x), sizeOf(x)));
    const QByteArray point = '\x04' + x.toByteArray() + y.toByteArray();
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, groupName(curve), 0) <= 0 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), sizeOf(point)) <= 0)
        return {};
    return fromParameters("EC", builder.get());
}

KeyHandle importMlDsa(Algorithm algorithm, QByteArrayView pub)
{
    const QuietErrors quiet;
    return KeyHandle(EVP_PKEY_new_raw_public_key_ex(nullptr, mlDsaName(algorithm), nullptr, bytesOf(pub), sizeOf(pub)));
}

KeyHandle importPublic(const Jwk &key)
{
    switch (key.type) {
    case KeyType::Rsa:
        return importRsa(key.n, key.e);
    case KeyType::Ec:
    case KeyType::Okp:
        return key.crv ? importPoint(*key.crv, key.x, key.y) : KeyHandle();
    case KeyType::Akp:
        if (const auto algorithm = parseAlgorithm(key.alg.value_or(QString())); algorithm && suits(*algorithm, key))
            return importMlDsa(*algorithm, key.pub);
        break;
    case KeyType::Octets:
        break;
    }
    return {};
}

} // namespace gatehouse::jose::openssl
