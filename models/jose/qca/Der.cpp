#include "models/jose/qca/Der.h"

namespace gatehouse::jose::qca {

namespace {

unsigned char byteAt(QByteArrayView bytes, qsizetype position)
{
    return static_cast<unsigned char>(bytes[position]);
}

} // namespace

bool DerReader::isNext(DerTag tag) const
{
    return !m_rest.isEmpty() && byteAt(m_rest, 0) == static_cast<unsigned char>(tag);
}

std::optional<DerElement> DerReader::next()
{
    if (m_rest.size() < 2)
        return std::nullopt;
    const unsigned char tag = byteAt(m_rest, 0);
    if ((tag & 0x1FU) == 0x1FU) // a tag number in several bytes: no key file has one
        return std::nullopt;
    qsizetype length = byteAt(m_rest, 1);
    qsizetype header = 2;
    if (length >= 0x80) {
        const qsizetype count = length - 0x80;
        if (count < 1 || count > 4 || m_rest.size() < 2 + count || byteAt(m_rest, 2) == 0)
            return std::nullopt;
        length = 0;
        for (qsizetype i = 0; i < count; ++i)
            length = length << 8 | byteAt(m_rest, 2 + i);
        if (length < 0x80)
            return std::nullopt;
        header += count;
    }
    if (m_rest.size() - header < length)
        return std::nullopt;
    const DerElement element{tag, m_rest.sliced(header, length), m_rest.first(header + length)};
    m_rest = m_rest.sliced(header + length);
    return element;
}

std::optional<DerElement> DerReader::next(DerTag tag)
{
    return isNext(tag) ? next() : std::nullopt;
}

QByteArray derElement(DerTag tag, QByteArrayView content)
{
    QByteArray element;
    element.reserve(content.size() + 6);
    element += static_cast<char>(tag);
    if (content.size() < 0x80) {
        element += static_cast<char>(content.size());
    } else {
        QByteArray length;
        for (qsizetype rest = content.size(); rest > 0; rest >>= 8)
            length.prepend(static_cast<char>(rest & 0xFF));
        element += static_cast<char>(0x80 | length.size());
        element += length;
    }
    element += content;
    return element;
}

} // namespace gatehouse::jose::qca
