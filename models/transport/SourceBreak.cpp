#include "models/transport/SourceBreak.h"

#include "models/transport/TransportReader.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace gatehouse::transport {

namespace {

/// Between two strings: of most languages, of PHP and Perl, of Lua, of SQL, of Visual Basic, of shells and Python.
constexpr std::array<QByteArrayView, 9> operators{"+", ".", "..", "||", "&", "&_", "\\", "+\\", ".\\"};
/// In front of a string's quotation mark, in Python, C++ and C#.
constexpr QByteArrayView prefixes("bBfFrRuUL@$");

bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/// Reads over what interrupts a text, within a limit.
class Reader
{
public:
    Reader(const char *at, const char *end, bool isFinal)
        : m_at(at)
        , m_end(end - at > longestSourceBreak ? at + longestSourceBreak : end)
        , m_mayGoOn(!isFinal && m_end == end)
    {
    }

    bool isAtEnd() const { return m_at == m_end; }
    char here() const { return isAtEnd() ? '\0' : *m_at; }
    void skip() { ++m_at; }
    void skipBlanks()
    {
        while (!isAtEnd() && (*m_at == ' ' || *m_at == '\t'))
            ++m_at;
    }
    bool skipLineBreak()
    {
        const char *start = m_at;
        while (!isAtEnd() && m_at - start < 2 && (*m_at == '\r' || *m_at == '\n'))
            ++m_at;
        return m_at > start;
    }
    /// What was read, when the text goes on behind it.
    SourceBreak found(const char *from, SourceBreak found) const
    {
        if (isAtEnd())
            return unknown();
        if (!isSegmentCharacter(*m_at) && *m_at != '.')
            return {};
        found.state = SourceBreak::State::Found;
        found.length = m_at - from;
        return found;
    }
    /// What is to be said where something else would have to be here.
    SourceBreak unknown() const
    {
        return {.state = isAtEnd() && m_mayGoOn ? SourceBreak::State::More : SourceBreak::State::None};
    }

private:
    const char *m_at;
    const char *m_end;
    bool m_mayGoOn;
};

SourceBreak betweenStrings(const char *at, const char *end, bool isFinal)
{
    Reader reader(at, end, isFinal);
    const char quote = reader.here();
    reader.skip();
    QByteArray read;
    bool hasLineBreak = false;
    while (!reader.isAtEnd() && !isQuote(reader.here()) && !prefixes.contains(reader.here())) {
        hasLineBreak = hasLineBreak || reader.here() == '\n' || reader.here() == '\r';
        if (!isJsonBlank(reader.here()))
            read.append(reader.here());
        if (read.size() > 2)
            return {};
        reader.skip();
    }
    for (int i = 0; i < 2 && prefixes.contains(reader.here()); ++i)
        reader.skip();
    if (reader.here() != quote)
        return reader.unknown();
    const bool isSaid = std::ranges::find(operators, QByteArrayView(read)) != operators.end();
    if (!isSaid && !(read.isEmpty() && hasLineBreak))
        return {};
    reader.skip();
    return reader.found(at, {.isBetweenStrings = true, .isSaid = isSaid});
}

SourceBreak atEndOfLine(const char *at, const char *end, bool isFinal)
{
    Reader reader(at, end, isFinal);
    reader.skipBlanks();
    if (!QByteArrayView("\\^`").contains(reader.here()))
        return reader.unknown();
    reader.skip();
    reader.skipBlanks();
    if (!reader.skipLineBreak())
        return reader.unknown();
    reader.skipBlanks();
    return reader.found(at, {});
}

} // namespace

SourceBreak sourceBreakAt(const char *at, const char *end, bool isFinal)
{
    if (at == end || !QByteArrayView(" \t\\^`\"'").contains(*at))
        return {};
    if (isQuote(*at)) {
        const SourceBreak found = betweenStrings(at, end, isFinal);
        if (found.state != SourceBreak::State::None || *at != '`')
            return found;
    }
    return atEndOfLine(at, end, isFinal);
}

} // namespace gatehouse::transport
