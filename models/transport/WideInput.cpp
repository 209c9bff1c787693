#include "models/transport/WideInput.h"

#include "models/base/Text.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

/// Whether the text begins with Latin letters in UTF-32 of this order. So many, because other files may begin with a
/// few small numbers of four bytes each.
bool isUtf32(QByteArrayView head, bool isBigEndian)
{
    constexpr qsizetype units = 16;
    if (head.size() < units * WideInput::utf32Size)
        return false;
    for (qsizetype at = 0; at < units * WideInput::utf32Size; ++at) {
        const bool isCharacter = at % WideInput::utf32Size == (isBigEndian ? WideInput::utf32Size - 1 : 0);
        const auto byte = static_cast<unsigned char>(head[at]);
        const bool isText = (byte >= 0x20 && byte < 0x7F) || byte >= 0xA0 || (byte >= '\t' && byte <= '\r');
        if (isCharacter ? !isText : byte != 0)
            return false;
    }
    return true;
}

} // namespace

std::optional<WideInput> WideInput::of(QByteArrayView head)
{
    const bool isMarkedLittle = head.startsWith(QByteArrayView("\xFF\xFE\0\0", utf32Size));
    if (isMarkedLittle || isUtf32(head, false))
        return WideInput(utf32Size, false);
    if (head.startsWith(QByteArrayView("\0\0\xFE\xFF", utf32Size)) || isUtf32(head, true))
        return WideInput(utf32Size, true);
    if (head.startsWith("\xFF\xFE"))
        return WideInput(utf16Size, false);
    if (head.startsWith("\xFE\xFF"))
        return WideInput(utf16Size, true);
    return std::nullopt;
}

char WideInput::narrowed(QByteArrayView unit) const
{
    const char character = m_isBigEndian ? unit.back() : unit.front();
    const QByteArrayView others = m_isBigEndian ? unit.chopped(1) : unit.sliced(1);
    const bool isAscii = static_cast<unsigned char>(character) < 0x80 &&
                         std::ranges::all_of(others, [](char byte) { return byte == 0; });
    return isAscii ? character : '\xFF';
}

qsizetype WideInput::narrow(char *bytes, qsizetype size)
{
    qsizetype from = 0;
    qsizetype to = 0;
    if (!m_part.isEmpty()) {
        from = std::min<qsizetype>(size, m_unitSize - m_part.size());
        m_part.append(bytes, from);
        if (m_part.size() < m_unitSize)
            return 0;
        bytes[to++] = narrowed(m_part);
        m_part.clear();
    }
    for (; size - from >= m_unitSize; from += m_unitSize)
        bytes[to++] = narrowed(QByteArrayView(bytes + from, m_unitSize));
    m_part = QByteArray(bytes + from, size - from);
    return to;
}

namespace {

/// Behind a soft line break of quoted-printable.
const char *skipSoftBreak(const char *at, const char *end)
{
    if (end - at > 1 && at[0] == '=' && at[1] == '\n')
        return at + 2;
    return end - at > 2 && at[0] == '=' && at[1] == '\r' && at[2] == '\n' ? at + 3 : at;
}

/// Reads a byte, plain or in quoted-printable; -1 at the end.
int readByte(const char *&at, const char *end)
{
    at = skipSoftBreak(at, end);
    if (at == end)
        return -1;
    if (*at == '=' && end - at > 2) {
        const int high = base::hexDigit(at[1]);
        const int low = base::hexDigit(at[2]);
        if (high >= 0 && low >= 0) {
            at += 3;
            return high * 16 + low;
        }
    }
    return static_cast<unsigned char>(*at++);
}

} // namespace

Utf16Run utf16From(const char *at, const char *end, qsizetype longest)
{
    Utf16Run run{.text = {}, .end = at};
    while (run.text.size() < longest) {
        const int unit = readByte(at, end);
        if (unit <= 0 || unit >= 0x80)
            break;
        // The last unit of a text in the order that has the other byte first is followed by anything.
        run.text.append(static_cast<char>(unit));
        run.end = at;
        if (readByte(at, end) != 0)
            break;
        run.end = at;
    }
    return run;
}

QByteArray utf16Before(const char *begin, const char *at, qsizetype longest)
{
    QByteArray text;
    while (at - begin >= 2 && text.size() < longest && at[-1] == '\0' && at[-2] != '\0') {
        text.append(at[-2]);
        at -= 2;
    }
    std::ranges::reverse(text);
    return text;
}

} // namespace gatehouse::transport
