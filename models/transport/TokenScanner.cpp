#include "models/transport/TokenScanner.h"

#include "models/transport/Base64Run.h"
#include "models/transport/HarEntries.h"
#include "models/transport/JsonTokens.h"
#include "models/transport/NameBefore.h"
#include "models/transport/SeedSearch.h"

#include <algorithm>
#include <cstring>

namespace gatehouse::transport {

namespace {

/// Pieces smaller than this wait for one another, so that a token that spans many is not walked once for each.
constexpr qsizetype leastNews = qsizetype{64} * 1024;
constexpr qsizetype shortestDocument = 40;
constexpr qsizetype longestDocument = qsizetype{128} * 1024;
constexpr qint64 freeAround = qint64{4} * 1024 * 1024;

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

Walked TokenScanner::walk(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    const bool isEncoded = *seed != 'e' || (end - seed > 1 && seed[1] == 'U');
    if (isEncoded && end - seed < 24 && !isFinal)
        return {.outcome = Walked::Outcome::More};
    if (isEncoded)
        return m_encoded.from(begin, seed, end, isFinal);
    Walked walked = m_walk.from(seed);
    // Base64 of JSON without a dot: a member of a token in JSON serialization, or a document that was encoded.
    if (walked.outcome != Walked::Outcome::Nothing || end - seed < shortestDocument || seed[1] != 'y')
        return walked;
    for (const auto look : {&TokenScanner::jsonToken, &TokenScanner::document}) {
        Walked inside = (this->*look)(seed, end, isFinal);
        if (inside.outcome != Walked::Outcome::Nothing || (inside.end && inside.end > walked.end))
            return inside;
    }
    return walked;
}

Walked TokenScanner::jsonToken(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    if (seed == begin || seed[-1] != '"')
        return {};
    const QByteArray name = nameBefore(QByteArrayView(begin, seed - begin));
    const qint64 allowed = 4 * (m_base + m_size) + freeAround;
    if ((name != "protected" && name != "payload") || m_around > allowed)
        return {};
    const char *first = seed - begin > lookBack ? seed - lookBack : begin;
    const char *last = end - seed > TokenWalk::longestInput ? seed + TokenWalk::longestInput : end;
    m_around += last - first;
    auto token = jsonTokenAround(QByteArrayView(first, last - first), seed - first);
    if (!token)
        return {.outcome = last == end && !isFinal ? Walked::Outcome::More : Walked::Outcome::Nothing};
    return {.outcome = Walked::Outcome::Token,
            .end = first + token->end,
            .kind = token->kind == JsonToken::Kind::Jws ? FoundToken::Kind::Jws : FoundToken::Kind::Jwe,
            .token = std::move(token->text),
            .name = {},
            .through = {}};
}

/// A document in base64, as a Docker configuration in a secret of Kubernetes: tokens in it may be encoded once more.
Walked TokenScanner::document(const char *seed, const char *end, bool isFinal)
{
    const char *begin = m_buffer.constData();
    if (m_isInner || (seed > begin && base64Value(seed[-1]) >= 0))
        return {};
    Base64Run run(seed, end);
    run.decode(longestDocument);
    m_sought += run.at() - seed;
    if (run.bytes().size() >= longestDocument)
        return {};
    if (!run.hasEnded() && !isFinal)
        return {.outcome = Walked::Outcome::More};
    int count = 0;
    TokenScanner inner(m_readHeader, [&](FoundToken &&token) {
        Walked walked{.outcome = Walked::Outcome::Token,
                      .end = run.at(),
                      .kind = token.kind,
                      .extent = token.extent,
                      .token = std::move(token.token),
                      .name = token.place.name.toLatin1(),
                      .through = token.through | Transport::Base64};
        found(seed, std::move(walked));
        ++count;
    });
    inner.m_isInner = true;
    inner.feed(run.bytes());
    inner.finish();
    m_sought += inner.steps();
    return {.outcome = Walked::Outcome::Nothing, .end = count > 0 ? run.at() : nullptr};
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

/// Drops what no token needs any more.
void TokenScanner::compact(const char *keepFrom)
{
    const qsizetype at = keepFrom - m_buffer.constData();
    const qsizetype dropped = std::max<qsizetype>(0, std::min(at, m_counted) - lookBack);
    if (dropped > 0) {
        std::memmove(m_buffer.data(), m_buffer.constData() + dropped, static_cast<std::size_t>(m_size - dropped));
        m_size -= dropped;
        m_base += dropped;
        m_counted -= dropped;
    }
    m_at = at - dropped;
    m_scanned = m_size;
}

} // namespace gatehouse::transport
