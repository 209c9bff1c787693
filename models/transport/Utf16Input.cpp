#include "models/transport/Utf16Input.h"

#include <utility>

namespace gatehouse::transport {

std::optional<Utf16Input> Utf16Input::of(QByteArrayView head)
{
    if (head.startsWith("\xFF\xFE"))
        return Utf16Input(false);
    if (head.startsWith("\xFE\xFF"))
        return Utf16Input(true);
    return std::nullopt;
}

char Utf16Input::unit(char first, char second) const
{
    if (m_isBigEndian)
        std::swap(first, second);
    const bool isAscii = second == 0 && static_cast<unsigned char>(first) < 0x80;
    return isAscii ? first : '\xFF';
}

qsizetype Utf16Input::narrow(char *bytes, qsizetype size)
{
    qsizetype from = 0;
    qsizetype to = 0;
    if (m_half && size > 0) {
        bytes[to++] = unit(*m_half, bytes[from++]);
        m_half.reset();
    }
    for (; from + 1 < size; from += unitSize)
        bytes[to++] = unit(bytes[from], bytes[from + 1]);
    if (from < size)
        m_half = bytes[from];
    return to;
}

} // namespace gatehouse::transport
