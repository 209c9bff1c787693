#include "models/scan/EncodedWalk.h"

#include "models/inspector/TokenShape.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

constexpr qsizetype longestRun = TokenWalk::longestInput / 3 * 4;

bool isBase64(char c)
{
    return c == '+' || c == '/' || (c != '.' && inspector::isTokenCharacter(c));
}

} // namespace

Walked EncodedWalk::from(const char *begin, const char *at, const char *end, bool isFinal)
{
    // Within a run the characters do not stand where groups of four begin.
    Walked none{.outcome = Walked::Outcome::Nothing, .end = at + 1, .token = {}, .through = {}};
    if (at > begin && isBase64(at[-1]))
        return none;
    const char *last = at + std::min<qsizetype>(end - at, longestRun + 1);
    const char *stop = std::find_if_not(at, last, isBase64);
    m_steps += stop - at;
    if (stop - at > longestRun)
        return none;
    if (stop == end && !isFinal)
        return {.outcome = Walked::Outcome::More, .end = at, .token = {}, .through = {}};
    QByteArray run(at, stop - at);
    std::ranges::replace(run, '-', '+');
    std::ranges::replace(run, '_', '/');
    const QByteArray decoded = QByteArray::fromBase64(run).trimmed();
    if (!decoded.startsWith("ey"))
        return none;
    m_inner.setBytes(decoded.constData(), decoded.constData() + decoded.size(), true);
    Walked walked = m_inner.from(decoded.constData());
    if (walked.outcome != Walked::Outcome::Token || walked.end != decoded.constData() + decoded.size())
        return none;
    while (stop < end && *stop == '=')
        ++stop;
    walked.end = stop;
    walked.through |= Transport::Base64;
    return walked;
}

} // namespace gatehouse::scan
