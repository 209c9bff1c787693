#include "models/transport/Base64Walk.h"

#include "models/transport/Base64Run.h"
#include "models/transport/NameBefore.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

constexpr qsizetype firstDecoded = 32;
/// Characters in front of a token that are decoded for its name.
constexpr int charactersBefore = 400;

bool isBreak(char c)
{
    return c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == '>';
}

/// The character of the run in front of `at`, over a line break if need be; nothing when there is none.
const char *before(const char *begin, const char *at)
{
    const char *previous = at;
    const char *limit = at - begin > 12 ? at - 12 : begin;
    while (previous > limit && isBreak(previous[-1]))
        --previous;
    // A space alone parts words, not lines.
    const bool isBroken = previous < at && std::find(previous, at, '\n') == at;
    return previous == begin || isBroken || base64Value(previous[-1]) < 0 ? nullptr : previous - 1;
}

const char *after(const char *at, const char *end)
{
    const char *limit = end - at > 12 ? at + 12 : end;
    const char *next = at + 1;
    if (next < limit && (*next == '\n' || *next == '\r'))
        next = std::find_if_not(next, limit, isBreak);
    return next == end || base64Value(*next) < 0 ? nullptr : next;
}

/// Where a run can be decoded from, and which byte of the group is the "e" of "eyJ".
struct Start
{
    const char *group = nullptr;
    qsizetype byte = 0;
};

Start startOf(const char *begin, const char *at, const char *end)
{
    const QByteArrayView text(at, end - at);
    if (text.startsWith("ZXlK"))
        return {.group = at, .byte = 0};
    if (text.startsWith("V5")) {
        const char *third = after(at + 1, end);
        const char *second = at > begin ? at - 1 : nullptr;
        if (third && *third == 'S' && second && second > begin && base64Value(*second) >= 0 &&
            (base64Value(*second) & 0xF) == 6 && base64Value(second[-1]) >= 0)
            return {.group = at - 2, .byte = 1};
        return {};
    }
    if (text.size() < 3 || !text.startsWith("eU") || base64Value(text[2]) >> 2 != 10)
        return {};
    const char *last = before(begin, at);
    if (!last || *last != 'l' || last - begin < 3 || base64Value(last[-1]) < 0 || (base64Value(last[-1]) & 3) != 1 ||
        base64Value(last[-2]) < 0 || base64Value(last[-3]) < 0)
        return {};
    return {.group = last - 3, .byte = 2};
}

/// The name that the decoded text gives to what begins there.
QByteArray nameIn(const char *begin, const Start &start)
{
    const char *front = start.group;
    for (int i = 0; i < charactersBefore; i += 4) {
        const char *at = front;
        for (int j = 0; j < 4 && at; ++j)
            at = before(begin, at);
        if (!at)
            break;
        front = at;
    }
    Base64Run run(front, start.group + 4);
    run.decode(charactersBefore + 4);
    return nameBefore(QByteArrayView(run.bytes()).chopped(std::min(run.bytes().size(), 3 - start.byte)));
}

} // namespace

Walked Base64Walk::from(const char *begin, const char *at, const char *end, bool isFinal)
{
    if (end - at < 16 && !isFinal)
        return {.outcome = Walked::Outcome::More};
    const Start start = startOf(begin, at, end);
    const Walked none{.outcome = Walked::Outcome::Nothing, .end = at + 1};
    if (!start.group)
        return none;
    Base64Run run(start.group, end);
    for (qsizetype size = firstDecoded;; size *= 4) {
        run.decode(std::min(size, TokenWalk::longestInput));
        if (isFinal && run.at() == end)
            run.finish();
        const QByteArray &bytes = run.bytes();
        m_steps += bytes.size();
        const bool isWhole = run.hasEnded();
        if (bytes.size() <= start.byte + 3 && !isWhole)
            return {.outcome = Walked::Outcome::More};
        if (bytes.size() <= start.byte + 3)
            return none;
        m_inner.setBytes(bytes.constData() + start.byte, bytes.constData() + bytes.size(), isWhole);
        Walked walked = m_inner.from(bytes.constData() + start.byte);
        if (walked.outcome == Walked::Outcome::More) {
            if (run.at() == end)
                return walked;
            if (isWhole || size >= TokenWalk::longestInput)
                return none;
            continue;
        }
        if (walked.outcome == Walked::Outcome::Token) {
            walked.name = nameIn(begin, start);
            walked.through |= Transport::Base64;
        }
        walked.end = std::max(at + 1, run.inputAt(walked.end - bytes.constData()));
        return walked;
    }
}

} // namespace gatehouse::transport
