#pragma once

#include "models/jose/Algorithm.h"

#include <QtCrypto>

namespace gatehouse::jose::qca {

using namespace Qt::StringLiterals;

/// HMAC and RSASSA-PKCS1-v1_5; a PS algorithm has RSA keys as well, and is none of QCA's.
inline bool isComputedByQca(Algorithm algorithm)
{
    return algorithm <= Algorithm::RS512;
}

/// QCA's name of the MAC of an HS algorithm.
inline QString macName(Algorithm algorithm)
{
    switch (hashLength(algorithm)) {
    case 32:
        return u"hmac(sha256)"_s;
    case 48:
        return u"hmac(sha384)"_s;
    default:
        return u"hmac(sha512)"_s;
    }
}

/// RSASSA-PKCS1-v1_5 of an RS algorithm, as IEEE 1363 calls it (RFC 7518 section 3.3).
inline QCA::SignatureAlgorithm signatureAlgorithm(Algorithm algorithm)
{
    switch (hashLength(algorithm)) {
    case 32:
        return QCA::EMSA3_SHA256;
    case 48:
        return QCA::EMSA3_SHA384;
    default:
        return QCA::EMSA3_SHA512;
    }
}

} // namespace gatehouse::jose::qca
