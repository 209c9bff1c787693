#include "models/transport/JsonSearch.h"

#include "models/base/Text.h"
#include "models/transport/TransportReader.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

/// JSON in a JSON string in a JSON string: what log shippers make of it.
constexpr int mostStringLevels = 4;
/// How often the search starts again behind a brace that a quotation mark of the surrounding text spoilt.
constexpr int mostRestarts = 32;
/// Of what follows a quotation mark outside any object, to tell JSON in a string from a quotation.
constexpr qsizetype quotedBeginning = 64;

enum Member : unsigned { Signature = 1, Ciphertext = 2, Payload = 4, Protected = 8, Several = 16 };

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
    if (name == "signatures")
        return Signature | Several;
    if (name == "signature")
        return Signature;
    if (name == "ciphertext")
        return Ciphertext;
    if (name == "payload")
        return Payload;
    return name == "protected" ? Protected : 0U;
}

} // namespace

void JsonSearch::setText(QByteArrayView text, bool isFinal)
{
    m_text = text;
    m_isFinal = isFinal;
}

void JsonSearch::drop(qsizetype count)
{
    m_at -= count;
    // What began before is too large already, and stays open.
    for (Object &object : m_open)
        object.begin = std::max<qsizetype>(object.begin - count, -longestObject - 1);
    for (JsonToken &token : m_found) {
        token.begin -= count;
        token.end -= count;
    }
}

/// The outermost of the open objects that are not too large; there may be very many open.
const JsonSearch::Object *JsonSearch::outermost() const
{
    const auto first = std::ranges::partition_point(
        m_open, [this](const Object &object) { return m_at - object.begin > longestObject; });
    return first == m_open.cend() ? nullptr : &*first;
}

qsizetype JsonSearch::keepFrom() const
{
    const Object *object = outermost();
    return object ? object->begin : m_at;
}

bool JsonSearch::isOpenAround(qsizetype at) const
{
    const Object *object = outermost();
    return object && object->begin <= at;
}

void JsonSearch::restartAt(qsizetype at)
{
    m_at = at;
    m_open.clear();
    m_before = 0;
}

bool JsonSearch::readTo(qsizetype to)
{
    while (m_at < to) {
        if (!step(to))
            return false;
    }
    return true;
}

void JsonSearch::finish()
{
    m_isFinal = true;
    do
        readTo(m_text.size());
    while (restartAfterCut());
    m_open.clear(); // nothing more can close
}

/// Reads a character, or a string; or up to `to`, where there is nothing to see.
bool JsonSearch::step(qsizetype to)
{
    const char c = m_text[m_at];
    if (m_open.isEmpty() && c != '{')
        return outside(to);
    const bool opensString =
        c == '"' || (c == '\'' && (m_before == '{' || m_before == ',' || m_before == ':' || m_before == '['));
    if (opensString)
        return readString();
    if (c == '{') {
        // An object that came out of a string without the string's quotation marks.
        const qsizetype next = afterBlanks(m_at + 1);
        if (next == m_text.size() && !m_isFinal && next - m_at < longestObject)
            return false;
        if (next < m_text.size() && m_text[next] == '\\')
            return readEscaped();
    }
    if (c == '{' || c == '[')
        m_open.append({.begin = m_at});
    else if (c == '}' || c == ']')
        close();
    if (!isJsonBlank(c))
        m_before = c;
    ++m_at;
    return true;
}

/// Outside any object quotation marks are those of a sentence, except around JSON in a string.
bool JsonSearch::outside(qsizetype to)
{
    if (m_text[m_at] == '"') {
        const QByteArrayView beginning = m_text.sliced(m_at).first(std::min(m_text.size() - m_at, quotedBeginning));
        if (beginning.size() < 2 && !m_isFinal)
            return false;
        if (beginning.startsWith("\"{")) {
            if (beginning.size() < quotedBeginning && !m_isFinal)
                return false;
            if (beginning.contains('\\')) {
                m_before = ':';
                return readString();
            }
        }
        ++m_at;
    }
    const char *end = m_text.data() + std::min(to, m_text.size());
    const char *next = std::find_if(m_text.data() + std::min<qsizetype>(m_at, end - m_text.data()), end,
                                    [](char c) { return c == '{' || c == '"'; });
    m_at = std::max<qsizetype>(m_at, next - m_text.data());
    return true;
}

qsizetype JsonSearch::afterBlanks(qsizetype at) const
{
    while (at < m_text.size() && isJsonBlank(m_text[at]))
        ++at;
    return at;
}

