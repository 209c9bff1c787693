#pragma once

#include "models/base/Secret.h"
#include "models/jose/Jwk.h"

#include <QtCrypto>

#include <cstring>

namespace gatehouse::jose::qca {

/// A copy in QCA's locked and wiped memory, with no QByteArray in between.
inline QCA::SecureArray secureArray(QByteArrayView bytes)
{
    QCA::SecureArray array(static_cast<int>(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(array.data(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    return array;
}

inline base::Secret toSecret(const QCA::SecureArray &array)
{
    return base::Secret(QByteArrayView(array.constData(), array.size()));
}

/// A copy for input that is not secret.
inline QCA::MemoryRegion memoryRegion(QByteArrayView bytes)
{
    return {QByteArray::fromRawData(bytes.data(), bytes.size())};
}

/// A number as QCA wants it: two's complement, so a zero octet keeps it positive.
inline QCA::BigInteger bigInteger(QByteArrayView magnitude)
{
    QByteArray bytes(1, '\0');
    bytes += magnitude;
    return {QCA::SecureArray(bytes)};
}

inline QCA::RSAPublicKey rsaPublicKey(const Jwk &key)
{
    return {bigInteger(key.n), bigInteger(key.e)};
}

/// Equal, in a time that depends on the lengths alone.
inline bool equalInConstantTime(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
    return difference == 0;
}

} // namespace gatehouse::jose::qca
