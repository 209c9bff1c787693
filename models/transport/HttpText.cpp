#include "models/transport/Base64Run.h"
#include "models/transport/HttpMessage.h"
#include "models/transport/SeedSearch.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/TransportReader.h"

#include <algorithm>

// Bodies of HTTP messages that came in chunks or compressed, as proxies and packet captures write them down.
namespace gatehouse::transport {

namespace {

/// Enough of an HTTP message to tell that it is one.
constexpr qsizetype messageBeginning = 24;
constexpr qsizetype textBeginning = 64;
constexpr QByteArrayView contentMember("\"text\"");

/// Whether bytes are of no text: what is compressed has control characters early.
bool isBinary(QByteArrayView bytes)
{
    return std::ranges::any_of(bytes.first(std::min(bytes.size(), textBeginning)), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7F || code >= 0xF5;
    });
}

/// Whether the fields of the answer that a body of a HAR belongs to say that it is encoded, in the text in front of it.
bool isEncodedAnswer(QByteArrayView before)
{
    constexpr qsizetype longestFields = qsizetype{32} * 1024;
    before = before.last(std::min(before.size(), longestFields));
    const qsizetype answer = before.lastIndexOf("\"response\"");
    if (answer < 0)
        return false;
    const QByteArray fields = before.sliced(answer).toByteArray().toLower();
    const qsizetype name = fields.indexOf("\"content-encoding\"");
    return name >= 0 && !fields.sliced(name, std::min<qsizetype>(64, fields.size() - name)).contains("identity");
}

} // namespace

/// A message whose fields say that its body is in chunks or compressed: the body is read as it was sent. One that was
/// decoded before it was written down is text like any other.
Walked TokenScanner::message(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    if (offsetOf(seed) < m_headEnd || m_level == deepestDocument)
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    const qint64 headEnd = std::clamp<qint64>(m_headEnd - m_base, 0, m_size);
    const HttpHead head = httpHeadAround(m_buffer.constData() + headEnd, seed, end, isFinal);
    m_sought += head.readTo - seed;
    if (head.state == HttpHead::State::More)
        return wait(seed, end);
    if (head.state == HttpHead::State::None) {
        m_headEnd = offsetOf(head.readTo);
        return next;
    }
    const char *limit = head.length && *head.length < end - head.body ? head.body + *head.length : end;
    const bool isToEnd = limit == end && !isFinal;
    HttpChunks chunks;
    if (head.isChunked) {
        chunks = httpChunks(head.body, end, packedBeginning);
        if (chunks.isShort && !isFinal)
            return wait(seed, end);
    }
    const bool isInChunks = !chunks.parts.empty();
    const QByteArrayView beginning =
        isInChunks ? QByteArrayView(chunks.bytes)
                   : QByteArrayView(head.body, std::min<qsizetype>(limit - head.body, packedBeginning));
    if (beginning.size() < packedBeginning && isToEnd && !chunks.isWhole)
        return wait(seed, end);
    const bool isOpaque = head.isCompressed && m_packed.take && isBinary(beginning);
    m_sought += std::min(beginning.size(), textBeginning);
    if (!isInChunks && !isOpaque) {
        m_headEnd = offsetOf(head.body);
        return next;
    }
    const bool isPacked = isOpaque && m_packed.isPacked(beginning);
    const char *last = limit;
    bool isWhole = true;
    if (isInChunks) {
        chunks = httpChunks(head.body, end, longestPacked);
        m_sought += chunks.bytes.size();
        if (chunks.isShort && !isFinal)
            return wait(seed, end);
        isWhole = chunks.bytes.size() < longestPacked;
        last = chunks.end;
    } else {
        isWhole = limit - head.body < longestPacked;
        last = isWhole ? limit : head.body + longestPacked;
        if (isToEnd && isWhole)
            return wait(seed, end);
        m_sought += last - head.body;
    }
    m_headEnd = offsetOf(last);
    if (!isOpaque) {
        scanInner(seed, last, {.text = chunks.bytes, .through = Transport::Chunks, .parts = chunks.parts});
        return {.outcome = Walked::Outcome::Nothing, .end = last};
    }
    PackedBytes body{.bytes = isInChunks ? chunks.bytes : QByteArray(head.body, last - head.body),
                     .place = placeOf(seed, {}),
                     .isWhole = isWhole,
                     .holder = PackedBytes::Holder::Body,
                     .through = isInChunks ? Transports(Transport::Chunks) : Transports()};
    if (!isPacked) {
        body.skipped = SkipReason::Unsupported;
        body.bytes.clear();
    }
    m_packed.take(std::move(body));
    return {.outcome = Walked::Outcome::Nothing, .end = isPacked ? last : head.body};
}

