#include "models/jose/openssl/Handles.h"

#include <openssl/err.h>

namespace gatehouse::jose::openssl {

QuietErrors::~QuietErrors()
{
    ERR_clear_error();
}

const EVP_MD *hashOfLength(int length)
{
    switch (length) {
    case 32:
        return EVP_sha256();
    case 48:
        return EVP_sha384();
    default:
        return EVP_sha512();
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
