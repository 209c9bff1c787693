#include "models/transport/JsonTokens.h"

#include "models/base/Text.h"
#include "models/transport/TransportReader.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

/// JSON in a JSON string in a JSON string: what log shippers make of it.
constexpr int mostStringLevels = 4;
/// How often the search starts again behind a brace that a quotation mark of the surrounding text spoilt.
constexpr int mostRestarts = 32;
constexpr qsizetype farthestBrace = qsizetype{20} * 1024;
constexpr int mostBraces = 12;

enum Member : unsigned { Signature = 1, Ciphertext = 2, Payload = 4, Protected = 8 };

void appendUtf8(QByteArray &out, unsigned code)
{
    if (code < 0x80) {
        out.append(static_cast<char>(code));
    } else if (code < 0x800) {
        out.append(static_cast<char>(0xC0 | code >> 6)).append(static_cast<char>(0x80 | (code & 0x3F)));
    } else {
        out.append(static_cast<char>(0xE0 | code >> 12)).append(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.append(static_cast<char>(0x80 | (code & 0x3F)));
    }
}

/// A string without its escapes. A surrogate stays alone: nothing that is looked for contains one.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out.append(text[i]);
            continue;
        }
        const char c = text[++i];
        if (c != 'u') {
            out.append(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == 'b' ? '\b' : c == 'f' ? '\f' : c);
            continue;
        }
        unsigned code = 0;
        int digits = 0;
        while (digits < 4 && i + 1 < text.size() && base::hexDigit(text[i + 1]) >= 0) {
            code = code * 16 + static_cast<unsigned>(base::hexDigit(text[++i]));
            ++digits;
        }
        appendUtf8(out, code);
    }
    return out;
}

unsigned memberOf(QByteArrayView name)
{
    if (name == "signature" || name == "signatures")
        return Signature;
    if (name == "ciphertext")
        return Ciphertext;
    if (name == "payload")
        return Payload;
    return name == "protected" ? Protected : 0U;
}

class Search
{
public:
    Search(QByteArrayView text, int level)
        : m_text(text)
        , m_level(level)
    {
    }

    /// The object that begins the text, and nothing behind it.
    QList<JsonToken> one()
    {
        m_isOne = true;
        pass(0);
        return std::move(m_found);
    }
    QList<JsonToken> run()
    {
        qsizetype from = 0;
        for (int i = 0; i <= mostRestarts && from >= 0; ++i)
            from = pass(from);
        return std::move(m_found);
    }

private:
    struct Object
    {
        qsizetype begin = 0;
        unsigned members = 0;
    };

    qsizetype pass(qsizetype from);
    qsizetype readString(qsizetype at);
    qsizetype afterCut();
    void add(JsonToken::Kind kind, qsizetype begin, qsizetype end);
    bool startsEscaped(qsizetype brace) const;
    qsizetype readEscaped(qsizetype brace);
    void addInner(qsizetype begin, qsizetype end, QByteArrayView string);

    QByteArrayView m_text;
    int m_level;
    QList<Object> m_open; ///< and arrays, which have no members
    char m_before = 0;    ///< the last character that is no blank
    bool m_isCutString = false;
    bool m_isOne = false;
    QList<JsonToken> m_found;
};

/// Reads on from `from`; where to start again, or -1.
qsizetype Search::pass(qsizetype from)
{
    m_open.clear();
    m_isCutString = false;
    for (qsizetype at = from; at < m_text.size(); ++at) {
        const char c = m_text[at];
        if (m_open.isEmpty() && c != '{') {
            // Outside any object quotation marks are those of a sentence, except around JSON in a string.
            if (c == '"' && at + 1 < m_text.size() && m_text[at + 1] == '{' &&
                m_text.sliced(at).first(std::min<qsizetype>(m_text.size() - at, 64)).contains('\\')) {
                m_before = ':';
                at = readString(at);
            }
            continue;
        }
        const bool opensString =
            c == '"' || (c == '\'' && (m_before == '{' || m_before == ',' || m_before == ':' || m_before == '['));
        if (opensString) {
            at = readString(at);
            m_before = c;
            continue;
        }
        if (c == '{' && startsEscaped(at)) {
            at = readEscaped(at);
            if (m_isOne)
                return -1;
            continue;
        }
        if (c == '{' || c == '[') {
            m_open.append({.begin = at});
        } else if (c == '}' || c == ']') {
            const Object object = m_open.takeLast();
            if ((object.members & Signature) != 0)
                add(JsonToken::Kind::Jws, object.begin, at + 1);
            else if ((object.members & Ciphertext) != 0)
                add(JsonToken::Kind::Jwe, object.begin, at + 1);
            if (m_isOne && m_open.isEmpty())
                return -1;
        }
        if (!isJsonBlank(c))
            m_before = c;
    }
    return m_isOne ? -1 : afterCut();
}

