#include "models/transport/LogLines.h"
#include "models/transport/TokenWalk.h"

#include <algorithm>

// Where lines were broken.

namespace gatehouse::transport {

namespace {

constexpr std::ptrdiff_t longestLine = 200;
/// With the signature of the largest RSA key.
constexpr std::ptrdiff_t longestLastLine = 800;
constexpr std::ptrdiff_t shortestFreeWidth = 40;
constexpr std::ptrdiff_t shortestWidth = 16;

/// The widths at which mails, PEM tools and terminals wrap.
bool isWrapWidth(std::ptrdiff_t width)
{
    return width == 64 || width == 70 || width == 72 || width == 76 || width == 78 || width == 80;
}

const char *skipQuoting(const char *at, const char *end)
{
    const char *limit = end - at > 10 ? at + 10 : end;
    while (at < limit && (*at == '>' || *at == ' ' || *at == '\t'))
        ++at;
    return at;
}

bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

} // namespace

/// Whether what is read may end here: at a blank, or at what closes a value or a line.
bool TokenWalk::isEndOfValue(const char *at, const char *end)
{
    const char *limit = end - at > 3 ? at + 3 : end;
    while (at < limit && (*at == ' ' || *at == '\t'))
        ++at;
    return at == end || QByteArrayView("\r\n\"'`,;)>}]<\\&%=\xC2").contains(*at);
}

/// Whether the line that ends at `at` is as wide as wrapped ones are: the first one decides, the others follow it.
bool TokenWalk::fitsWidth(const char *at)
{
    if (!m_lineStart) {
        const char *limit = m_seed - m_begin > longestLine ? m_seed - longestLine : m_begin;
        const char *start = m_seed;
        while (start > limit && start[-1] != '\n' && (start[-1] != 'n' || start - 1 <= limit || start[-2] != '\\'))
            --start;
        if (start == limit && limit != m_begin)
            return false;
        m_lineStart = start;
    }
    const char *text = skipQuoting(m_lineStart, at);
    const std::ptrdiff_t width = at - text;
    const std::ptrdiff_t rawWidth = at - m_lineStart;
    if (m_width >= 0)
        return width == m_width || rawWidth == m_rawWidth;
    m_width = width;
    m_rawWidth = rawWidth;
    // A line with nothing but the token may have any width; one that is short, only while the token cannot end there.
    const bool isAlone = text >= m_seed && width <= longestLine;
    const bool isUnfinished = m_dots < (m_shape.isEncrypted ? 4 : 2);
    return isWrapWidth(width) || isWrapWidth(rawWidth) ||
           (isAlone && width >= (isUnfinished ? shortestWidth : shortestFreeWidth));
}

/// Whether lines that are not of one width are a token's all the same: nothing else is in them, they are long, the
/// token cannot end before them, and there are several. One break alone, where nothing wraps, is a fault in the token.
bool TokenWalk::isOfAnyWidth(const char *at, const char *next, const char *nextEnd) const
{
    const qsizetype length = nextEnd - next;
    const bool isAlone = m_lineStart && skipQuoting(m_lineStart, at) >= m_seed && at - m_lineStart >= shortestFreeWidth;
    const bool goesOn = m_end - nextEnd > 1 && (*nextEnd == '\n' || *nextEnd == '\r') &&
                        isSegmentCharacter(*std::find_if_not(nextEnd, m_end - 1, isBreak));
    if (m_breaks == 0 && !goesOn)
        return false;
    if (!isAlone || m_text.endsWith('~') || m_hasTilde || QByteArrayView(next, length).startsWith("ey"))
        return false;
    if (m_dots < (m_shape.isEncrypted ? 4 : 2))
        return length >= shortestFreeWidth;
    const qsizetype last = m_text.size() - m_lastDot - 1 + length;
    return !m_shape.isEncrypted &&
           (m_shape.signatureLength ? last == *m_shape.signatureLength : isRsaSignatureLength(last));
}

/// Whether what was read is a whole token already, and the line [next, nextEnd) no part of it.
bool TokenWalk::isComplete(const char *next, const char *nextEnd) const
{
    const QByteArrayView line(next, nextEnd - next);
    const int wanted = m_shape.isEncrypted ? 4 : 2;
    if (m_dots < wanted)
        return line.startsWith("ey") && (line.count('.') >= 2 || (m_dots == 0 && line.startsWith("eyJ")));
    if (line.startsWith("ey") || m_dots > wanted)
        return true;
    return !m_hasTilde && hasWholeEnd();
}

TokenWalk::Next TokenWalk::joinLine(const char *at, const Special &lineBreak)
{
    if (const Next next = joinLogLine(at); next != Next::Stop)
        return next;
    if (m_firstChunkEnd) // a row of a table is behind it, or the next field
        return Next::Stop;
    const char *lineStart = at + lineBreak.length;
    const char *next = skipQuoting(lineStart, m_end);
    const char *limit = m_end - next > longestLastLine ? next + longestLastLine : m_end;
    const char *end = next;
    while (end < limit && (isSegmentCharacter(*end) || *end == '.' || *end == '~'))
        ++end;
    m_steps += end - at;
    if (m_end - end < 3 && !m_isFinal)
        return Next::More;
    if (end == next || !isEndOfValue(end, m_end) || isComplete(next, end))
        return Next::Stop;
    // The RFCs, and people who explain tokens, put the dots at the ends of lines or on lines of their own. Each part
    // has lines of its own then.
    const bool isAtDot = m_text.endsWith('.') || *next == '.';
    const bool isFitting = isAtDot || (fitsWidth(at) && end - next <= std::max(m_width, m_rawWidth));
    if (!isFitting && !isOfAnyWidth(at, next, end))
        return Next::Stop;
    ++m_breaks;
    if (!isFitting)
        m_width = m_rawWidth = longestLine;
    if (isAtDot)
        m_width = m_rawWidth = -1;
    m_lineStart = lineStart;
    m_pending |= lineBreak.transport;
    if (std::find(lineStart, next, '>') != next)
        m_pending |= Transport::MailQuoting;
    m_at = next;
    return Next::On;
}

/// The rest of a line that a container's runtime cut.
TokenWalk::Next TokenWalk::joinLogLine(const char *at)
{
    if (m_text.isEmpty() || (*at == '"' && hasWholeEnd()))
        return Next::Stop;
    const Continuation rest = continuationOf(m_begin, at, m_end, m_isFinal);
    m_steps += rest.state == Continuation::State::None ? 0 : longestLogLine / 64;
    switch (rest.state) {
    case Continuation::State::None:
        return Next::Stop;
    case Continuation::State::More:
        return Next::More;
    case Continuation::State::Missing:
        if (lacksEnd())
            m_extent = FoundToken::Extent::CutLine;
        return Next::Stop;
    case Continuation::State::Found:
        break;
    }
    m_lineStart = rest.lineStart;
    m_pending |= Transport::LogLines;
    m_at = rest.at;
    return Next::On;
}

} // namespace gatehouse::transport