/// The same in base64, as Burp exports it.
Walked TokenScanner::encodedMessage(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    const char *begin = m_buffer.constData();
    constexpr qsizetype lineBeginning = 5;
    if (m_level == deepestDocument || offsetOf(seed) < m_messageEnd || !isRunStart(begin, seed) ||
        end - seed < lineBeginning)
        return next;
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    // A line that begins like this one is another message.
    const QByteArray another = '\n' + QByteArray(seed, lineBeginning);
    const char *checked = seed;
    Base64Run run(seed, end);
    for (qsizetype size = messageBeginning;; size = std::min(size * 8, longestPacked)) {
        run.decode(size);
        if (isFinal && run.at() == end)
            run.finish();
        m_sought += run.at() - checked;
        const qsizetype stop = QByteArrayView(checked, run.at() - checked).indexOf(another);
        if (stop >= 0) {
            run = Base64Run(seed, checked + stop);
            run.decode(longestPacked);
            run.finish();
        }
        checked = std::max(seed, run.at() - another.size());
        const QByteArrayView bytes(run.bytes());
        if (!run.hasEnded() && bytes.size() < size)
            return wait(seed, end);
        if (size == messageBeginning && !isHttpMessage(bytes))
            return next;
        // What its head says is worth decoding the rest for, or not.
        const qsizetype empty = bytes.first(std::min(bytes.size(), longestHttpHead)).indexOf("\r\n\r\n");
        if (empty >= 0 || run.hasEnded() || size > longestHttpHead) {
            const QByteArray head = bytes.first(std::max<qsizetype>(0, empty)).toByteArray().toLower();
            const bool isPlain = !head.contains("\ntransfer-encoding:") && !head.contains("\ncontent-encoding:");
            if (isPlain) {
                m_messageEnd = offsetOf(run.at());
                return next;
            }
        }
        if (run.hasEnded() || size == longestPacked)
            break;
    }
    m_messageEnd = offsetOf(run.at());
    scanInner(seed, run.at(), {.text = run.bytes(), .through = Transport::Base64});
    if (!run.hasEnded() && m_packed.take) {
        m_packed.take({.place = placeOf(seed, {}), .through = Transport::Base64, .skipped = SkipReason::TooLarge});
    }
    return {.outcome = Walked::Outcome::Nothing, .end = run.at()};
}

/// The next member of a HAR that a body is in.
const char *TokenScanner::nextContent(const char *at, const char *end) const
{
    const qsizetype found = QByteArrayView(at, end - at).indexOf(contentMember);
    return found < 0 || offsetOf(at + found) < m_contentEnd ? end : at + found;
}

/// Whether the run is at hand to its end, or as far as it is decoded at once.
bool TokenScanner::decodeAll(Base64Run &run, const char *end, bool isFinal)
{
    for (qsizetype size = messageBeginning;; size = std::min(size * 8, longestPacked)) {
        run.decode(size);
        if (isFinal && run.at() == end)
            run.finish();
        if (!run.hasEnded() && run.bytes().size() < size)
            return false;
        if (run.hasEnded() || size == longestPacked)
            return true;
    }
}

/// A parameter of SAML's redirect binding (section 3.4.4.1): deflated, without a header that would tell.
Walked TokenScanner::saml(const char *seed, const char *end, bool isFinal)
{
    constexpr qsizetype longestName = 12;
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    if (end - seed < longestName + messageBeginning)
        return isFinal ? next : wait(seed, end);
    const QByteArrayView name(seed, longestName);
    if (!m_packed.take || (!name.startsWith("SAMLRequest") && name != "SAMLResponse"))
        return next;
    const char *value = seed + (name[4 + 2] == 'q' ? longestName - 1 : longestName);
    while (value < end && value - seed < 2 * longestName && QByteArrayView("=:\"' ").contains(*value))
        ++value;
    // What has a header is found by that.
    if (nextSeed(value, end - value > messageBeginning ? value + messageBeginning : end) == value)
        return next;
    Base64Run run(value, end);
    if (!decodeAll(run, end, isFinal))
        return wait(seed, end);
    m_sought += run.at() - seed;
    const QByteArray beginning = run.bytes().first(std::min(run.bytes().size(), packedBeginning));
    if (!isBinary(beginning) || !m_packed.isPacked(beginning))
        return next;
    m_packed.take({.bytes = run.bytes(), .place = placeOf(value, {}), .through = Transport::Base64});
    return {.outcome = Walked::Outcome::Nothing, .end = run.at()};
}

/// A body in base64, as HARs have it: it is a document of its own, which may be in chunks without the head that says
/// so.
Walked TokenScanner::content(const char *seed, const char *end, bool isFinal)
{
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + contentMember.size()};
    if (mustWait(seed, end, isFinal))
        return {.outcome = Walked::Outcome::More};
    const char *value = next.end;
    while (value < end && (isJsonBlank(*value) || *value == ':'))
        ++value;
    if (end - value < messageBeginning)
        return isFinal ? next : wait(seed, end);
    if (*value != '"')
        return next;
    ++value;
    Base64Run run(value, end);
    if (!decodeAll(run, end, isFinal))
        return wait(seed, end);
    m_sought += run.at() - seed;
    m_contentEnd = offsetOf(run.at());
    const char *last = std::find_if(run.at(), end, [](char c) { return c != '='; });
    const bool isAll = last < end && *last == '"';
    if (!isAll)
        return next;
    const HttpChunks chunks =
        httpChunks(run.bytes().constData(), run.bytes().constData() + run.bytes().size(), longestPacked);
    const bool isInChunks = chunks.isWhole && !chunks.parts.empty();
    const QByteArray &body = isInChunks ? chunks.bytes : run.bytes();
    const QByteArray beginning = body.first(std::min(body.size(), packedBeginning));
    const Transports through = isInChunks ? Transport::Base64 | Transport::Chunks : Transports(Transport::Base64);
    if (isBinary(beginning) && m_packed.take && m_packed.isPacked(beginning)) {
        m_packed.take({.bytes = body, .place = placeOf(value, {}), .through = through});
        return {.outcome = Walked::Outcome::Nothing, .end = run.at()};
    }
    const int count = scanInner(value, run.at(), {.text = body, .through = through});
    const char *begin = m_buffer.constData();
    if (count == 0 && m_packed.take && isBinary(beginning) && isEncodedAnswer(QByteArrayView(begin, seed - begin)))
        m_packed.take({.place = placeOf(value, {}), .through = through, .skipped = SkipReason::Unsupported});
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? run.at() : next.end};
}

} // namespace gatehouse::transport
