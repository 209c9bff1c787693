#include "models/transport/TokenWalk.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gatehouse::transport {

namespace {

constexpr qsizetype shortestHeader = 8;
/// Of a token that is too long: rows of a table keep it.
constexpr qsizetype keptOfTooLong = 1024;

constexpr qsizetype shortestRsaSignature = 342;

/// Of authentication tags of 16, 24 and 32 bytes.
bool isTagLength(qsizetype length)
{
    return length == 22 || length == 32 || length == 43;
}

} // namespace

/// Of RSA keys of 2048, 3072 and 4096 bits.
bool TokenWalk::isRsaSignatureLength(qsizetype length)
{
    return length == shortestRsaSignature || length == 512 || length == 683;
}

void TokenWalk::setBytes(const char *begin, const char *end, bool isFinal)
{
    m_begin = begin;
    m_end = end;
    m_isFinal = isFinal;
}

Walked TokenWalk::from(const char *seed)
{
    // A text before the header may end in what looks like the beginning of one ("keyeyJ…"): the run up to its dot is
    // tried from a few places and no more, so that "eyJeyJ…" costs a constant times its length.
    constexpr int tries = 4;
    const char *at = seed;
    Walked walked;
    for (int i = 0; i < tries; ++i) {
        walked = walk(at);
        m_steps += (walked.end ? walked.end : m_end) - at;
        if (walked.outcome != Walked::Outcome::Nothing || !m_isHeaderBad)
            return walked;
        const QByteArrayView rest(at + 1, walked.end - at - 1);
        const qsizetype next = rest.indexOf("eyJ");
        if (next < 0)
            return walked;
        at += 1 + next;
    }
    return walked;
}

Walked TokenWalk::walk(const char *seed)
{
    m_seed = m_at = seed;
    m_lineStart = nullptr;
    m_firstChunkEnd = nullptr;
    m_width = m_rawWidth = -1;
    m_breaks = 0;
    m_isNameRead = false;
    m_extent = FoundToken::Extent::Whole;
    m_text.resize(0);
    m_dots = 0;
    m_lastDot = -1;
    m_hasTilde = m_isHeaderBad = m_isTooLong = false;
    m_through = m_pending = {};
    for (;;) {
        const char *run = endOfSegment(m_at, m_end);
        if (run > m_at) {
            m_text.append(m_at, run - m_at);
            m_through |= m_pending;
            m_pending = {};
        }
        m_at = run;
        const bool isJwe = m_dots > 0 && m_shape.isEncrypted;
        m_isTooLong = m_text.size() > (isJwe ? longestInput : longestToken) || run - seed > longestInput;
        if (m_isTooLong)
            return giveUp(run);
        if (takeFault(run))
            continue;
        const Next source = joinSource(run);
        if (source == Next::More)
            return {.outcome = Walked::Outcome::More};
        if (source == Next::On)
            continue;
        const Special special = readSpecial(run, m_end, m_isFinal);
        const Next next = take(run, special);
        if (m_isHeaderBad)
            return {.outcome = Walked::Outcome::Nothing, .end = passed(run + 1)};
        if (next == Next::More)
            return {.outcome = Walked::Outcome::More};
        if (next == Next::Stop) {
            const Next rest = goOn(run);
            if (rest == Next::More)
                return {.outcome = Walked::Outcome::More};
            if (rest == Next::Stop) {
                noteInterruption(run);
                return finish(passed(run));
            }
        }
    }
}

/// What is longer than any token is told as one where it has a header and a dot: it was seen, and was not read.
Walked TokenWalk::giveUp(const char *run)
{
    if (m_dots == 0 && isHeaderBeginning()) {
        const bool mayGoOn = run == m_end && !m_isFinal && run - m_seed < longestInput;
        if (mayGoOn)
            return {.outcome = Walked::Outcome::More};
        m_dots += readSpecial(run, m_end, m_isFinal).character == '.' ? 1 : 0;
    }
    if (m_dots == 0)
        return {.outcome = Walked::Outcome::Nothing, .end = passed(run)};
    Walked walked{.outcome = Walked::Outcome::Token, .extent = FoundToken::Extent::TooLong};
    walked.end = std::find_if_not(run, m_end, [](char c) { return isSegmentCharacter(c) || c == '.' || c == '~'; });
    m_steps += walked.end - run;
    walked.kind = m_hasTilde            ? FoundToken::Kind::SdJwt
                  : m_shape.isEncrypted ? FoundToken::Kind::Jwe
                                        : FoundToken::Kind::Jws;
    walked.token = m_text.first(std::min(m_text.size(), keptOfTooLong));
    walked.through = m_through;
    return walked;
}

