#include "models/transport/SeedSearch.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
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
    Pair{'Z', "XQ"},  // "ZXlK", "ZQB5"
    Pair{'V', "5"},   // "V5S"
    Pair{'U', "EAF"}, // "UEsD" of zip, "UAeQBK" of UTF-16; "UE9T", "UEFU" and "UFVU" of POST, PATCH and PUT
    Pair{'l', "A"},   // "lAHkASg"
    Pair{'W', "l"},   // "WlhsS": "ZXlK" once more
    Pair{'H', "4"},   // "H4sI" of gzip
    Pair{'S', "DF"},  // "SDRzS": that once more; "SFRU" of HTTP
    Pair{'K', "L"},   // "KLUv" of Zstandard
    Pair{'T', "d"},   // "/Td6W" of xz, behind its first character, which has several forms
    Pair{'Q', "l"},   // "Qlpo" of bzip2
    Pair{'-', "Ee"},  // "Content-Encoding:"
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
    case 'V':
        return at[2] == 'S' || at[2] == '\r' || at[2] == '\n';
    case 'U':
        return at[1] == 'E'   ? behind == "sD" || behind == "sF" || behind == "9T" || behind == "FU"
               : at[1] == 'F' ? behind == "VU"
                              : behind == "eQ";
    case 'l':
        return behind == "Hk";
    case 'W':
        return behind == "hs";
    case 'H':
        return behind == "sI";
    case 'S':
        return at[1] == 'F' ? behind == "RU" : behind == "Rz";
    case 'K':
        return behind == "Uv";
    case 'T':
        return behind == "6W";
    default:
        return behind == "po";
    }
}

#if defined(__SSE2__)
/// Where one of the pairs begins in sixteen bytes, a bit for each.
unsigned pairsIn(const char *at)
{
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + 1));
    const auto is = [](const __m128i &bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto either = [](const __m128i &a, const __m128i &b) { return _mm_or_si128(a, b); };
    const auto both = [](const __m128i &a, const __m128i &b) { return _mm_and_si128(a, b); };
    const __m128i nextA = is(next, 'A');
    const __m128i nextL = is(next, 'l');
    const __m128i breaks = either(either(is(next, '='), is(next, '\0')), either(is(next, '\n'), is(next, '\r')));
    const __m128i headers = either(either(is(next, 'y'), is(next, 'w')), either(is(next, 'U'), breaks));
    const __m128i nextF = is(next, 'F');
    const __m128i nextE = is(next, 'E');
    const __m128i streams = either(either(is(next, 'J'), is(next, 'N')), either(nextF, nextA));
    const __m128i plain = both(is(here, 'e'), either(headers, streams));
    const __m128i encoded =
        either(either(both(is(here, 'Z'), either(is(next, 'X'), is(next, 'Q'))), both(is(here, 'V'), is(next, '5'))),
               both(either(is(here, 'U'), is(here, 'l')), nextA));
    const __m128i packed = either(either(both(is(here, 'H'), is(next, '4')), both(is(here, 'U'), either(nextE, nextF))),
                                  either(both(is(here, 'K'), is(next, 'L')), both(is(here, 'T'), is(next, 'd'))));
    const __m128i twice =
        either(both(either(is(here, 'W'), is(here, 'Q')), nextL), both(is(here, 'S'), either(is(next, 'D'), nextF)));
    const __m128i fields = both(is(here, '-'), either(nextE, is(next, 'e')));
    return static_cast<unsigned>(
        _mm_movemask_epi8(either(either(either(plain, fields), encoded), either(packed, twice))));
}
#endif

} // namespace

const char *nextSeed(const char *at, const char *end)
{
#if defined(__SSE2__)
    for (; end - at > 16; at += 16) {
        for (unsigned mask = pairsIn(at); mask != 0; mask &= mask - 1) {
            const char *found = at + std::countr_zero(mask);
            if (isHeaderStart(found, end))
                return found;
        }
    }
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
        return SeedKind::Encoded;
    case 'U':
        if (second == 'A')
            return SeedKind::EncodedUtf16;
        return second == 'E' && end - at > 2 && at[2] == 's' ? SeedKind::Packed : SeedKind::EncodedMessage;
    case 'l':
        return SeedKind::EncodedUtf16;
    case 'S':
        return second == 'F' ? SeedKind::EncodedMessage : SeedKind::Twice;
    case 'W':
        return SeedKind::Twice;
    case '-':
        return SeedKind::Message;
    default:
        return SeedKind::Packed;
    }
}

qint64 countLineFeeds(const char *at, const char *end)
{
    qint64 count = 0;
#if defined(__SSE2__)
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
