#include "models/base/Text.h"
#include "models/transport/Base64Run.h"
#include "models/transport/SeedSearch.h"
#include "models/transport/TokenScanner.h"

#include <algorithm>
#include <array>

// Containers in the middle of other bytes: behind a program that unpacks them, behind lines of a log, in a database.
namespace gatehouse::transport {

namespace {

constexpr qsizetype endRecordSize = 22;

int byteAt(QByteArrayView bytes, qsizetype at)
{
    return static_cast<unsigned char>(bytes[at]);
}

int wordAt(QByteArrayView bytes, qsizetype at)
{
    return byteAt(bytes, at) + 256 * byteAt(bytes, at + 1);
}

/// Whether the header behind the magic bytes of a gzip stream (RFC 1952 section 2.3) is one that programs write.
bool isGzipHeader(QByteArrayView bytes)
{
    const int extra = byteAt(bytes, 8);
    const int system = byteAt(bytes, 9);
    return (byteAt(bytes, 3) & 0xE0) == 0 && (extra == 0 || extra == 2 || extra == 4) &&
           (system <= 13 || system == 255);
}

/// The same for the header of a member of a zip (APPNOTE section 4.3.7).
bool isZipHeader(QByteArrayView bytes)
{
    constexpr int latestVersion = 63;
    const int method = wordAt(bytes, 8);
    const int name = wordAt(bytes, 26);
    return (byteAt(bytes, 4) <= latestVersion) && (method <= 20 || (method >= 93 && method <= 99)) && name > 0 &&
           name <= 4096 && wordAt(bytes, 28) <= 4096;
}

constexpr qsizetype shortestDeep = 64;
constexpr qsizetype longestEscape = 6;

/// How a character is escaped.
struct Escape
{
    QByteArrayView before; ///< of two digits
    Transport transport;
};
constexpr std::array escapes{Escape{"%", Transport::PercentEncoding}, Escape{"=", Transport::QuotedPrintable},
                             Escape{"\\u00", Transport::JsonEscape}, Escape{"\\x", Transport::JsonEscape}};

} // namespace

bool isContainerHeader(QByteArrayView bytes)
{
    if (bytes.size() < containerHeaderSize)
        return false;
    if (bytes.startsWith("\x1F\x8B\x08"))
        return isGzipHeader(bytes);
    if (bytes.startsWith("PK\x03\x04"))
        return isZipHeader(bytes);
    if (bytes[0] == 'B')
        return bytes.startsWith("BZh") && bytes.sliced(4).startsWith("1AY&SY");
    return bytes.startsWith("\xFD"
                            "7zXZ\0") ||
           bytes.startsWith("\x28\xB5\x2F\xFD");
}

const char *endOfZip(const char *at, const char *end)
{
    const qsizetype record = QByteArrayView(at, end - at).indexOf("PK\x05\x06");
    if (record < 0 || end - at - record < endRecordSize)
        return nullptr;
    const char *comment = at + record + endRecordSize;
    const int size = wordAt(QByteArrayView(comment - 2, 2), 0);
    return end - comment < size ? nullptr : comment + size;
}

/// Compressed bytes as they are.
Walked TokenScanner::embedded(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    const QByteArrayView bytes(seed, end - seed);
    if (!m_packed.take || m_level == deepestDocument)
        return next;
    if (bytes.size() < containerHeaderSize && !isFinal)
        return {.outcome = Walked::Outcome::More};
    if (!isContainerHeader(bytes) || !m_packed.isPacked(bytes.first(std::min(bytes.size(), packedBeginning))))
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    const char *limit = end - seed > longestPacked ? seed + longestPacked : end;
    const bool isZip = *seed == 'P';
    const char *last = isZip ? endOfZip(seed, limit) : nullptr;
    // Streams do not tell where they end; where the next one begins they do.
    for (const char *at = seed + 1; !isZip && !last && at < limit; ++at) {
        at = nextSeed(at, limit);
        if (at < limit && seedKind(at, limit) == SeedKind::Container &&
            isContainerHeader(QByteArrayView(at, limit - at)))
            last = at;
    }
    m_sought += (last ? last : limit) - seed;
    if (!last && limit == end && !isFinal)
        return wait(seed, end);
    const bool isWhole = last || limit == end;
    if (!last)
        last = limit;
    m_packed.take({.bytes = QByteArray(seed, last - seed),
                   .place = placeOf(seed, {}),
                   .isWhole = isWhole,
                   .holder = PackedBytes::Holder::Bytes,
                   .end = isZip ? offsetOf(last) : 0,
                   .seenTo = isZip ? 0 : offsetOf(last)});
    return {.outcome = Walked::Outcome::Nothing, .end = isZip ? last : next.end};
}

/// Text with every character escaped, or many of them.
Walked TokenScanner::escaped(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    const QByteArrayView before(m_buffer.constData(), seed - m_buffer.constData());
    const auto *escape = std::ranges::find_if(escapes, [&](const Escape &one) { return before.endsWith(one.before); });
    if (escape == escapes.end() || m_level == deepestDocument || offsetOf(seed) < m_escapedEnd)
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    QByteArray text;
    const qsizetype digits = escape->before.size();
    const char *first = seed - digits;
    const char *at = first;
    while (at < end && text.size() < TokenWalk::longestToken) {
        const QByteArrayView rest(at, std::min<qsizetype>(end - at, longestEscape));
        const bool isEscape = rest.startsWith(escape->before) && rest.size() >= digits + 2;
        const int high = isEscape ? base::hexDigit(rest[digits]) : -1;
        const int low = isEscape ? base::hexDigit(rest[digits + 1]) : -1;
        if (high >= 0 && low >= 0) {
            text.append(static_cast<char>(high * 16 + low));
            at += digits + 2;
        } else if (isSegmentCharacter(rest[0]) || rest[0] == '.') {
            text.append(rest[0]);
            ++at;
        } else if (escape->transport == Transport::QuotedPrintable &&
                   (rest.startsWith("=\n") || rest.startsWith("=\r\n"))) {
            at += rest[1] == '\n' ? 2 : 3;
        } else {
            break;
        }
    }
    m_sought += at - first;
    if (end - at < longestEscape && !isFinal && text.size() < TokenWalk::longestToken)
        return wait(seed, end);
    m_escapedEnd = offsetOf(at);
    const int count = scanInner(first, at, {.text = text, .through = escape->transport});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? at : next.end};
}

/// Base64 of base64 and so on: it is listed.
Walked TokenScanner::tooDeep(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    if (!m_packed.take || !isRunStart(m_buffer.constData(), seed))
        return next;
    const char *last = std::find_if(seed, end - seed > shortestDeep ? seed + shortestDeep : end,
                                    [](char c) { return base64Value(c) < 0; });
    m_sought += last - seed;
    if (last == end && !isFinal && last - seed < shortestDeep)
        return {.outcome = Walked::Outcome::More};
    if (last - seed < shortestDeep)
        return {.outcome = Walked::Outcome::Nothing, .end = std::max(last, next.end)};
    PackedBytes bytes;
    bytes.place = placeOf(seed, {});
    bytes.through = Transport::Base64;
    bytes.skipped = SkipReason::TooDeep;
    m_packed.take(std::move(bytes));
    return {.outcome = Walked::Outcome::Nothing, .end = last};
}

} // namespace gatehouse::transport
