#include "models/transport/SeedSearch.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gatehouse::transport {

namespace {

/// What may stand behind the "e": the header's second character, or the beginning of a break inside it.
bool mayFollow(char c)
{
    return c == 'y' || c == 'w' || c == 'U' || c == '=' || c == '\r' || c == '\n';
}

/// Second and third character of a header: {" and { with a blank, a line feed, a carriage return or a tab; or the rest
/// of "ZXlK", "V5S" or "eUo", which are "eyJ" in base64, by the place of its "e" in a group of three.
bool isHeaderStart(const char *at, const char *end)
{
    if (end - at < 3)
        return true; // the walk asks for more
    if (at[1] == 'y')
        return at[2] == 'J' || at[2] == 'A' || at[2] == '=' || at[2] == '\r' || at[2] == '\n';
    if (at[1] == 'w')
        return at[2] == 'o' || at[2] == '0' || at[2] == 'k' || at[2] == '=' || at[2] == '\r' || at[2] == '\n';
    if (at[0] == 'Z')
        return at[2] == 'l' && (end - at < 4 || at[3] == 'K');
    if (at[0] == 'V')
        return at[2] == 'S' || at[2] == '\r' || at[2] == '\n';
    if (at[1] == 'U')
        return at[2] >= 'o' && at[2] <= 'r';
    const char *next = at + 1;
    while (next < end && (*next == '=' || *next == '\r' || *next == '\n') && next - at < 4)
        ++next;
    return next == end || *next == 'y' || *next == 'w';
}

} // namespace

const char *nextSeed(const char *at, const char *end)
{
#if defined(__SSE2__)
    const __m128i e = _mm_set1_epi8('e');
    const __m128i z = _mm_set1_epi8('Z');
    const __m128i x = _mm_set1_epi8('X');
    const __m128i v = _mm_set1_epi8('V');
    const __m128i five = _mm_set1_epi8('5');
    const __m128i u = _mm_set1_epi8('U');
    const __m128i y = _mm_set1_epi8('y');
    const __m128i w = _mm_set1_epi8('w');
    const __m128i equals = _mm_set1_epi8('=');
    const __m128i feed = _mm_set1_epi8('\n');
    const __m128i carriage = _mm_set1_epi8('\r');
    while (end - at > 16) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + 1));
        const __m128i second =
            _mm_or_si128(_mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(next, y), _mm_cmpeq_epi8(next, w)),
                                      _mm_or_si128(_mm_cmpeq_epi8(next, feed), _mm_cmpeq_epi8(next, carriage))),
                         _mm_or_si128(_mm_cmpeq_epi8(next, equals), _mm_cmpeq_epi8(next, u)));
        const __m128i encoded = _mm_or_si128(_mm_and_si128(_mm_cmpeq_epi8(here, z), _mm_cmpeq_epi8(next, x)),
                                             _mm_and_si128(_mm_cmpeq_epi8(here, v), _mm_cmpeq_epi8(next, five)));
        const __m128i seeds = _mm_or_si128(_mm_and_si128(_mm_cmpeq_epi8(here, e), second), encoded);
        auto mask = static_cast<unsigned>(_mm_movemask_epi8(seeds));
        for (; mask != 0; mask &= mask - 1) {
            const char *found = at + std::countr_zero(mask);
            if (isHeaderStart(found, end))
                return found;
        }
        at += 16;
    }
#endif
    for (; at < end; ++at) {
        const bool isStart = *at == 'e' ? at + 1 == end || mayFollow(at[1])
                                        : (*at == 'Z' && (at + 1 == end || at[1] == 'X')) ||
                                              (*at == 'V' && (at + 1 == end || at[1] == '5'));
        if (isStart && isHeaderStart(at, end))
            return at;
    }
    return end;
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
