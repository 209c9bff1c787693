#include "models/transport/Base64Run.h"
#include "models/transport/SeedSearch.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/WideInput.h"

#include <algorithm>
#include <array>

// What a scanner decodes in order to search it: documents in base64, compressed bytes, UTF-16, addresses.
namespace gatehouse::transport {

namespace {

constexpr qsizetype shortestDocument = 40;
/// Of documents that are encoded three times, of which there are few.
constexpr qsizetype longestTwice = qsizetype{4} * 1024 * 1024;
constexpr qsizetype shortestPacked = 16;
constexpr qsizetype beforeUtf16 = 300;
/// What a value in an address is made of (RFC 3986 section 2), and the plus of forms.
bool isAddressCharacter(char c)
{
    return isSegmentCharacter(c) || QByteArrayView(".~%+!*'(),:@/$;").contains(c);
}

} // namespace

/// Up to where the groups of four are read that the seed begins one of.
qint64 &TokenScanner::Documents::readTo(qint64 seed, QByteArrayView buffer, qint64 base)
{
    const bool isBeyond = std::ranges::all_of(m_ends, [seed](qint64 end) { return end <= seed; });
    if (isBeyond || m_countedTo < base) {
        m_ends = {};
        m_count = 0;
        m_countedTo = seed;
    }
    for (; m_countedTo < seed; ++m_countedTo)
        m_count += base64Value(buffer[m_countedTo - base]) >= 0 ? 1 : 0;
    return m_ends[static_cast<std::size_t>(m_count % 4)];
}

/// Whether it is of no use yet to look at a seed again: each time there are twice as many bytes.
bool TokenScanner::mustWait(const char *seed, const char *end, bool isFinal) const
{
    return !isFinal && offsetOf(seed) == m_waitFor && end - seed < m_waitSize;
}

Walked TokenScanner::wait(const char *seed, const char *end)
{
    m_waitFor = offsetOf(seed);
    m_waitSize = 2 * (end - seed);
    return {.outcome = Walked::Outcome::More};
}

/// A document in base64, as a Docker configuration in a secret of Kubernetes: tokens in it may be encoded once more.
Walked TokenScanner::document(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    if (m_level == deepestDocument && seedKind(seed, end) == SeedKind::Twice)
        return tooDeep(seed, end, isFinal);
    if (m_level == deepestDocument || !isRunStart(begin, seed))
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    qint64 &readTo = m_documents.readTo(offsetOf(seed), QByteArrayView(begin, m_size), m_base);
    if (offsetOf(seed) < readTo)
        return next;
    const qsizetype longest = seedKind(seed, end) == SeedKind::Twice ? longestTwice : longestDocument;
    Base64Run run(seed, end);
    run.decode(longest);
    if (isFinal && run.at() == end)
        run.finish();
    m_sought += run.at() - seed;
    if (!run.hasEnded() && run.bytes().size() < longest)
        return wait(seed, end);
    const char *at = run.at();
    bool isShort = false;
    const QByteArray joined = joinedChunks(seed, at, end, isFinal, isShort);
    if (isShort)
        return wait(seed, end);
    readTo = offsetOf(at);
    // The tokens of a larger one are found where they begin, but for those that are encoded twice.
    if (run.bytes().size() >= longest || at - seed < shortestDocument)
        return next;
    Transports through = Transport::Base64;
    through.setFlag(Transport::CookieChunks, !joined.isEmpty());
    const int count = scanInner(seed, at, {.text = joined.isEmpty() ? run.bytes() : joined, .through = through});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? at : next.end};
}