/// Where to go on after a walk that came to `at`. The next chunk of a cookie may stand anywhere, also in front of the
/// first one: what was passed is the first alone.
const char *TokenWalk::passed(const char *at) const
{
    return m_firstChunkEnd ? m_firstChunkEnd : at;
}

TokenWalk::Next TokenWalk::take(const char *at, const Special &special)
{
    using Kind = Special::Kind;
    switch (special.kind) {
    case Kind::More:
        return Next::More;
    case Kind::Stop:
        return Next::Stop;
    case Kind::Skip:
        if (*at == '\x1B' && hasWholeEnd()) // the color ends with the token
            return Next::Stop;
        m_pending |= special.transport;
        m_at = at + special.length;
        return Next::On;
    case Kind::LineBreak:
        return joinLine(at, special);
    case Kind::Character:
        break;
    }
    if (special.character == '.') {
        if (m_dots == 0 && !isHeader(m_text)) {
            m_isHeaderBad = true;
            return Next::Stop;
        }
        ++m_dots;
        m_lastDot = m_text.size();
    } else if (special.character == '~') {
        if (m_dots != 2 && !m_hasTilde)
            return Next::Stop;
        m_hasTilde = true;
    }
    m_text.append(special.character);
    m_through |= m_pending | Transports(special.transport);
    m_pending = {};
    m_at = at + special.length;
    return Next::On;
}

/// Faults inside the token, which is found with them: padding in front of a dot, a tilde or what ends a token; the
/// other alphabet in a payload or a disclosure.
bool TokenWalk::takeFault(const char *&at)
{
    if (at == m_end || m_text.isEmpty())
        return false;
    const bool isOther = (*at == '+' || *at == '/') && (m_dots == 1 || m_hasTilde) && !m_text.endsWith('.');
    if (*at != '=' || m_text.endsWith('.')) {
        if (isOther)
            m_text.append(*at);
        m_at = at + (isOther ? 1 : 0);
        return isOther;
    }
    const std::ptrdiff_t left = m_end - at;
    const int count = left > 1 && at[1] == '=' ? 2 : 1;
    const char *next = at + count;
    const bool isInside = next < m_end && (*next == '.' || (*next == '~' && m_hasTilde));
    if (!isInside && !isPaddingAtEnd(next, count))
        return false;
    m_text.append(count, '=');
    m_at = next;
    return true;
}

/// Whether nothing but an end follows: behind a line's last sign of equality, quoted-printable goes on.
bool TokenWalk::isPaddingAtEnd(const char *next, int count) const
{
    if (isUnfinished())
        return false;
    if (next == m_end)
        return m_isFinal;
    const bool isLineEnd = *next == '\n' || *next == '\r';
    if (!isLineEnd)
        return QByteArrayView(" \t\"'`,;)>]}&<").contains(*next);
    const QByteArrayView rest(next, std::min<qsizetype>(m_end - next, 4));
    return count == 2 || rest.startsWith("\n\n") || rest.startsWith("\r\n\r\n") ||
           (m_isFinal && (rest == "\n" || rest == "\r\n"));
}

/// Whether the last part read is as long as the header says it is.
bool TokenWalk::hasWholeEnd() const
{
    const bool isOver = m_shape.signatureLength && lastLength() > *m_shape.signatureLength;
    return !isUnfinished() && (isOver || isWholeLength(lastLength()));
}

bool TokenWalk::isWholeLength(qsizetype last) const
{
    if (m_shape.isEncrypted)
        return isTagLength(last);
    return m_shape.signatureLength ? last == *m_shape.signatureLength : isRsaSignatureLength(last);
}

