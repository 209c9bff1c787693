#include "models/transport/TokenScanner.h"

#include "models/transport/Base64Run.h"
#include "models/transport/HarEntries.h"
#include "models/transport/NameBefore.h"
#include "models/transport/SeedSearch.h"

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
constexpr qsizetype shortestDocument = 40;
constexpr qsizetype longestDocument = qsizetype{128} * 1024;

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
        m_sought += std::min(seed, last) - at + 1;
        at = seed;
        if (seed >= last)
            break;
        Walked walked = enclosed(seed, isFinal);
        if (walked.outcome == Walked::Outcome::Nothing)
            walked = walk(seed, end, isFinal);
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
        if (token.begin > at || !token.hasOwnContent)
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
    return around;
}

Walked TokenScanner::walk(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    const bool isEncoded = *seed != 'e' || (end - seed > 1 && seed[1] == 'U');
    if (isEncoded && end - seed < 24 && !isFinal)
        return {.outcome = Walked::Outcome::More};
    if (isEncoded)
        return m_encoded.from(begin, seed, end, isFinal);
    if (Walked inside = percentEncoded(seed, end, isFinal); inside.outcome == Walked::Outcome::More || inside.end)
        return inside;
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    Walked walked = offsetOf(seed) < m_dotless ? next : m_walk.from(seed);
    if (walked.outcome != Walked::Outcome::Nothing)
        return walked;
    // Without a dot it may be a document in base64; or a piece of one that began in front, in which tokens are encoded.
    if (m_walk.isDotless() && walked.end > next.end) {
        m_dotless = std::max(m_dotless, offsetOf(walked.end) - TokenWalk::longestHeader * (m_walk.isTooLong() ? 1 : 0));
        walked = next;
    }
    if (end - seed < shortestDocument || seed[1] != 'y')
        return walked;
    Walked inside = document(seed, end, isFinal);
    return inside.outcome != Walked::Outcome::Nothing || (inside.end && inside.end > walked.end) ? inside : walked;
}

/// A document in base64, as a Docker configuration in a secret of Kubernetes: tokens in it may be encoded once more.
Walked TokenScanner::document(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    if (m_isInner || (seed > begin && base64Value(seed[-1]) >= 0))
        return {};
    qint64 &readTo = m_documents.readTo(offsetOf(seed), QByteArrayView(begin, m_size), m_base);
    if (offsetOf(seed) < readTo)
        return {};
    Base64Run run(seed, end);
    run.decode(longestDocument);
    m_sought += run.at() - seed;
    if (!run.hasEnded() && !isFinal && run.bytes().size() < longestDocument)
        return {.outcome = Walked::Outcome::More};
    readTo = offsetOf(run.at());
    // The tokens of a larger one are found where they begin, but for those that are encoded twice.
    if (run.bytes().size() >= longestDocument)
        return {};
    const int count = scanInner(seed, run.at(), run.bytes(), Transport::Base64);
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? run.at() : nullptr};
}

/// A token in JSON serialization that was percent-encoded whole, as in an address.
Walked TokenScanner::percentEncoded(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    if (m_isInner || seed - begin < 3 || !QByteArrayView(seed - 3, 3).startsWith("%22") ||
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
    const int count = scanInner(seed, last, text, Transport::PercentEncoding);
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? last : nullptr};
}

/// Finds what is in a text that was decoded from what ends at `end`; how many.
int TokenScanner::scanInner(const char *seed, const char *end, QByteArrayView text, Transport through)
{
    int count = 0;
    TokenScanner inner(m_readHeader, [&](FoundToken &&token) {
        Walked walked{.outcome = Walked::Outcome::Token,
                      .end = end,
                      .kind = token.kind,
                      .extent = token.extent,
                      .token = std::move(token.token),
                      .name = token.place.name.toLatin1(),
                      .through = token.through | through};
        found(seed, std::move(walked));
        ++count;
    });
    inner.m_isInner = true;
    inner.feed(text);
    inner.finish();
    m_sought += inner.steps();
    return count;
}

void TokenScanner::found(const char *seed, Walked &&walked)
{
    countLines(seed);
    const char *begin = m_buffer.constData();
    FoundToken token{.kind = walked.kind,
                     .extent = walked.extent,
                     .token = std::move(walked.token),
                     .place = {},
                     .through = walked.through,
                     .end = offsetOf(walked.end)};
    token.place.offset = offsetOf(seed);
    token.place.line = m_lines;
    if (walked.name.isEmpty())
        walked.name = nameBefore(QByteArrayView(begin, seed - begin));
    token.place.name = QString::fromLatin1(walked.name);
    if (m_har)
        token.place.entry = m_har->entryAt(token.place.offset);
    m_sink(std::move(token));
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
