#include "models/scan/TokenWalk.h"

#include "models/jose/Base64Url.h"
#include "models/jose/CompactJws.h"
#include "models/scan/NameBefore.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gatehouse::scan {

namespace {

constexpr qsizetype longestHeader = qsizetype{64} * 1024;
constexpr qsizetype shortestHeader = 8;
constexpr std::ptrdiff_t longestLine = 200;
constexpr std::ptrdiff_t shortestFreeWidth = 40;
constexpr std::ptrdiff_t chunkWindow = 4096;
constexpr qint64 freeLookAhead = qint64{1024} * 1024;

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

/// Base64url characters of a signature by the algorithm named in a header, or 0.
qsizetype signatureLength(QByteArrayView header)
{
    struct Row
    {
        QByteArrayView name;
        qsizetype length;
    };
    static constexpr std::array rows{
        Row{"\"HS256\"", 43},   Row{"\"HS384\"", 64},  Row{"\"HS512\"", 86},  Row{"\"ES256\"", 86},
        Row{"\"ES256K\"", 86},  Row{"\"ES384\"", 128}, Row{"\"ES512\"", 176}, Row{"\"EdDSA\"", 86},
        Row{"\"Ed25519\"", 86}, Row{"\"Ed448\"", 152}, Row{"\"none\"", 0},
    };
    for (const Row &row : rows) {
        if (header.contains(row.name))
            return row.length;
    }
    return 0;
}

/// Of RSA keys of 2048, 3072 and 4096 bits.
bool isRsaSignatureLength(qsizetype length)
{
    return length == 342 || length == 512 || length == 683;
}

/// Of authentication tags of 16, 24 and 32 bytes.
bool isTagLength(qsizetype length)
{
    return length == 22 || length == 32 || length == 43;
}

bool endsLine(const char *at, const char *end)
{
    const char *limit = end - at > 3 ? at + 3 : end;
    while (at < limit && (*at == ' ' || *at == '\t'))
        ++at;
    return at == end || QByteArrayView("\r\n\"'`,;)>}]<\\&%=\xC2").contains(*at);
}

} // namespace

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
    m_chunk = 0;
    m_chunkName.clear();
    m_text.resize(0);
    m_dots = 0;
    m_lastDot = -1;
    m_hasTilde = m_isHeaderBad = false;
    m_through = m_pending = {};
    for (;;) {
        const char *run = endOfSegment(m_at, m_end);
        if (run > m_at) {
            m_text.append(m_at, run - m_at);
            m_through |= m_pending;
            m_pending = {};
        }
        m_at = run;
        if (m_text.size() > jose::maxTokenSize || run - seed > longestInput)
            return {.outcome = Walked::Outcome::Nothing, .end = run, .token = {}, .through = {}};
        if (takePadding(run))
            continue;
        const Special special = readSpecial(run, m_end, m_isFinal);
        const Next next = take(run, special);
        if (m_isHeaderBad)
            return {.outcome = Walked::Outcome::Nothing, .end = run + 1, .token = {}, .through = {}};
        if (next == Next::More)
            return {.outcome = Walked::Outcome::More, .token = {}, .through = {}};
        if (next == Next::Stop) {
            const Next chunk = joinChunk(run);
            if (chunk == Next::More)
                return {.outcome = Walked::Outcome::More, .token = {}, .through = {}};
            if (chunk == Next::Stop)
                return finish(m_firstChunkEnd ? m_firstChunkEnd : run);
        }
    }
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

/// Padding in front of a dot is a fault inside the token, which is found with it.
bool TokenWalk::takePadding(const char *&at)
{
    if (at == m_end || *at != '=' || m_text.isEmpty() || m_text.endsWith('.'))
        return false;
    const std::ptrdiff_t left = m_end - at;
    const int count = left > 1 && at[1] == '.' ? 1 : left > 2 && at[1] == '=' && at[2] == '.' ? 2 : 0;
    m_text.append(count, '=');
    m_at = at + count;
    return count > 0;
}