/// Reads the string that begins at `at`; the place of its last character.
qsizetype Search::readString(qsizetype at)
{
    const char quote = m_text[at];
    qsizetype end = at + 1;
    bool hasEscapes = false;
    while (end < m_text.size() && m_text[end] != quote) {
        hasEscapes = hasEscapes || m_text[end] == '\\';
        end += m_text[end] == '\\' ? 2 : 1;
    }
    m_isCutString = end >= m_text.size();
    if (m_isCutString)
        return m_text.size();
    const QByteArrayView string = m_text.sliced(at + 1, end - at - 1);
    qsizetype next = end + 1;
    while (next < m_text.size() && isJsonBlank(m_text[next]))
        ++next;
    const bool isName = next < m_text.size() && m_text[next] == ':';
    if (isName && !m_open.isEmpty())
        m_open.last().members |= memberOf(hasEscapes ? unescaped(string) : string.toByteArray());
    else if (hasEscapes && string.contains('{'))
        addInner(at, end + 1, string);
    return end;
}

/// An object that came out of a string without the string's quotation marks.
bool Search::startsEscaped(qsizetype brace) const
{
    qsizetype next = brace + 1;
    while (next < m_text.size() && isJsonBlank(m_text[next]))
        ++next;
    return next < m_text.size() && m_text[next] == '\\';
}

/// Reads to where the string ends that it came out of; the place of its last character.
qsizetype Search::readEscaped(qsizetype brace)
{
    qsizetype end = brace;
    while (end < m_text.size() && m_text[end] != '"')
        end += m_text[end] == '\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    addInner(brace, end, m_text.sliced(brace, end - brace));
    return end - 1;
}

/// What is open when the text ends: a token that is cut off, or a brace that belongs to no JSON.
qsizetype Search::afterCut()
{
    for (const Object &object : std::as_const(m_open)) {
        const bool isJws =
            (object.members & Signature) != 0 || (object.members & (Payload | Protected)) == (Payload | Protected);
        if (isJws || (object.members & Ciphertext) != 0) {
            add(isJws ? JsonToken::Kind::Jws : JsonToken::Kind::Jwe, object.begin, m_text.size());
            return -1;
        }
    }
    return m_isCutString && !m_open.isEmpty() ? m_open.first().begin + 1 : -1;
}

void Search::add(JsonToken::Kind kind, qsizetype begin, qsizetype end)
{
    while (!m_found.isEmpty() && m_found.last().begin >= begin)
        m_found.removeLast();
    if (m_found.isEmpty() || m_found.last().end <= begin)
        m_found.append(
            {.kind = kind, .text = m_text.sliced(begin, end - begin).toByteArray(), .begin = begin, .end = end});
}

void Search::addInner(qsizetype begin, qsizetype end, QByteArrayView string)
{
    if (m_level == mostStringLevels)
        return;
    for (JsonToken &inner : Search(unescaped(string), m_level + 1).run()) {
        inner.begin = begin;
        inner.end = end;
        if (m_found.isEmpty() || m_found.last().begin <= begin)
            m_found.append(std::move(inner));
    }
}

} // namespace

QList<JsonToken> jsonTokensIn(QByteArrayView text)
{
    return text.contains('{') ? Search(text, 0).run() : QList<JsonToken>();
}

std::optional<JsonToken> jsonTokenAround(QByteArrayView text, qsizetype at)
{
    std::optional<JsonToken> outermost;
    const qsizetype first = std::max<qsizetype>(0, at - farthestBrace);
    int tries = 0;
    for (qsizetype i = at; i-- > first && tries < mostBraces;) {
        if (text[i] != '{')
            continue;
        ++tries;
        QList<JsonToken> found = Search(text.sliced(i), 0).one();
        if (found.isEmpty() || found.first().begin != 0 || i + found.first().end <= at)
            continue;
        outermost = std::move(found.first());
        outermost->begin += i;
        outermost->end += i;
    }
    return outermost;
}

std::optional<JsonToken::Kind> jsonTokenKind(QByteArrayView text)
{
    if (!text.startsWith('{'))
        return std::nullopt;
    const QList<JsonToken> found = jsonTokensIn(text);
    if (found.size() != 1 || found.first().text != text)
        return std::nullopt;
    return found.first().kind;
}

} // namespace gatehouse::transport
