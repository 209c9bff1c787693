#include "models/jose/Der.h"

namespace gatehouse::jose {

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

QByteArray derInteger(QByteArrayView magnitude)
{
    while (magnitude.size() > 1 && magnitude.front() == 0)
        magnitude = magnitude.sliced(1);
    QByteArray content;
    if (magnitude.isEmpty() || byteAt(magnitude, 0) >= 0x80)
        content += '\0';
    content += magnitude;
    return derElement(DerTag::Integer, content);
}

std::optional<QByteArrayView> derMagnitude(QByteArrayView content)
{
    if (content.isEmpty() || byteAt(content, 0) >= 0x80)
        return std::nullopt;
    if (content.front() != 0)
        return content;
    if (content.size() > 1 && byteAt(content, 1) < 0x80) // a zero octet that no sign asks for
        return std::nullopt;
    return content.sliced(1);
}

std::optional<QByteArrayView> soleSequence(QByteArrayView der)
{
    DerReader reader(der);
    const auto sequence = reader.next(DerTag::Sequence);
    if (!sequence || !reader.atEnd())
        return std::nullopt;
    return sequence->content;
}

} // namespace gatehouse::jose
