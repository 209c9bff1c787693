#include "models/scan/TokenScanner.h"

#include "models/scan/HarReader.h"
#include "models/scan/NameBefore.h"
#include "models/scan/SeedSearch.h"

#include <algorithm>
#include <cstring>

namespace gatehouse::scan {

namespace {

/// Pieces smaller than this wait for one another, so that a token that spans many is not walked once for each.
constexpr qsizetype leastNews = qsizetype{64} * 1024;

} // namespace

TokenScanner::TokenScanner(Sink sink)
    : TokenScanner(std::move(sink), Range())
{
}

TokenScanner::TokenScanner(Sink sink, Range range)
    : m_sink(std::move(sink))
    , m_range(range)
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
    if (m_har)
        m_har->finish();
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
        if (HarReader::isHar(QByteArrayView(begin, m_size).first(std::min(m_size, leastNews)))) {
            m_har = std::make_unique<HarReader>(m_sink);
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
        Walked walked =
            *seed == EncodedWalk::seed.front() ? m_encoded.from(begin, seed, end, isFinal) : m_walk.from(seed);
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

void TokenScanner::found(const char *seed, Walked &&walked)
{
    countLines(seed);
    const char *begin = m_buffer.constData();
    FoundToken token{.kind = walked.kind,
                     .token = std::move(walked.token),
                     .place = {},
                     .through = walked.through,
                     .end = offsetOf(walked.end)};
    token.place.offset = offsetOf(seed);
    token.place.line = m_lines;
    token.place.name = QString::fromLatin1(nameBefore(QByteArrayView(begin, seed - begin)));
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

} // namespace gatehouse::scan
