#include "models/transport/TokenScanner.h"

#include "models/transport/HarEntries.h"
#include "models/transport/NameBefore.h"
#include "models/transport/SeedSearch.h"
#include "models/transport/TransportReader.h"

#include <algorithm>
#include <cstring>

namespace gatehouse::transport {

namespace {

/// Pieces smaller than this wait for one another, so that a token that spans many is not walked once for each.
constexpr qsizetype leastNews = qsizetype{64} * 1024;
/// Moving what is kept costs as much as it is long: an object that a token may be in.
constexpr qsizetype leastDropped = qsizetype{2} * 1024 * 1024;
/// Read ahead at once to where an object ends.
constexpr qsizetype aheadAtOnce = 1024;
/// Of an object that is too large for a token.
constexpr qsizetype keptOfTooLarge = 1024;
/// Characters of a seed that tell what it is.
constexpr std::ptrdiff_t seedSize = 24;

/// The name of what ends there: of a chunk of a cookie with its base, however its number is set apart.
QByteArray shownName(QByteArrayView before)
{
    QByteArray name = nameBefore(before);
    const bool isNumber = std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
    const bool isBracket = before.endsWith("%5D=") || before.endsWith("%5d=");
    if (!isBracket && (!isNumber || before.isEmpty() || (name.isEmpty() && before.back() != '=')))
        return name;
    const QByteArray raw = rawNameBefore(before);
    return CookieChunks::anyOf(raw).isNumbered() ? QByteArray::fromPercentEncoding(raw) : name;
}

} // namespace

TokenScanner::TokenScanner(ReadHeader readHeader, Sink sink)
    : TokenScanner(readHeader, std::move(sink), Range())
{
}

TokenScanner::TokenScanner(ReadHeader readHeader, Sink sink, Range range)
    : m_readHeader(readHeader)
    , m_sink(std::move(sink))
    , m_range(range)
    , m_walk(readHeader)
    , m_encoded(readHeader)
    , m_at(range.lookBack)
    , m_counted(range.lookBack)
    , m_base(range.begin - range.lookBack)
    , m_isKindKnown(range.begin > 0)
{
}

TokenScanner::~TokenScanner() = default;

char *TokenScanner::room(qsizetype size)
{
    if (m_buffer.size() < m_size + size)
        m_buffer.resize(m_size + size);
    return m_buffer.data() + m_size;
}

void TokenScanner::took(qsizetype size)
{
    if (m_har)
        m_har->read(QByteArrayView(m_buffer.constData() + m_size, size), m_base + m_size);
    m_size += size;
    if (m_size - m_scanned >= leastNews)
        scan(false);
}

void TokenScanner::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_done) {
        const qsizetype size = std::min<qsizetype>(bytes.size(), 4 * leastNews);
        std::memcpy(room(size), bytes.data(), static_cast<std::size_t>(size));
        took(size);
        bytes = bytes.sliced(size);
    }
}

void TokenScanner::finish()
{
    if (m_done)
        return;
    scan(true);
    m_done = true;
}

qint64 TokenScanner::steps() const
{
    return m_sought + m_walk.steps() + m_encoded.steps() + (m_har ? m_har->steps() : 0);
}

void TokenScanner::scan(bool isFinal)
{
    const char *begin = m_buffer.constData();
    const char *end = begin + m_size;
    if (!m_isKindKnown) {
        m_isKindKnown = true;
        if (HarEntries::isHar(QByteArrayView(begin, m_size).first(std::min(m_size, leastNews)))) {
            m_har = std::make_unique<HarEntries>();
            m_har->read(QByteArrayView(begin, m_size), m_base);
        }
    }
    m_walk.setBytes(begin, end, isFinal);
    const qint64 room = m_range.end - m_base;
    const char *last = room < m_size ? begin + room : end;
    const char *at = begin + m_at;
    while (at < last) {
        const char *seed = nextSeed(at, end);
        const char *contentAt = m_har ? nextContent(at, seed) : seed;
        seed = std::min(seed, contentAt);
        m_sought += std::min(seed, last) - at + 1;
        at = seed;
        if (seed >= last)
            break;
        Walked walked = walk(seed, end, isFinal);
        if (walked.outcome == Walked::Outcome::More)
            break;
        at = walked.end;
        if (walked.outcome == Walked::Outcome::Token)
            found(seed, std::move(walked));
    }
    countLines(std::min(at, last));
    m_done = m_base + (at - begin) >= m_range.end;
    if (!m_done)
        compact(at);
}

