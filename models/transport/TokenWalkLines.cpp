#include "models/base/Text.h"
#include "models/transport/LogLines.h"
#include "models/transport/SourceBreak.h"
#include "models/transport/TokenWalk.h"

#include <algorithm>

// Where lines were broken.

namespace gatehouse::transport {

namespace {

constexpr std::ptrdiff_t longestLine = 200;
/// With the signature of the largest RSA key.
constexpr std::ptrdiff_t longestLastLine = 800;
constexpr std::ptrdiff_t deepestIndentation = 64;
constexpr std::ptrdiff_t longestInterruption = 24;
constexpr std::ptrdiff_t shortestFreeWidth = 40;
constexpr std::ptrdiff_t shortestWidth = 16;

/// The widths at which mails, PEM tools and terminals wrap.
bool isWrapWidth(std::ptrdiff_t width)
{
    return width == 64 || width == 70 || width == 72 || width == 76 || width == 78 || width == 80;
}

const char *skipQuoting(const char *at, const char *end)
{
    const char *limit = end - at > deepestIndentation ? at + deepestIndentation : end;
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
        while (start > limit && !isBreak(start[-1]) && (start[-1] != 'n' || start - 1 <= limit || start[-2] != '\\'))
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
    return isWrapWidth(width) || isWrapWidth(rawWidth) ||
           (isAlone && width >= (isUnfinished() ? shortestWidth : shortestFreeWidth));
}

/// Whether lines that are not of one width are a token's all the same: as long as it cannot end before them, and then
/// where its last part becomes as long as it has to be.
bool TokenWalk::isOfAnyWidth(const char *next, const char *nextEnd) const
{
    if (m_text.size() < shortestWidth || (m_dots == 0 && !isHeaderBeginning()) || isLoneBreak(nextEnd))
        return false;
    const QByteArrayView line(next, nextEnd - next);
    if (m_hasTilde)
        return !m_text.endsWith('~') && line.contains('~');
    if (isUnfinished())
        return line.count('.') <= 4;
    return lastLength() > 0 && reachesWholeEnd(next);
}

/// One break alone, in a text that is nothing but the token, is a fault in it.
bool TokenWalk::isLoneBreak(const char *nextEnd) const
{
    const bool isAlone = std::all_of(m_begin, m_seed, isJsonBlank);
    return m_breaks == 0 && isAlone && m_isFinal && std::all_of(nextEnd, m_end, isJsonBlank);
}

/// Whether the last part has its length where one of the lines ends that begin at `next`.
bool TokenWalk::reachesWholeEnd(const char *next) const
{
    qsizetype last = lastLength();
    const qsizetype longest = std::max<qsizetype>(m_shape.signatureLength.value_or(0), longestLastLine);
    while (next && last < longest) {
        const char *end = endOfSegment(next, m_end);
        last += end - next;
        if (isWholeLength(last) && isEndOfValue(end, m_end))
            return true;
        next = end > next ? behindBreak(end) : nullptr;
    }
    return false;
}

/// Where the next line begins, without what it is quoted or indented with; nothing where none does.
const char *TokenWalk::behindBreak(const char *at) const
{
    const SourceBreak source = sourceBreakAt(at, m_end, true);
    if (source.state == SourceBreak::State::Found)
        return at + source.length;
    const Special special = readSpecial(at, m_end, true);
    return special.kind == Special::Kind::LineBreak ? skipQuoting(at + special.length, m_end) : nullptr;
}

/// What lacks its end, in front of what may well be that, is not all there: it is not judged as if it were.
void TokenWalk::noteCut(const char *next, const char *nextEnd)
{
    const bool isShort = m_shape.signatureLength && lastLength() > 0 && lastLength() < *m_shape.signatureLength;
    const bool mayGoOn = nextEnd - next >= shortestWidth && !QByteArrayView(next, nextEnd - next).startsWith("ey");
    if (m_dots > 0 && mayGoOn && !m_hasTilde && (isUnfinished() || isShort))
        m_extent = FoundToken::Extent::CutLine;
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
    if (const Next next = joinHttpChunk(at, lineBreak); next != Next::Stop)
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
    if (m_end - end < longestLastLine && !m_isFinal && (m_end - end < 3 || !hasWholeEnd()))
        return Next::More;
    if (end == next || isComplete(next, end))
        return Next::Stop;
    if (!isEndOfValue(end, m_end)) {
        noteCut(next, end);
        return Next::Stop;
    }
    // The RFCs, and people who explain tokens, put the dots at the ends of lines or on lines of their own. Each part
    // has lines of its own then.
    const bool isAtDot = m_text.endsWith('.') || *next == '.';
    const bool isFitting = isAtDot || (fitsWidth(at) && end - next <= std::max(m_width, m_rawWidth));
    if (!isFitting && !isOfAnyWidth(next, end)) {
        noteCut(next, end);
        return Next::Stop;
    }
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

/// The same where what is between is no break that is known: blank lines, spaces, numbers or comment marks of lines.
void TokenWalk::noteInterruption(const char *at)
{
    if (m_extent != FoundToken::Extent::Whole || m_dots == 0 || !isUnfinished() || m_text.size() < shortestFreeWidth)
        return;
    const char *limit = m_end - at > longestInterruption ? at + longestInterruption : m_end;
    const char *next = at;
    while (next < limit && QByteArrayView(" \t\r\n#/|*>:0123456789\xC2\xA0").contains(*next))
        ++next;
    while (next > at && next < limit && isSegmentCharacter(next[-1]))
        --next; // digits of the rest
    const bool isBlank = next > at && (isJsonBlank(*at) || *at == '\xC2');
    if (isBlank)
        noteCut(next, endOfSegment(next, m_end - next > longestLine ? next + longestLine : m_end));
}

/// A body in chunks (RFC 9112 section 7.1), of which one ends here and the next begins behind its size.
TokenWalk::Next TokenWalk::joinHttpChunk(const char *at, const Special &lineBreak)
{
    constexpr int sizeDigits = 7;
    const char *digit = at + lineBreak.length;
    qsizetype size = 0;
    int count = 0;
    for (; count < sizeDigits && digit < m_end && base::hexDigit(*digit) >= 0; ++digit, ++count)
        size = size * 16 + base::hexDigit(*digit);
    if (count == 0 || size == 0 || digit == m_end)
        return digit == m_end && !m_isFinal ? Next::More : Next::Stop;
    if (*digit == ';')
        digit = std::find_if(digit, m_end - digit > longestLine ? digit + longestLine : m_end, isBreak);
    const Special behind = readSpecial(digit, m_end, m_isFinal);
    if (behind.kind == Special::Kind::More)
        return Next::More;
    if (behind.kind != Special::Kind::LineBreak || behind.length != lineBreak.length || lineBreak.length < 2)
        return Next::Stop;
    const char *next = digit + behind.length;
    // In a JSON string each of both is written with a reverse solidus, and what is between may be longer than it is.
    const bool isEscaped = *at == '\\';
    if (!isEscaped && m_end - next < size + 2)
        return m_isFinal ? Next::Stop : Next::More;
    if (!isEscaped && QByteArrayView(next + size, 2) != "\r\n")
        return Next::Stop;
    m_lineStart = next;
    m_pending |= Transport::Chunks;
    m_at = next;
    return Next::On;
}

/// What goes on in the next string, or behind a mark at the end of the line.
TokenWalk::Next TokenWalk::joinSource(const char *at)
{
    if (at == m_end || m_text.size() < shortestWidth || m_firstChunkEnd || hasWholeEnd())
        return Next::Stop;
    const SourceBreak found = sourceBreakAt(at, m_end, m_isFinal);
    if (found.state != SourceBreak::State::Found)
        return found.state == SourceBreak::State::More ? Next::More : Next::Stop;
    if (m_dots == 0 && !isHeaderBeginning())
        return Next::Stop;
    const char *next = at + found.length;
    if (m_end - next < longestLastLine && !m_isFinal)
        return Next::More;
    const char *end = std::find_if_not(next, m_end - next > longestLastLine ? next + longestLastLine : m_end,
                                       [](char c) { return isSegmentCharacter(c) || c == '.' || c == '~'; });
    m_steps += end - at;
    const QByteArrayView rest(next, end - next);
    const bool isOther = rest.startsWith("ey") && !m_text.endsWith('.');
    const bool isOption = !found.isBetweenStrings && rest.startsWith('-') && rest.size() < shortestFreeWidth;
    const bool isOwn = found.isSaid || m_text.endsWith('~') || reachesWholeEnd(next);
    if (isOther || (isUnfinished() ? isOption : !isOwn))
        return Next::Stop;
    ++m_breaks;
    m_lineStart = next;
    m_width = m_rawWidth = longestLine;
    m_pending |= found.isBetweenStrings ? Transport::Concatenation : Transport::LineBreaks;
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
