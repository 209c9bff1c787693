#include "models/base/Secret.h"

#include <QCryptographicHash>

#include <cstring>
#include <utility>

namespace gatehouse::base {

void wipe(void *bytes, std::size_t count) noexcept
{
    if (count > 0)
        explicit_bzero(bytes, count);
}

Secret::Secret(std::vector<unsigned char> bytes)
    : m_bytes(std::move(bytes))
{
}

Secret::Secret(QByteArrayView bytes)
    : m_bytes(bytes.begin(), bytes.end())
{
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe(m_bytes.data(), m_bytes.size());
        m_bytes = other.m_bytes;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe(m_bytes.data(), m_bytes.size());
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret::~Secret()
{
    wipe(m_bytes.data(), m_bytes.size());
}

QByteArrayView Secret::bytes() const
{
    return {reinterpret_cast<const char *>(m_bytes.data()), size()};
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
