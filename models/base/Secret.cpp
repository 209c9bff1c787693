#include "models/base/Secret.h"

#include "models/base/SecretMemory.h"

#include <QCryptographicHash>

#include <cstring>
#include <utility>

namespace gatehouse::base {

void wipe(void *bytes, std::size_t count) noexcept
{
    if (count > 0)
        explicit_bzero(bytes, count);
}

Secret::Secret(std::vector<unsigned char> &&bytes)
{
    take({bytes.data(), static_cast<qsizetype>(bytes.size())});
    wipe(bytes.data(), bytes.size());
    bytes.clear();
}

Secret::Secret(QByteArrayView bytes)
{
    take(bytes);
}

Secret::Secret(const Secret &other)
{
    take(other.bytes());
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        drop();
        take(other.bytes());
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        drop();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    drop();
}

void Secret::take(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto count = static_cast<std::size_t>(bytes.size());
    m_bytes = secretmemory::allocate(count);
    m_size = count;
    std::memcpy(m_bytes, bytes.data(), count);
}

void Secret::drop() noexcept
{
    if (m_bytes)
        secretmemory::release(m_bytes, m_size);
    m_bytes = nullptr;
    m_size = 0;
}

QByteArrayView Secret::bytes() const
{
    return {reinterpret_cast<const char *>(m_bytes), size()};
}

bool Secret::equals(const Secret &other) const
{
    // Digests have one length, so the comparison below says nothing about where two secrets first differ.
    const QByteArray mine = QCryptographicHash::hash(bytes(), QCryptographicHash::Sha256);
    const QByteArray theirs = QCryptographicHash::hash(other.bytes(), QCryptographicHash::Sha256);
    unsigned difference = 0;
    for (qsizetype i = 0; i < mine.size(); ++i)
        difference |= static_cast<unsigned char>(mine[i]) ^ static_cast<unsigned char>(theirs[i]);
    return difference == 0;
}

} // namespace gatehouse::base