/// Compressed bytes in base64.
Walked TokenScanner::packed(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    const char *begin = m_buffer.constData();
    const QByteArrayView before(begin, seed - begin);
    const bool isXz = *seed == 'T';
    const std::ptrdiff_t first = !isXz                                              ? 0
                                 : before.endsWith("%2F") || before.endsWith("%2f") ? 3
                                 : before.endsWith('/') || before.endsWith('_')     ? 1
                                                                                    : -1;
    constexpr qsizetype lineBeginning = 2;
    // What is stored in a zip as it is looks like tokens with more behind them, also where nobody opens the zip.
    const bool isZip = *seed == 'U';
    if ((!m_packed.take && !isZip) || first < 0 || !isRunStart(begin, seed - first) || end - seed < lineBeginning)
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    // A line that begins like this one is another. It may be near.
    const QByteArray another = '\n' + QByteArray(seed - first, lineBeginning);
    const qsizetype near = QByteArrayView(seed, std::min<qsizetype>(end - seed, 2 * packedBeginning)).indexOf(another);
    Base64Run run(seed - first, near < 0 ? end : seed + near);
    if (near >= 0) {
        run.decode(longestPacked);
        run.finish();
    }
    const char *checked = seed;
    for (qsizetype size = packedBeginning;; size = std::min(size * 8, longestPacked)) {
        run.decode(size);
        if (isFinal && run.at() == end)
            run.finish();
        m_sought += run.at() - checked;
        const qsizetype stop = QByteArrayView(checked, run.at() - checked).indexOf(another);
        if (stop >= 0) {
            run = Base64Run(seed - first, checked + stop);
            run.decode(longestPacked);
            run.finish();
        }
        checked = run.at();
        const QByteArray &bytes = run.bytes();
        if (!run.hasEnded() && bytes.size() < size)
            return wait(seed, end);
        const auto isPacked = [&] {
            const QByteArrayView beginning = QByteArrayView(bytes).first(std::min(bytes.size(), packedBeginning));
            return bytes.size() >= shortestPacked &&
                   (m_packed.take ? m_packed.isPacked(beginning) : isContainerHeader(beginning));
        };
        if (size == packedBeginning && !isPacked())
            return next;
        if (run.hasEnded() || size == longestPacked)
            break;
    }
    if (m_packed.take) {
        m_packed.take({.bytes = run.bytes(),
                       .place = placeOf(seed, {}),
                       .isWhole = run.hasEnded(),
                       .through = Transport::Base64,
                       .seenTo = offsetOf(run.at())});
    }
    // Not behind its end, which a zip alone tells: a line of other text may have been taken for a part of it.
    const char *bytes = run.bytes().constData();
    const char *last = isZip ? endOfZip(bytes, bytes + run.bytes().size()) : nullptr;
    return last ? Walked{.outcome = Walked::Outcome::Nothing, .end = std::max(run.inputAt(last - bytes), next.end)}
                : next;
}

/// Tokens in UTF-16, in the middle of other bytes.
Walked TokenScanner::utf16(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    if (m_level == deepestDocument || offsetOf(seed) < m_utf16End)
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    const Utf16Run run = utf16From(seed, end, TokenWalk::longestInput);
    m_sought += run.end - seed;
    if (end - run.end < 8 && run.text.size() < TokenWalk::longestInput && !isFinal)
        return wait(seed, end);
    m_utf16End = offsetOf(run.end);
    const QByteArray before = utf16Before(m_buffer.constData(), seed, beforeUtf16);
    const bool isPlain = run.end - seed <= 2 * run.text.size();
    const int count = scanInner(seed, run.end,
                                {.text = before + run.text,
                                 .through = isPlain ? Transport::Utf16 : Transport::Utf16 | Transport::QuotedPrintable,
                                 .inFront = before.size(),
                                 .unit = isPlain ? WideInput::utf16Size : 0});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? run.end : next.end};
}

