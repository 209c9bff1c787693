#include "models/transport/SeedSearch.h"

#include "models/transport/CookieChunks.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <bit>

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

namespace gatehouse::transport {

namespace {

/// Two characters that may begin something; isStart() looks at the others.
struct Pair
{
    char first;
    QByteArrayView seconds;
};
constexpr std::array pairs{
    // A header's second character, or the beginning of a break inside it; zlib's header; "eyJ" in UTF-16.
    Pair{'e', QByteArrayView("ywU=\r\nJNAF\0", 11)},
    Pair{'Z', "XQ"},           // "ZXlK", "ZQB5"
    Pair{'V', "52jmT"},        // "V5S"; "V2xo" and what is beyond: "ZXlK" or gzip encoded twice more
    Pair{'U', "EAF0"},         // "UEsD" of zip, "UAeQBK" of UTF-16; "UE9T", "UEFU" and "UFVU" of POST, PATCH and PUT
    Pair{'l', "A"},            // "lAHkASg"
    Pair{'W', "l"},            // "WlhsS": "ZXlK" once more
    Pair{'H', "4"},            // "H4sI" of gzip
    Pair{'S', "DFA"},          // "SDRzS": that once more; "SFRU" of HTTP; "SAML"
    Pair{'K', "L"},            // "KLUv" of Zstandard
    Pair{'T', "d"},            // "/Td6W" of xz, behind its first character, which has several forms
    Pair{'Q', "l"},            // "Qlpo" of bzip2
    Pair{'-', "Ee"},           // "Content-Encoding:"
    Pair{'6', "5"},            // "%65%79": "ey", escaped
    Pair{'I', "H"},            // "IHsi": a blank in front of the brace
    Pair{'C', "nX"},           // "Cnsi" and "CXsi": a line feed or a tab
    Pair{'D', "Q"},            // "DQp7": both characters of a line break
    Pair{'1', "=\"\t]%,:'\\"}, // the end of a cookie's name
    Pair{'2', "=\"\t]%,:'\\"},
    Pair{'P', "K"},       // zip
    Pair{'B', "Z"},       // bzip2
    Pair{'\x1F', "\x8B"}, // gzip
    Pair{'\xFD', "7"},    // xz
    Pair{'\x28', "\xB5"}, // Zstandard
};

constexpr std::array<std::array<bool, 256>, pairs.size()> makeSeconds()
{
    std::array<std::array<bool, 256>, pairs.size()> table{};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        for (const char c : pairs[i].seconds)
            table[i][static_cast<unsigned char>(c)] = true;
    }
    return table;
}

/// Which pair a character begins, or -1.
constexpr std::array<signed char, 256> makeFirsts()
{
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < pairs.size(); ++i)
        table[static_cast<unsigned char>(pairs[i].first)] = static_cast<signed char>(i);
    return table;
}

constexpr auto secondsOf = makeSeconds();
constexpr auto pairOf = makeFirsts();

bool isPair(char first, char second)
{
    const int pair = pairOf[static_cast<unsigned char>(first)];
    return pair >= 0 && secondsOf[static_cast<std::size_t>(pair)][static_cast<unsigned char>(second)];
}

bool isBetween(char c, char first, char last)
{
    return c >= first && c <= last;
}

/// The characters behind the two of a pair that begins with an "e": the rest of {" and of { with a blank, a line feed,
/// a carriage return or a tab; the rest of "eUo", which is the end of "eyJ" in base64; of zlib's header in base64.
bool isStartWithE(const char *at, const char *end)
{
    const char third = at[2];
    const bool isBroken = third == '=' || third == '\r' || third == '\n';
    switch (at[1]) {
    case 'y':
        return third == 'J' || third == 'A' || isBroken;
    case 'w':
        return third == 'o' || third == '0' || third == 'k' || isBroken;
    case 'U':
        return isBetween(third, 'o', 'r');
    case 'J':
        return isBetween(third, 'w', 'z');
    case 'N':
        return isBetween(third, 'o', 'r');
    case 'A':
        return isBetween(third, 'E', 'H');
    case 'F':
        return isBetween(third, '4', '7');
    case '\0':
        return third == 'y';
    default:
        break;
    }
    if (third == '0' && at[1] == '=') // the zero byte of UTF-16 in quoted-printable
        return end - at < 5 || (at[3] == '0' && at[4] == 'y');
    const char *next = at + 1;
    while (next < end && (*next == '=' || *next == '\r' || *next == '\n') && next - at < 4)
        ++next;
    return next == end || *next == 'y' || *next == 'w';
}