/// The token in JSON serialization that the seed is in: whatever stands in it is no token beside it.
Walked TokenScanner::enclosed(const char *seed, bool isFinal)
{
    using Outcome = Walked::Outcome;
    const char *begin = m_buffer.constData();
    const qsizetype at = seed - begin;
    m_json.setText(QByteArrayView(begin, m_size), isFinal);
    // What is that far in front cannot be around it.
    if (at - m_json.at() > 2 * JsonSearch::longestObject)
        m_json.restartAt(at - JsonSearch::longestObject);
    const qsizetype from = m_json.at();
    bool isAtHand = m_json.readTo(at + 1);
    const bool wasOpen = m_json.isOpenAround(at);
    while (isAtHand && m_json.isOpenAround(at) && m_json.at() < m_size)
        isAtHand = m_json.readTo(std::min(m_size, m_json.at() + aheadAtOnce));
    m_sought += std::max<qsizetype>(0, m_json.at() - from);
    if (!isFinal && (!isAtHand || m_json.isOpenAround(at)))
        return {.outcome = Outcome::More};
    if (isFinal && m_json.at() >= m_size)
        m_json.finish();
    QList<JsonToken> &tokens = m_json.found();
    tokens.removeIf([at](const JsonToken &token) { return token.end <= at; });
    Walked around{.outcome = Outcome::Nothing};
    for (JsonToken &token : tokens) {
        // One of the signatures of what is too large is no token of its own.
        const bool isPart = token.begin > 0 && m_json.isTooLargeAround(token.begin - 1) &&
                            token.kind == JsonToken::Kind::Jws && !token.text.contains("\"payload\"");
        if (token.begin > at || !token.hasOwnContent || isPart)
            continue;
        if (around.outcome == Outcome::Token) // there are several in one string
            found(seed, std::move(around));
        around = {.outcome = Outcome::Token,
                  .end = begin + token.end,
                  .kind = token.kind == JsonToken::Kind::Jws ? FoundToken::Kind::Jws : FoundToken::Kind::Jwe,
                  .token = std::move(token.text),
                  .name = {},
                  .through = {}};
    }
    return around.outcome == Outcome::Nothing ? tooLarge(seed, wasOpen) : around;
}

/// A header as the member of an object that is larger than any that is read: it is listed once.
Walked TokenScanner::tooLarge(const char *seed, bool wasOpen)
{
    const Walked none{.outcome = Walked::Outcome::Nothing};
    const qint64 offset = offsetOf(seed);
    // Where it began is known, or it is so far in front that it is not.
    const bool isKnown = m_json.isTooLargeAround(seed - m_buffer.constData());
    const bool isFar = !wasOpen && offset > JsonSearch::longestObject;
    const char *begin = m_buffer.constData();
    const bool isString = seed > begin && seed[-1] == '"';
    if (!isString || (!isKnown && !isFar) || (m_tooLarge >= 0 && offset - m_tooLarge < JsonSearch::longestObject))
        return none;
    const char *last = endOfSegment(seed, begin + m_size);
    const bool isMember = last < begin + m_size && (*last == '"' || *last == '\\') &&
                          nameBefore(QByteArrayView(begin, seed - begin)) == "protected";
    const HeaderShape shape =
        isMember ? m_readHeader(QByteArray::fromBase64(QByteArray(seed, last - seed), QByteArray::Base64UrlEncoding))
                 : HeaderShape();
    if (!shape.isToken)
        return none;
    m_tooLarge = offset;
    return {.outcome = Walked::Outcome::Token,
            .end = last,
            .kind = shape.isEncrypted ? FoundToken::Kind::Jwe : FoundToken::Kind::Jws,
            .extent = FoundToken::Extent::TooLong,
            .token = QByteArray(seed, std::min<qsizetype>(last - seed, keptOfTooLarge))};
}