/// UTF-16 in base64: a command for PowerShell, a part of a mail.
Walked TokenScanner::encodedUtf16(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    // Which byte of a group of three the "e" is.
    const std::ptrdiff_t byte = *seed == 'Z' ? 0 : *seed == 'U' ? 1 : 2;
    const std::ptrdiff_t inFront = byte == 0 ? 0 : byte + 1;
    const char *begin = m_buffer.constData();
    if (m_level == deepestDocument || offsetOf(seed) < m_utf16End || seed - begin < inFront ||
        !std::all_of(seed - inFront, seed, [](char c) { return base64Value(c) >= 0; }))
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    Base64Run run(seed - inFront, end);
    Utf16Run text;
    for (qsizetype size = 1024;; size *= 4) {
        run.decode(size);
        if (isFinal && run.at() == end)
            run.finish();
        const char *bytes = run.bytes().constData();
        if (run.bytes().size() <= byte)
            return next;
        text = utf16From(bytes + byte, bytes + run.bytes().size(), TokenWalk::longestInput);
        m_sought += text.text.size();
        const bool isToEnd = bytes + run.bytes().size() - text.end < 2;
        if (!isToEnd || run.hasEnded() || text.text.size() == TokenWalk::longestInput)
            break;
        if (run.bytes().size() < size)
            return wait(seed, end);
    }
    const char *last = run.inputAt(text.end - run.bytes().constData());
    m_utf16End = offsetOf(last);
    const int count = scanInner(seed, last, {.text = text.text, .through = Transport::Base64 | Transport::Utf16});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? last : next.end};
}

/// A token in JSON serialization that was percent-encoded whole, as in an address.
Walked TokenScanner::percentEncoded(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    if (m_level > 0 || seed - begin < 3 || !QByteArrayView(seed - 3, 3).startsWith("%22") ||
        offsetOf(seed) < m_percentEnd)
        return {};
    const char *limit = seed - begin > lookBack ? seed - lookBack : begin;
    const char *first = seed;
    while (first > limit && isAddressCharacter(first[-1]))
        --first;
    const char *last = std::find_if_not(
        seed, end - seed > JsonSearch::longestObject ? seed + JsonSearch::longestObject : end, isAddressCharacter);
    m_sought += last - first;
    if (last == end && !isFinal)
        return {.outcome = Walked::Outcome::More};
    m_percentEnd = offsetOf(last);
    const QByteArray text = QByteArray::fromPercentEncoding(QByteArray(first, last - first));
    if (!std::ranges::any_of(jsonTokensIn(text), &JsonToken::hasOwnContent))
        return {};
    const int count = scanInner(seed, last, {.text = text, .through = Transport::PercentEncoding});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? last : nullptr};
}

/// Finds what is in a text that was decoded from what ends at `end`; how many.
int TokenScanner::scanInner(const char *seed, const char *end, const Decoded &decoded)
{
    int count = 0;
    const bool hasPlaces = decoded.unit > 0 || !decoded.parts.empty();
    // Where in the input the character is from; of an end, the last one's.
    const auto inputAt = [&](qint64 at) {
        if (decoded.parts.empty())
            return std::min(end, seed + decoded.unit * (at - decoded.inFront));
        const auto behind = std::ranges::upper_bound(decoded.parts, at, {}, &HttpChunks::Part::at);
        return std::prev(behind)->from + (at - std::prev(behind)->at);
    };
    const auto sink = [&](FoundToken &&token) {
        Walked walked{.outcome = Walked::Outcome::Token,
                      .end = hasPlaces ? std::min(end, inputAt(token.end - 1) + std::max<qsizetype>(1, decoded.unit))
                                       : end,
                      .kind = token.kind,
                      .extent = token.extent,
                      .token = std::move(token.token),
                      .name = token.place.name.toLatin1(),
                      .through = token.through | decoded.through,
                      .isComplete = token.isComplete};
        found(hasPlaces ? inputAt(token.place.offset) : seed, std::move(walked));
        ++count;
    };
    TokenScanner inner(m_readHeader, sink, {.begin = decoded.inFront, .lookBack = decoded.inFront});
    inner.m_level = m_level + 1;
    if (m_packed.take) {
        inner.setPackedSink({.isPacked = m_packed.isPacked, .take = [&](PackedBytes &&packed) {
                                 packed.place = placeOf(hasPlaces ? inputAt(packed.place.offset) : seed,
                                                        packed.place.name.toLatin1());
                                 packed.through |= decoded.through;
                                 packed.seenTo = 0;
                                 m_packed.take(std::move(packed));
                             }});
    }
    inner.feed(decoded.text);
    inner.finish();
    m_sought += inner.steps();
    return count;
}

} // namespace gatehouse::transport