/// "-Encoding:", as fields of HTTP have it.
bool isEncodingField(const char *at, const char *end)
{
    constexpr QByteArrayView name("-encoding:");
    const QByteArrayView there(at, std::min<qsizetype>(end - at, name.size()));
    return there.compare(name.first(there.size()), Qt::CaseInsensitive) == 0;
}

/// What "e" is escaped as, and "y" or "w" behind it: "%65%79", "=65=79", "\u0065\u0079", "\x65\x79".
bool isEscapedStart(const char *at, const char *end)
{
    if (!QByteArrayView("%=\\").contains(at[2]))
        return false;
    const char *digit = at + (at[2] == '\\' ? 4 : 3);
    if (at[2] == '\\' && at[3] == 'u')
        digit += 2;
    return end - digit < 2 || (digit[0] == '7' && (digit[1] == '9' || digit[1] == '7'));
}

/// "ZXlK" in base64 four times or more.
bool isDeepBase64(QByteArrayView behind)
{
    return behind == "pK" || behind == "1w" || behind == "0x" || behind == "0w";
}

bool isHeaderStart(const char *at, const char *end)
{
    if (end - at < 4)
        return true; // the walk asks for more
    const QByteArrayView behind(at + 2, 2);
    switch (*at) {
    case '-':
        return isEncodingField(at, end);
    case 'e':
        return isStartWithE(at, end);
    case 'Z':
        return at[1] == 'X' ? behind == "lK" : behind == "B5";
    case '6':
        return isEscapedStart(at, end);
    case 'I':
    case 'C':
        return behind == "si";
    case 'D':
        return behind == "p7";
    case '1':
    case '2':
        return chunkValueBehind(at, end) != nullptr;
    case 'P':
        return behind == "\x03\x04";
    case 'B':
        return at[2] == 'h' && isBetween(at[3], '1', '9');
    case '\x1F':
        return at[2] == '\x08';
    case '\xFD':
        return behind == "zX";
    case '\x28':
        return behind == "\x2F\xFD";
    case 'V':
        if (at[1] == '2')
            return behind == "xo";
        if (at[1] != '5')
            return at[1] == 'j' ? behind == "J4" : at[1] == 'T' ? behind == "BS" : isDeepBase64(behind);
        return at[2] == 'S' || at[2] == '\r' || at[2] == '\n';
    case 'U':
        return at[1] == 'E'   ? behind == "sD" || behind == "sF" || behind == "9T" || behind == "FU"
               : at[1] == 'F' ? behind == "VU"
               : at[1] == '0' ? behind == "RS"
                              : behind == "eQ";
    case 'l':
        return behind == "Hk";
    case 'W':
        return behind == "hs";
    case 'H':
        return behind == "sI";
    case 'S':
        return at[1] == 'A' ? behind == "ML" : at[1] == 'F' ? behind == "RU" : behind == "Rz";
    case 'K':
        return behind == "Uv";
    case 'T':
        return behind == "6W";
    default:
        return behind == "po";
    }
}

#if defined(__x86_64__)
/// For each half of a byte, the groups of pairs that have such a first or second character: a pair of a group may begin
/// where both halves of a byte, and of its neighbour, have the group's bit.
struct Groups
{
    std::array<unsigned char, 16> firstLow{};
    std::array<unsigned char, 16> firstHigh{};
    std::array<unsigned char, 16> secondLow{};
    std::array<unsigned char, 16> secondHigh{};
};

/// Such that few other characters have their halves from one and from the other of a group.
constexpr unsigned groupOf(char first, char second)
{
    switch (first) {
    case 'e':
        return second == 'y' || second == 'w' || second == 'U' ? 0 : 1;
    case 'V':
        return 2;
    case 'U':
    case 'S':
        return 3;
    case 'W':
    case 'Q':
    case 'T':
    case 'B':
    case 'H':
    case 'K':
        return 4;
    case 'C':
        return second == 'n' ? 0 : 6;
    case 'I':
    case 'D':
        return 6;
    case '1':
    case '2':
        return 5;
    case 'P':
    case 'Z':
    case 'l':
        return 6;
    default:
        return 7;
    }
}

constexpr Groups makeGroups()
{
    Groups groups;
    const auto low = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) & 15U); };
    const auto high = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) >> 4U); };
    for (const Pair &pair : pairs) {
        for (const char second : pair.seconds) {
            const auto bit = static_cast<unsigned char>(1U << groupOf(pair.first, second));
            groups.firstLow[low(pair.first)] |= bit;
            groups.firstHigh[high(pair.first)] |= bit;
            groups.secondLow[low(second)] |= bit;
            groups.secondHigh[high(second)] |= bit;
        }
    }
    return groups;
}

constexpr Groups pairGroups = makeGroups();
const bool hasShuffle = __builtin_cpu_supports("ssse3") != 0;

