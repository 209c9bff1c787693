#include "models/transport/LogLines.h"

#include <algorithm>
#include <cstring>

namespace gatehouse::transport {

namespace {

/// Lines of the other stream that may be in between.
constexpr int linesPassed = 8;
/// Longer than what is in front of a line's text, and than Docker's members behind it.
constexpr qsizetype longestFrame = 400;

using State = Continuation::State;

QByteArrayView between(const char *begin, const char *end)
{
    return {begin, end - begin};
}

/// A line's frame in the CRI format: `2026-11-29T10:00:00.000000001Z stdout P `.
struct CriLine
{
    QByteArrayView stream; ///< empty when it is none
    bool isPartial = false;
    qsizetype textAt = 0;
};

CriLine criLine(QByteArrayView line)
{
    line = line.first(std::min(line.size(), longestFrame));
    const qsizetype time = line.indexOf(' ');
    if (time < 20 || time > 40 || line[4] != '-' || line[10] != 'T')
        return {};
    const QByteArrayView rest = line.sliced(time + 1);
    const bool isStream = rest.startsWith("stdout ") || rest.startsWith("stderr ");
    if (!isStream || rest.size() < 9 || rest[8] != ' ' || (rest[7] != 'P' && rest[7] != 'F'))
        return {};
    return {.stream = rest.first(6), .isPartial = rest[7] == 'P', .textAt = time + 10};
}

const char *lineStartBefore(const char *begin, const char *at)
{
    const char *limit = at - begin > longestLogLine ? at - longestLogLine : begin;
    const char *start = at;
    while (start > limit && start[-1] != '\n')
        --start;
    return start == limit && limit != begin ? nullptr : start;
}

/// Waits until the frame of the line at `at` is there.
bool isFrameThere(const char *at, const char *end, bool isFinal)
{
    return isFinal || end - at >= longestFrame || between(at, end).contains('\n');
}

Continuation criContinuation(const char *begin, const char *at, const char *end, bool isFinal)
{
    const char *start = lineStartBefore(begin, at);
    const CriLine line = start ? criLine(between(start, at)) : CriLine();
    if (line.stream.isEmpty() || !line.isPartial)
        return {};
    const char *next = at + 1;
    for (int i = 0; i < linesPassed; ++i) {
        if (!isFrameThere(next, end, isFinal))
            return {.state = State::More};
        const CriLine found = criLine(between(next, end));
        if (found.stream.isEmpty())
            return {.state = State::Missing};
        if (found.stream == line.stream)
            return {.state = State::Found, .at = next + found.textAt, .lineStart = next};
        const auto *feed = static_cast<const char *>(
            std::memchr(next, '\n', static_cast<std::size_t>(std::min<qsizetype>(end - next, longestLogLine))));
        if (!feed)
            return {.state = isFinal || end - next >= longestLogLine ? State::Missing : State::More};
        next = feed + 1;
    }
    return {.state = State::Missing};
}

/// `","stream":"stdout"` behind a text that does not end in an escaped line feed.
constexpr QByteArrayView dockerStream("\",\"stream\":\"std");
constexpr QByteArrayView dockerText("{\"log\":\"");

Continuation dockerContinuation(const char *at, const char *end, bool isFinal)
{
    if (!isFinal && end - at < longestFrame)
        return {.state = State::More};
    const QByteArrayView rest = between(at, end);
    if (!rest.startsWith(dockerStream))
        return {};
    const QByteArrayView stream =
        rest.sliced(dockerStream.size(), std::min<qsizetype>(3, rest.size() - dockerStream.size()));
    const char *next = at;
    for (int i = 0; i < linesPassed; ++i) {
        const auto *feed = static_cast<const char *>(
            std::memchr(next, '\n', static_cast<std::size_t>(std::min<qsizetype>(end - next, longestLogLine))));
        if (!feed)
            return {.state = isFinal || end - next >= longestLogLine ? State::Missing : State::More};
        next = feed + 1;
        const QByteArrayView line = between(next, end);
        if (line.size() < dockerText.size() && !isFinal)
            return {.state = State::More};
        if (!line.startsWith(dockerText))
            return {.state = State::Missing};
        // The stream of that line is behind its text.
        qsizetype closing = dockerText.size();
        const qsizetype limit = std::min(line.size(), longestLogLine);
        while (closing < limit && line[closing] != '"')
            closing += line[closing] == '\\' ? 2 : 1;
        if (closing + dockerStream.size() + 3 > line.size())
            return {.state = isFinal ? State::Missing : State::More};
        const QByteArrayView frame = line.sliced(closing);
        if (!frame.startsWith(dockerStream))
            return {.state = State::Missing};
        if (frame.sliced(dockerStream.size(), 3) == stream)
            return {.state = State::Found, .at = next + dockerText.size(), .lineStart = next};
    }
    return {.state = State::Missing};
}

} // namespace

Continuation continuationOf(const char *begin, const char *at, const char *end, bool isFinal)
{
    if (at == end)
        return {};
    if (*at == '\n')
        return criContinuation(begin, at, end, isFinal);
    return *at == '"' && end - at > 1 && at[1] == ',' ? dockerContinuation(at, end, isFinal) : Continuation();
}

} // namespace gatehouse::transport
