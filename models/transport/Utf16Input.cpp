#include "models/transport/Utf16Input.h"

#include "models/base/Text.h"

#include <algorithm>
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