/// Whether the token must go on, for all that its header says.
bool TokenWalk::lacksEnd() const
{
    if (isUnfinished())
        return true;
    const qsizetype last = lastLength();
    if (m_shape.isEncrypted)
        return !isTagLength(last);
    return last < m_shape.signatureLength.value_or(shortestRsaSignature);
}

/// Whether what was read is no whole token of any kind.
bool TokenWalk::mustGoOn() const
{
    // Of RSA keys that are too small, and are used all the same.
    const qsizetype last = lastLength();
    return lacksEnd() && last > 0 && last != 171 && last != 256;
}

/// Where the token goes on that is not at its end where the text around it begins.
TokenWalk::Next TokenWalk::goOn(const char *at)
{
    if (m_text.size() < shortestHeader || hasWholeEnd() || (m_dots == 0 && !isHeaderBeginning()))
        return Next::Stop;
    if (at < m_end && *at == '"') {
        if (const Next next = joinLogLine(at); next != Next::Stop)
            return next;
    }
    return joinChunk(at);
}

/// Whether what was read without a dot can be the beginning of a header.
bool TokenWalk::isHeaderBeginning() const
{
    const QByteArray decoded =
        QByteArray::fromBase64(m_text.first(std::min<qsizetype>(m_text.size(), 96)), QByteArray::Base64UrlEncoding);
    return decoded.contains("\"alg\"") || decoded.contains("\"enc\"") || decoded.contains("\"typ\"") ||
           decoded.contains("\"kid\"");
}

bool TokenWalk::isHeader(QByteArrayView segment)
{
    if (segment == m_header)
        return m_shape.isToken;
    m_header = segment.toByteArray();
    m_shape = {};
    if (segment.size() < shortestHeader || segment.size() > longestHeader)
        return false;
    const QByteArray decoded = QByteArray::fromBase64(m_header, QByteArray::Base64UrlEncoding).trimmed();
    if (decoded.startsWith('{') && decoded.endsWith('}'))
        m_shape = m_readHeader(decoded);
    return m_shape.isToken;
}

/// A dot in front with nothing in front of it is the token's; several are an ellipsis, and "name." is text.
bool TokenWalk::hasEmptyPartInFront() const
{
    if (m_seed == m_begin || m_seed[-1] != '.')
        return false;
    const char before = m_seed - 1 == m_begin ? ' ' : m_seed[-2];
    return isJsonBlank(before) || QByteArrayView("\"'`=:<(>").contains(before);
}

Walked TokenWalk::finish(const char *end)
{
    Walked walked{.outcome = Walked::Outcome::Nothing, .end = std::max(end, m_seed + 1)};
    int dots = m_dots;
    // What ends a sentence is no part; the second dot belongs to a token with an empty signature, the fourth to one
    // with an empty tag.
    while (dots > (m_shape.isEncrypted ? 4 : 2) && m_text.endsWith('.')) {
        m_text.chop(1);
        --dots;
    }
    const bool isCut = m_extent != FoundToken::Extent::Whole && dots > 0;
    if ((dots < 2 && !isCut) || (dots > 4 && !m_hasTilde))
        return walked;
    walked.outcome = Walked::Outcome::Token;
    walked.kind = m_hasTilde                          ? FoundToken::Kind::SdJwt
                  : dots == 2 && !m_shape.isEncrypted ? FoundToken::Kind::Jws
                  : dots == 4                         ? FoundToken::Kind::Jwe
                                                      : FoundToken::Kind::Parts;
    walked.extent = m_extent;
    walked.isComplete = dots == (m_shape.isEncrypted ? 4 : 2) && !m_hasTilde && hasWholeEnd();
    walked.token = m_text;
    if (hasEmptyPartInFront()) {
        walked.kind = FoundToken::Kind::Parts;
        walked.token.prepend('.');
    }
    // A byte order mark in front of the header is a fault in it, and nothing beside it.
    constexpr QByteArrayView mark("77u_");
    if (QByteArrayView(m_begin, m_seed - m_begin).endsWith(mark))
        walked.token.prepend(mark);
    walked.through = m_through;
    return walked;
}

} // namespace gatehouse::transport
