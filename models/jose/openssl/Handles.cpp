#include "models/jose/openssl/Handles.h"

#include <openssl/err.h>

namespace gatehouse::jose::openssl {

QuietErrors::~QuietErrors()
{
    ERR_clear_error();
}

const EVP_MD *hashOfLength(int length)
{
    using Hash = std::unique_ptr<EVP_MD, Freed<EVP_MD_free>>;
    static const Hash sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    static const Hash sha384(EVP_MD_fetch(nullptr, "SHA384", nullptr));
    static const Hash sha512(EVP_MD_fetch(nullptr, "SHA512", nullptr));
    switch (length) {
    case 32:
        return sha256.get();
    case 48:
        return sha384.get();
    default:
        return sha512.get();
    }
}

const EVP_MD *hashOf(Algorithm algorithm)
{
    return hashOfLength(hashLength(algorithm));
}

Number numberFrom(QByteArrayView bigEndian)
{
    return Number(BN_bin2bn(bytesOf(bigEndian), static_cast<int>(bigEndian.size()), nullptr));
}

const char *mlDsaName(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::MlDsa44:
        return "ML-DSA-44";
    case Algorithm::MlDsa65:
        return "ML-DSA-65";
    case Algorithm::MlDsa87:
        return "ML-DSA-87";
    default:
        return "";
    }
}

const char *groupName(Curve curve)
{
    switch (curve) {
    case Curve::P256:
        return "prime256v1";
    case Curve::P384:
        return "secp384r1";
    case Curve::P521:
        return "secp521r1";
    case Curve::Secp256k1:
        return "secp256k1";
    case Curve::Ed25519:
        return "ED25519";
    case Curve::Ed448:
        return "ED448";
    case Curve::X25519:
        return "X25519";
    case Curve::X448:
        return "X448";
    }
    return "";
}

} // namespace gatehouse::jose::openssl
