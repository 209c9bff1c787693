#pragma once

#include "models/base/Secret.h"

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

} // namespace gatehouse::jose::qca