/// Whether the line that ends at `at` is as wide as wrapped ones are: the first one decides, the others follow it.
bool TokenWalk::fitsWidth(const char *at)
{
    const bool isFirst = m_lineStart == nullptr;
    if (isFirst) {
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
    if (!isFirst)
        return width == m_width || rawWidth == m_rawWidth;
    m_width = width;
    m_rawWidth = rawWidth;
    return isWrapWidth(width) || isWrapWidth(rawWidth) ||
           (text == m_seed && width >= shortestFreeWidth && width <= longestLine);
}

/// Whether what was read is a whole token already, and the line [next, nextEnd) no part of it.
bool TokenWalk::isComplete(const char *next, const char *nextEnd) const
{
    const QByteArrayView line(next, nextEnd - next);
    const int wanted = m_isEncrypted ? 4 : 2;
    if (m_dots < wanted)
        return line.startsWith("ey") && line.count('.') >= 2;
    if (line.startsWith("ey") || m_dots > wanted)
        return true;
    if (m_hasTilde)
        return false;
    const qsizetype last = m_text.size() - m_lastDot - 1;
    if (m_isEncrypted)
        return isTagLength(last);
    return m_signatureLength > 0 ? last >= m_signatureLength : isRsaSignatureLength(last);
}

TokenWalk::Next TokenWalk::joinLine(const char *at, const Special &lineBreak)
{
    if (!fitsWidth(at))
        return Next::Stop;
    const char *lineStart = at + lineBreak.length;
    const char *next = skipQuoting(lineStart, m_end);
    const char *limit = m_end - next > longestLine ? next + longestLine : m_end;
    const char *end = next;
    while (end < limit && (isSegmentCharacter(*end) || *end == '.' || *end == '~'))
        ++end;
    m_steps += end - at;
    if (m_end - end < 3 && !m_isFinal)
        return Next::More;
    if (end == next || end - next > std::max(m_width, m_rawWidth) || !endsLine(end, m_end) || isComplete(next, end))
        return Next::Stop;
    m_lineStart = lineStart;
    m_pending |= lineBreak.transport;
    m_at = next;
    return Next::On;
}

/// The next chunk of a cookie that was too large for one: `name.1` after `name.0`, in a header, a jar or a HAR.
TokenWalk::Next TokenWalk::joinChunk(const char *at)
{
    if (m_dots == 0)
        return Next::Stop;
    if (m_chunk == 0) {
        const char before = m_seed > m_begin ? m_seed[-1] : ' ';
        if (before != '=' && before != '"' && before != '\t' && before != 'D')
            return Next::Stop;
        m_chunkName = nameBefore(QByteArrayView(m_begin, m_seed - m_begin));
        m_steps += chunkWindow / 16;
        if (!m_chunkName.endsWith(".0"))
            return Next::Stop;
        m_chunkName.chop(1);
    }
    if (m_lookedAhead > freeLookAhead + m_steps)
        return Next::Stop;
    const QByteArray wanted = m_chunkName + QByteArray::number(m_chunk + 1);
    const char *limit = m_end - at > chunkWindow ? at + chunkWindow : m_end;
    const qsizetype found = QByteArrayView(at, limit - at).indexOf(wanted);
    m_lookedAhead += limit - at;
    if (found < 0 || at + found + wanted.size() + 64 > m_end) {
        const bool mayCome = !m_isFinal && (found >= 0 || limit == m_end);
        if (mayCome || found < 0)
            return mayCome ? Next::More : Next::Stop;
    }
    const char *value = at + found + wanted.size();
    const char *valueLimit = m_end - value > 48 ? value + 48 : m_end;
    const auto isBetween = [](char c) { return QByteArrayView("\"'\\:=, \t\r\n").contains(c); };
    const char *start = std::find_if_not(value, valueLimit, isBetween);
    if (start == value)
        return Next::Stop;
    if (valueLimit - start > 5 && QByteArrayView(start, 5) == "value")
        start = std::find_if_not(start + 5, valueLimit, isBetween);
    if (start == valueLimit || (!isSegmentCharacter(*start) && *start != '.'))
        return Next::Stop;
    if (!m_firstChunkEnd)
        m_firstChunkEnd = at;
    ++m_chunk;
    m_pending |= Transport::CookieChunks;
    m_at = start;
    return Next::On;
}

bool TokenWalk::isHeader(QByteArrayView segment)
{
    if (segment == m_header)
        return m_headerFits;
    m_header = segment.toByteArray();
    m_headerFits = false;
    if (segment.size() < shortestHeader || segment.size() > longestHeader)
        return false;
    const QByteArray decoded = QByteArray::fromBase64(m_header, QByteArray::Base64UrlEncoding).trimmed();
    if (!decoded.startsWith('{') || !decoded.endsWith('}'))
        return false;
    m_isEncrypted = decoded.contains("\"enc\"");
    m_signatureLength = signatureLength(decoded);
    m_headerFits =
        m_isEncrypted || decoded.contains("\"alg\"") || decoded.contains("\"typ\"") || decoded.contains("\\u00");
    return m_headerFits;
}

Walked TokenWalk::finish(const char *end)
{
    Walked walked{.outcome = Walked::Outcome::Nothing, .end = std::max(end, m_seed + 1), .token = {}, .through = {}};
    int dots = m_dots;
    // What ends a sentence is no part; the second dot belongs to a token with an empty signature.
    while (dots > 2 && m_text.endsWith('.')) {
        m_text.chop(1);
        --dots;
    }
    if (dots < 2 || (dots > 4 && !m_hasTilde))
        return walked;
    walked.outcome = Walked::Outcome::Token;
    walked.kind = m_hasTilde                    ? FoundToken::Kind::SdJwt
                  : dots == 2 && !m_isEncrypted ? FoundToken::Kind::Jws
                  : dots == 4                   ? FoundToken::Kind::Jwe
                                                : FoundToken::Kind::Parts;
    walked.token = m_text;
    walked.through = m_through;
    return walked;
}

} // namespace gatehouse::scan
