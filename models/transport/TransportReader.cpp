#include "models/transport/TransportReader.h"

#include "models/base/Text.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace gatehouse::transport {

namespace {

constexpr std::array<bool, 256> makeSegmentTable()
{
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c)
        table[static_cast<std::size_t>(c)] =
            (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    return table;
}

constexpr std::array<bool, 256> segmentTable = makeSegmentTable();
constexpr int slashesRead = 4;

/// The byte two hexadecimal digits say, or -1.
int hexByte(const char *at)
{
    const int high = base::hexDigit(at[0]);
    const int low = base::hexDigit(at[1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// What an encoder escapes although a token may hold it. Nothing escapes letters and digits.
bool isEscaped(int c)
{
    return c == '.' || c == '~' || c == '-' || c == '_';
}

/// A reader with an end that is not the input's: whether `count` bytes are there, and what their absence means.
struct Bytes
{
    const char *at;
    const char *end;
    bool isFinal;

    bool has(std::ptrdiff_t count) const { return end - at >= count; }
    Special missing() const { return {.kind = isFinal ? Special::Kind::Stop : Special::Kind::More}; }
};

/// A line that ends in a space goes on in the next (RFC 3676 section 4.2).
Special readSpace(const Bytes &bytes)
{
    if (!bytes.has(3))
        return bytes.has(2) && bytes.at[1] != '\n' && bytes.at[1] != '\r' ? Special{} : bytes.missing();
    const int length = bytes.at[1] == '\n' ? 2 : bytes.at[1] == '\r' && bytes.at[2] == '\n' ? 3 : 0;
    return length > 0 ? Special{Special::Kind::LineBreak, 0, length, Transport::LineBreaks} : Special{};
}

Special readPercent(const Bytes &bytes)
{
    if (!bytes.has(3))
        return bytes.missing();
    int code = 1;
    if (bytes.at[1] == '2' && bytes.at[2] == '5') {
        code = 3;
        if (!bytes.has(5))
            return bytes.missing();
    }
    const int c = hexByte(bytes.at + code);
    if (!isEscaped(c))
        return {};
    return {Special::Kind::Character, static_cast<char>(c), code + 2, Transport::PercentEncoding};
}

Special readBackslash(const Bytes &bytes)
{
    int slashes = 0;
    while (slashes < slashesRead && bytes.has(slashes + 1) && bytes.at[slashes] == '\\')
        ++slashes;
    if (!bytes.has(slashes + 1))
        return bytes.missing();
    const char *letter = bytes.at + slashes;
    if (slashes == 1 && *letter == '\n') // of a shell
        return {Special::Kind::Skip, 0, 2, Transport::LineBreaks};
    if (slashes == 1 && *letter == '\r') {
        if (!bytes.has(3))
            return bytes.missing();
        return letter[1] == '\n' ? Special{Special::Kind::Skip, 0, 3, Transport::LineBreaks} : Special{};
    }
    if (*letter == 'n')
        return {Special::Kind::LineBreak, 0, slashes + 1, Transport::LineBreaks};
    if (*letter == 'r') {
        // \r\n with as many reverse solidi again.
        if (!bytes.has(2 * slashes + 2))
            return bytes.missing();
        if (std::memcmp(letter + 1, bytes.at, static_cast<std::size_t>(slashes)) != 0 || letter[slashes + 1] != 'n')
            return {};
        return {Special::Kind::LineBreak, 0, 2 * slashes + 2, Transport::LineBreaks};
    }
    if (*letter == 'x') {
        if (!bytes.has(slashes + 3))
            return bytes.missing();
        const int c = hexByte(letter + 1);
        return isEscaped(c)
                   ? Special{Special::Kind::Character, static_cast<char>(c), slashes + 3, Transport::JsonEscape}
                   : Special{};
    }
    if (*letter != 'u')
        return {};
    if (!bytes.has(slashes + 5))
        return bytes.missing();
    const int c = letter[1] == '0' && letter[2] == '0' ? hexByte(letter + 3) : -1;
    if (!isEscaped(c))
        return {};
    return {Special::Kind::Character, static_cast<char>(c), slashes + 5, Transport::JsonEscape};
}

Special readEquals(const Bytes &bytes)
{
    if (!bytes.has(3))
        return bytes.has(2) && bytes.at[1] == '\n' ? Special{Special::Kind::Skip, 0, 2, Transport::QuotedPrintable}
                                                   : bytes.missing();
    if (bytes.at[1] == '\n')
        return {Special::Kind::Skip, 0, 2, Transport::QuotedPrintable};
    if (bytes.at[1] == '\r' && bytes.at[2] == '\n')
        return {Special::Kind::Skip, 0, 3, Transport::QuotedPrintable};
    const int c = hexByte(bytes.at + 1);
    if (!isEscaped(c))
        return {};
    return {Special::Kind::Character, static_cast<char>(c), 3, Transport::QuotedPrintable};
}

Special readInvisible(const Bytes &bytes)
{
    const auto lead = static_cast<unsigned char>(*bytes.at);
    const int length = lead == 0xC2 ? 2 : 3;
    if (!bytes.has(length))
        return bytes.missing();
    const bool isSoftHyphen = lead == 0xC2 && static_cast<unsigned char>(bytes.at[1]) == 0xAD;
    const bool isZeroWidth = lead == 0xE2 && static_cast<unsigned char>(bytes.at[1]) == 0x80 &&
                             static_cast<unsigned char>(bytes.at[2]) == 0x8B;
    if (!isSoftHyphen && !isZeroWidth)
        return {};
    return {Special::Kind::Skip, 0, length, Transport::InvisibleCharacters};
}

/// What sets colors on a terminal, around each part of a token for example (ECMA-48 section 8.3.117).
Special readColor(const Bytes &bytes)
{
    constexpr int longest = 24;
    for (int length = 1; length < longest; ++length) {
        if (!bytes.has(length + 1))
            return bytes.missing();
        const char c = bytes.at[length];
        if (length == 1 ? c != '[' : c != ';' && (c < '0' || c > '9'))
            return length > 1 && c == 'm' ? Special{Special::Kind::Skip, 0, length + 1, Transport::InvisibleCharacters}
                                          : Special{};
    }
    return {};
}

} // namespace

bool isJsonBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isSegmentCharacter(char c)
{
    return segmentTable[static_cast<unsigned char>(c)];
}

const char *endOfSegment(const char *at, const char *end)
{
    while (at < end && segmentTable[static_cast<unsigned char>(*at)])
        ++at;
    return at;
}

Special readSpecial(const char *at, const char *end, bool isFinal)
{
    const Bytes bytes{at, end, isFinal};
    if (!bytes.has(1))
        return bytes.missing();
    switch (*at) {
    case '.':
    case '~':
        return {Special::Kind::Character, *at, 1, Transport::None};
    case '%':
        return readPercent(bytes);
    case '\\':
        return readBackslash(bytes);
    case '=':
        return readEquals(bytes);
    case '\n':
        return {Special::Kind::LineBreak, 0, 1, Transport::LineBreaks};
    case '\r':
        if (!bytes.has(2))
            return bytes.missing();
        return {Special::Kind::LineBreak, 0, at[1] == '\n' ? 2 : 1, Transport::LineBreaks};
    case ' ':
        return readSpace(bytes);
    case '\xC2':
    case '\xE2':
        return readInvisible(bytes);
    case '\x1B':
        return readColor(bytes);
    default:
        return {};
    }
}

} // namespace gatehouse::transport