/// A closing bracket without an opening one is text.
void JsonSearch::close()
{
    const Object object = m_open.takeLast();
    if ((object.members & Signature) != 0)
        add(JsonToken::Kind::Jws, object, m_at + 1);
    else if ((object.members & Ciphertext) != 0)
        add(JsonToken::Kind::Jwe, object, m_at + 1);
}

/// Reads the string that begins here.
bool JsonSearch::readString()
{
    const qsizetype begin = m_at;
    const char quote = m_text[begin];
    qsizetype end = begin + 1;
    bool hasEscapes = false;
    while (end < m_text.size() && m_text[end] != quote) {
        hasEscapes = hasEscapes || m_text[end] == '\\';
        end += m_text[end] == '\\' ? 2 : 1;
    }
    if (end >= m_text.size()) {
        if (!m_isFinal && m_text.size() - begin < longestObject)
            return false;
        if (m_isFinal && restartAfterCut())
            return true;
        // A mark of the text around, or a string that holds no token.
        m_at = m_isFinal ? m_text.size() : begin + 1;
        m_before = quote;
        return true;
    }
    const qsizetype next = afterBlanks(end + 1);
    if (next == m_text.size() && !m_isFinal && next - end < longestObject)
        return false;
    const QByteArrayView string = m_text.sliced(begin + 1, end - begin - 1);
    const bool isName = next < m_text.size() && m_text[next] == ':';
    if (isName && !m_open.isEmpty())
        m_open.last().members |= hasEscapes ? memberOf(unescaped(string)) : memberOf(string);
    else if (hasEscapes && string.contains('{'))
        addInner(begin, end + 1, string);
    m_before = quote;
    m_at = end + 1;
    return true;
}

/// Reads to where the string ends that the object here came out of.
bool JsonSearch::readEscaped()
{
    qsizetype end = m_at;
    while (end < m_text.size() && m_text[end] != '"')
        end += m_text[end] == '\\' ? 2 : 1;
    end = std::min(end, m_text.size());
    if (end == m_text.size() && !m_isFinal && end - m_at < longestObject)
        return false;
    addInner(m_at, end, m_text.sliced(m_at, end - m_at));
    m_at = end;
    return true;
}

/// At the end of the text something may be open: a token that is cut off, or a brace that belongs to no JSON, behind
/// which the search starts again.
bool JsonSearch::restartAfterCut()
{
    for (const Object &object : std::as_const(m_open)) {
        const bool isJws =
            (object.members & Signature) != 0 || (object.members & (Payload | Protected)) == (Payload | Protected);
        if (!isJws && (object.members & Ciphertext) == 0)
            continue;
        add(isJws ? JsonToken::Kind::Jws : JsonToken::Kind::Jwe, object, m_text.size());
        m_at = m_text.size();
        m_open.clear();
        return false;
    }
    const bool isCutString = m_at < m_text.size();
    const auto first =
        std::ranges::find_if(std::as_const(m_open), [](const Object &object) { return object.begin >= 0; });
    if (!isCutString || first == m_open.cend() || m_restarts == mostRestarts)
        return false;
    ++m_restarts;
    restartAt(first->begin + 1);
    return true;
}

void JsonSearch::add(JsonToken::Kind kind, const Object &object, qsizetype end)
{
    if (object.begin < 0)
        return; // it is not all at hand any more
    while (!m_found.isEmpty() && m_found.last().begin >= object.begin)
        m_found.removeLast();
    if (m_found.isEmpty() || m_found.last().end <= object.begin) {
        m_found.append({.kind = kind,
                        .text = m_text.sliced(object.begin, end - object.begin).toByteArray(),
                        .begin = object.begin,
                        .end = end,
                        .hasOwnContent = (object.members & (Payload | Protected | Ciphertext | Several)) != 0});
    }
}

void JsonSearch::addInner(qsizetype begin, qsizetype end, QByteArrayView string)
{
    if (m_level == mostStringLevels)
        return;
    const QByteArray text = unescaped(string);
    JsonSearch inner(m_level + 1);
    inner.setText(text, true);
    inner.finish();
    for (JsonToken &token : inner.found()) {
        token.begin = begin;
        token.end = end;
        // Several of one string are all at its place; what was found before a restart may overlap it.
        const bool isBehind = m_found.isEmpty() || m_found.last().end <= begin;
        if (isBehind || (m_found.last().begin == begin && m_found.last().end == end))
            m_found.append(std::move(token));
    }
}

} // namespace gatehouse::transport
