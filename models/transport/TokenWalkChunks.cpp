#include "models/transport/NameBefore.h"
#include "models/transport/TokenWalk.h"

#include <algorithm>

// Cookies that were too large for one.

namespace gatehouse::transport {

namespace {

/// Beside what was walked.
constexpr qint64 freeLookAhead = qint64{1024} * 1024;

} // namespace

/// The next chunk of a cookie that was too large for one, in a header, a jar or a HAR.
TokenWalk::Next TokenWalk::joinChunk(const char *at)
{
    if (!m_isNameRead) {
        m_isNameRead = true;
        const char before = m_seed > m_begin ? m_seed[-1] : ' ';
        const bool isValue = QByteArrayView("=\"\tD,").contains(before);
        QByteArray name = isValue ? rawNameBefore(QByteArrayView(m_begin, m_seed - m_begin)) : QByteArray();
        if (name == "value")
            name = nameBehind(QByteArrayView(at, m_end - at));
        m_chunks = CookieChunks(name);
        if (m_chunks.isPlain() && !mustGoOn())
            m_chunks = CookieChunks();
        if (m_chunks.isNumbered() && m_lookedAhead <= freeLookAhead + m_steps) {
            m_chunks.lookAround(m_seed - m_begin > CookieChunks::window ? m_seed - CookieChunks::window : m_begin,
                                m_seed, m_end - at > CookieChunks::window ? at + CookieChunks::window : m_end);
            m_lookedAhead += m_chunks.lookedAt();
        }
    }
    if (!m_chunks.isNumbered() || m_lookedAhead > freeLookAhead + m_steps)
        return Next::Stop;
    // A chunk with a fault in it is not whole: what is behind the fault is not passed over.
    if (!isEndOfValue(at, m_end) && *at != '\t')
        return Next::Stop;
    if (!m_isFinal && m_end - m_seed <= CookieChunks::window && m_chunks.endsWithBytes())
        return Next::More;
    const CookieChunks::Value found = m_chunks.next();
    m_lookedAhead += m_chunks.lookedAt();
    const char *value = found.at;
    const bool isNextToken = value && QByteArrayView(value, m_end - value).startsWith("ey");
    if (!value || (isNextToken && !m_firstChunkEnd && m_dots >= 2)) {
        const bool isOfSeveral =
            m_chunks.isAnnounced() || (m_chunks.isSetApart() && (m_chunks.isFirst() || mustGoOn()));
        const bool isJoined = m_firstChunkEnd && (m_chunks.isSetApart() || mustGoOn());
        const bool isBeforeLater = m_chunks.isFirst() && !m_chunks.isPlain() && mustGoOn() && hasLaterChunk();
        if (!isNextToken && lacksEnd() && (isOfSeveral || isJoined || isBeforeLater))
            m_extent = FoundToken::Extent::MissingChunk;
        return Next::Stop;
    }
    if (!m_firstChunkEnd)
        m_firstChunkEnd = at;
    m_chunks.advance();
    m_pending |= Transport::CookieChunks;
    m_at = m_lineStart = value;
    m_width = m_rawWidth = -1;
    return Next::On;
}

/// Whether there are chunks behind the one that is missing.
bool TokenWalk::hasLaterChunk()
{
    constexpr int looked = 3;
    for (int i = 2; i < 2 + looked; ++i) {
        if (m_chunks.numbered(m_chunks.number() + i).at)
            return true;
    }
    return false;
}

} // namespace gatehouse::transport
