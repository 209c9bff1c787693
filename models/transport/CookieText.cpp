#include "models/transport/Base64Run.h"
#include "models/transport/NameBefore.h"
#include "models/transport/TokenScanner.h"

#include <algorithm>

// Cookies in several chunks, of which the first begins with no header: of a document in base64, or because it is not
// there.
namespace gatehouse::transport {

namespace {

/// A chunk that nothing else speaks for is at least this large.
constexpr qsizetype largeChunk = 1000;

/// What base64 has in forty characters or more, and names, numbers and digests in hexadecimal digits have not.
bool isMixed(QByteArrayView text)
{
    const auto isIn = [text](char first, char last) {
        return std::ranges::any_of(text, [=](char c) { return c >= first && c <= last; });
    };
    return isIn('A', 'Z') && isIn('a', 'z') && isIn('0', '9');
}

} // namespace

/// A document that came in several cookies, decoded; empty when it did not. `at` is behind its first, and then behind
/// its last.
QByteArray TokenScanner::joinedChunks(const char *seed, const char *&at, const char *end, bool isFinal, bool &isShort)
{
    QByteArrayView before(m_buffer.constData(), seed - m_buffer.constData());
    if (before.endsWith(base64Prefix))
        before.chop(base64Prefix.size());
    CookieChunks chunks(rawNameBefore(before));
    if (!chunks.isFirst() || !chunks.isSetApart())
        return {};
    const char *begin = m_buffer.constData();
    chunks.lookAround(seed - begin > CookieChunks::window ? seed - CookieChunks::window : begin, before.end(),
                      end - at > CookieChunks::window ? at + CookieChunks::window : end);
    isShort = !isFinal && end - at <= CookieChunks::window && chunks.endsWithBytes();
    if (isShort)
        return {};
    QByteArray text(seed, at - seed);
    const char *last = nullptr;
    for (CookieChunks::Value found = chunks.next(); found.at; found = chunks.next()) {
        last = std::find_if(found.at, end, [](char c) { return base64Value(c) < 0; });
        text.append(found.at, last - found.at);
        chunks.advance();
    }
    m_sought += chunks.lookedAt() / 8;
    if (!last)
        return {};
    at = std::max(at, last);
    Base64Run run(text.constData(), text.constData() + text.size());
    run.decode(TokenScanner::longestDocument);
    run.finish();
    return run.bytes();
}

/// A chunk whose first one is not there: that is said, for what it is a part of may be a token.
Walked TokenScanner::chunk(const char *seed, const char *end, bool isFinal)
{
    constexpr int mostDots = 4;
    const Walked next{.outcome = Walked::Outcome::Nothing, .end = seed + 1};
    const char *begin = m_buffer.constData();
    const char *value = chunkValueBehind(seed, end);
    if (!value || value == end || QByteArrayView(value, end - value).startsWith("ey"))
        return value == end && !isFinal && end - seed < lookBack ? Walked{.outcome = Walked::Outcome::More} : next;
    const QByteArray name = rawNameBefore(QByteArrayView(begin, value - begin));
    CookieChunks chunks = CookieChunks::anyOf(name);
    if (!chunks.isNumbered() || chunks.isFirst())
        return next;
    if (!isFinal && end - seed < CookieChunks::window)
        return mustWait(seed, end, isFinal) ? Walked{.outcome = Walked::Outcome::More} : wait(seed, end);
    const char *last = endOfChunkValue(value, end);
    if (!isMixed({value, last - value}) || (last < end && QByteArrayView("+/=~").contains(*last)))
        return next;
    chunks.lookIn(seed - begin > CookieChunks::window ? seed - CookieChunks::window : begin,
                  end - seed > CookieChunks::window ? seed + CookieChunks::window : end);
    m_sought += CookieChunks::window / 8;
    QByteArray text(value, last - value);
    bool isAlone = true;
    if (chunks.hasEarlier())
        return next;
    for (auto more = chunks.next(); more.at; more = chunks.next()) {
        text.append(more.at, endOfChunkValue(more.at, end) - more.at);
        chunks.advance();
        isAlone = false;
    }
    const qsizetype dots = text.count('.');
    const bool isOne = chunks.isSetApart() ? dots > 0 || !isAlone || text.size() >= largeChunk : dots > 0 && !isAlone;
    if (!isOne || dots > mostDots)
        return next;
    found(value, {.outcome = Walked::Outcome::Token,
                  .end = last,
                  .kind = FoundToken::Kind::Parts,
                  .extent = FoundToken::Extent::MissingFirstChunk,
                  .token = std::move(text),
                  .through = isAlone ? Transports() : Transport::CookieChunks});
    return {.outcome = Walked::Outcome::Nothing, .end = last};
}

} // namespace gatehouse::transport