/// The next seed, or where fewer than seventeen bytes are left.
__attribute__((target("ssse3"))) const char *nextSeedShuffling(const char *at, const char *end)
{
    const __m128i firstLow = _mm_loadu_si128(reinterpret_cast<const __m128i *>(pairGroups.firstLow.data()));
    const __m128i firstHigh = _mm_loadu_si128(reinterpret_cast<const __m128i *>(pairGroups.firstHigh.data()));
    const __m128i secondLow = _mm_loadu_si128(reinterpret_cast<const __m128i *>(pairGroups.secondLow.data()));
    const __m128i secondHigh = _mm_loadu_si128(reinterpret_cast<const __m128i *>(pairGroups.secondHigh.data()));
    const __m128i half = _mm_set1_epi8(15);
    const __m128i zero = _mm_setzero_si128();
    for (; end - at > 16; at += 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + 1));
        const __m128i first = _mm_and_si128(_mm_shuffle_epi8(firstLow, _mm_and_si128(here, half)),
                                            _mm_shuffle_epi8(firstHigh, _mm_and_si128(_mm_srli_epi16(here, 4), half)));
        const __m128i second =
            _mm_and_si128(_mm_shuffle_epi8(secondLow, _mm_and_si128(next, half)),
                          _mm_shuffle_epi8(secondHigh, _mm_and_si128(_mm_srli_epi16(next, 4), half)));
        const __m128i none = _mm_cmpeq_epi8(_mm_and_si128(first, second), zero);
        for (unsigned mask = static_cast<unsigned>(_mm_movemask_epi8(none)) ^ 0xFFFFU; mask != 0; mask &= mask - 1) {
            const char *found = at + std::countr_zero(mask);
            if (isPair(found[0], found[1]) && isHeaderStart(found, end))
                return found;
        }
    }
    return at;
}
#endif

} // namespace

const char *nextSeed(const char *at, const char *end)
{
#if defined(__x86_64__)
    if (hasShuffle)
        at = nextSeedShuffling(at, end);
#endif
    for (; at < end; ++at) {
        const bool isStart = at + 1 == end ? pairOf[static_cast<unsigned char>(*at)] >= 0 : isPair(at[0], at[1]);
        if (isStart && isHeaderStart(at, end))
            return at;
    }
    return end;
}

SeedKind seedKind(const char *at, const char *end)
{
    const char second = end - at > 1 ? at[1] : ' ';
    switch (*at) {
    case 'e':
        if (second == '\0' || (second == '=' && end - at > 2 && at[2] == '0'))
            return SeedKind::Utf16;
        return second == 'U'                             ? SeedKind::Encoded
               : QByteArrayView("JNAF").contains(second) ? SeedKind::Packed
                                                         : SeedKind::Header;
    case 'Z':
        return second == 'Q' ? SeedKind::EncodedUtf16 : SeedKind::Encoded;
    case 'V':
        return second == '5' ? SeedKind::Encoded : second == '2' ? SeedKind::Twice : SeedKind::Deep;
    case '6':
        return SeedKind::Escaped;
    case '1':
    case '2':
        return SeedKind::Chunk;
    case 'P':
    case 'B':
    case '\x1F':
    case '\xFD':
    case '\x28':
        return SeedKind::Container;
    case 'U':
        if (second == 'A')
            return SeedKind::EncodedUtf16;
        if (second == '0')
            return SeedKind::Twice;
        return second == 'E' && end - at > 2 && at[2] == 's' ? SeedKind::Packed : SeedKind::EncodedMessage;
    case 'l':
        return SeedKind::EncodedUtf16;
    case 'S':
        return second == 'A' ? SeedKind::Saml : second == 'F' ? SeedKind::EncodedMessage : SeedKind::Twice;
    case 'W':
        return SeedKind::Twice;
    case 'I':
    case 'C':
    case 'D':
        return SeedKind::Header;
    case '-':
        return SeedKind::Message;
    default:
        return SeedKind::Packed;
    }
}

qint64 countLineFeeds(const char *at, const char *end)
{
    qint64 count = 0;
#if defined(__x86_64__)
    const __m128i feed = _mm_set1_epi8('\n');
    while (end - at >= 16) {
        // Each lane counts to 255 before it is summed up.
        const qint64 blocks = std::min<qint64>((end - at) / 16, 255);
        __m128i lanes = _mm_setzero_si128();
        for (qint64 i = 0; i < blocks; ++i, at += 16)
            lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)), feed));
        const __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
        count += _mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_srli_si128(sums, 8));
    }
#endif
    return count + std::count(at, end, '\n');
}

} // namespace gatehouse::transport