Walked TokenScanner::walk(const char *seed, const char *end, bool isFinal)
{
    if (*seed == '"')
        return content(seed, end, isFinal);
    const SeedKind kind = seedKind(seed, end);
    if (kind != SeedKind::Header && end - seed < seedSize && !isFinal)
        return {.outcome = Walked::Outcome::More};
    switch (kind) {
    case SeedKind::Packed:
        return packed(seed, end, isFinal);
    case SeedKind::Twice:
        return document(seed, end, isFinal);
    case SeedKind::Utf16:
        return utf16(seed, end, isFinal);
    case SeedKind::EncodedUtf16:
        return encodedUtf16(seed, end, isFinal);
    case SeedKind::Message:
        return message(seed, end, isFinal);
    case SeedKind::EncodedMessage:
        return encodedMessage(seed, end, isFinal);
    case SeedKind::Container:
        return embedded(seed, end, isFinal);
    case SeedKind::Escaped:
        return escaped(seed, end, isFinal);
    case SeedKind::Deep:
        return tooDeep(seed, end, isFinal);
    case SeedKind::Saml:
        return saml(seed, end, isFinal);
    case SeedKind::Chunk:
        return chunk(seed, end, isFinal);
    case SeedKind::Encoded:
    case SeedKind::Header:
        break;
    }
    Walked around = enclosed(seed, isFinal);
    if (around.outcome != Walked::Outcome::Nothing)
        return around;
    Walked walked = kind == SeedKind::Encoded ? m_encoded.from(m_buffer.constData(), seed, end, isFinal)
                                              : header(seed, end, isFinal);
    if (walked.outcome != Walked::Outcome::Nothing || end - seed < 2 || *seed == 'V' || seed[1] == 'U')
        return walked;
    Walked inside = document(seed, end, isFinal);
    return inside.outcome != Walked::Outcome::Nothing || (inside.end && inside.end > walked.end) ? inside : walked;
}

/// A token that begins here, in the clear or percent-encoded.
Walked TokenScanner::header(const char *seed, const char *end, bool isFinal)
{
    if (Walked inside = percentEncoded(seed, end, isFinal); inside.outcome == Walked::Outcome::More || inside.end)
        return inside;
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    Walked walked = offsetOf(seed) < m_dotless ? next : m_walk.from(seed);
    // Without a dot it may be a document in base64; or a piece of one that began in front, in which tokens are encoded.
    if (walked.outcome == Walked::Outcome::Nothing && m_walk.isDotless() && walked.end > next.end) {
        m_dotless = std::max(m_dotless, offsetOf(walked.end) - TokenWalk::longestHeader * (m_walk.isTooLong() ? 1 : 0));
        walked = next;
    }
    return walked;
}

Place TokenScanner::placeOf(const char *seed, QByteArray name)
{
    countLines(seed);
    const char *begin = m_buffer.constData();
    if (name.isEmpty())
        name = shownName(QByteArrayView(begin, seed - begin));
    Place place{.offset = offsetOf(seed), .line = m_lines, .name = QString::fromLatin1(name)};
    if (m_har)
        place.entry = m_har->entryAt(place.offset);
    return place;
}

void TokenScanner::found(const char *seed, Walked &&walked)
{
    m_sink({.kind = walked.kind,
            .extent = walked.extent,
            .token = std::move(walked.token),
            .place = placeOf(seed, std::move(walked.name)),
            .through = walked.through,
            .end = offsetOf(walked.end),
            .isComplete = walked.isComplete});
}

void TokenScanner::countLines(const char *to)
{
    const char *from = m_buffer.constData() + m_counted;
    if (to <= from)
        return;
    m_lines += countLineFeeds(from, to);
    m_counted = to - m_buffer.constData();
}

/// Drops what no token needs any more, much at once.
void TokenScanner::compact(const char *keepFrom)
{
    const qsizetype at = keepFrom - m_buffer.constData();
    if (at - m_json.at() > JsonSearch::longestObject)
        m_json.restartAt(at - JsonSearch::longestObject);
    const qsizetype dropped = std::min({at - lookBack, m_counted - lookBack, m_json.keepFrom()});
    if (dropped > leastDropped) {
        m_json.drop(dropped);
        std::memmove(m_buffer.data(), m_buffer.constData() + dropped, static_cast<std::size_t>(m_size - dropped));
        m_size -= dropped;
        m_base += dropped;
        m_counted -= dropped;
    }
    m_at = dropped > leastDropped ? at - dropped : at;
    m_scanned = m_size;
}

} // namespace gatehouse::transport
