#include "models/jose/StrictJson.h"

#include "models/base/Text.h"

#include <QSet>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace gatehouse::jose {

namespace {

/// Objects with more members than this look names up by hash.
constexpr qsizetype membersComparedOneByOne = 12;

bool isContinuation(QByteArrayView bytes, qsizetype position)
{
    return position < bytes.size() && (static_cast<unsigned char>(bytes[position]) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed UTF-8 sequence at `position` (Unicode table 3-7), or 0.
int sequenceLength(QByteArrayView bytes, qsizetype position)
{
    const auto lead = static_cast<unsigned char>(bytes[position]);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4 || !isContinuation(bytes, position + 1))
        return 0;
    if (lead < 0xE0)
        return 2;
    const auto second = static_cast<unsigned char>(bytes[position + 1]);
    if (!isContinuation(bytes, position + 2))
        return 0;
    if (lead < 0xF0) {
        const bool overlong = lead == 0xE0 && second < 0xA0;
        const bool surrogate = lead == 0xED && second > 0x9F;
        return overlong || surrogate ? 0 : 3;
    }
    const bool overlong = lead == 0xF0 && second < 0x90;
    const bool beyondUnicode = lead == 0xF4 && second > 0x8F;
    return overlong || beyondUnicode || !isContinuation(bytes, position + 3) ? 0 : 4;
}

qsizetype firstInvalidByte(QByteArrayView bytes)
{
    qsizetype position = 0;
    while (position < bytes.size()) {
        const int length = sequenceLength(bytes, position);
        if (length == 0)
            return position;
        position += length;
    }
    return position;
}

/// A recursive descent over bytes that are known to be UTF-8. Its depth is bounded by the limits before it goes deeper,
/// and it stops at the first error.
class Parser
{
public:
    Parser(QByteArrayView json, const JsonLimits &limits)
        : m_begin(json.data())
        , m_at(json.data())
        , m_end(json.data() + json.size())
        , m_limits(limits)
    {
    }

    std::expected<JsonValue, JsonError> parse()
    {
        JsonValue root;
        skipBlanks();
        if (parseValue(root, 0)) {
            skipBlanks();
            if (m_at == m_end)
                return root;
            fail(JsonError::Kind::Syntax, m_at);
        }
        return std::unexpected(m_error);
    }

private:
    bool fail(JsonError::Kind kind, const char *where, QString name = {})
    {
        m_error = {kind, where - m_begin, std::move(name)};
        return false;
    }

    void skipBlanks()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool at(char character) const { return m_at < m_end && *m_at == character; }

    bool parseValue(JsonValue &value, int depth)
    {
        if (m_at == m_end)
            return fail(JsonError::Kind::Syntax, m_at);
        switch (*m_at) {
        case '{':
            return parseObject(value, depth + 1);
        case '[':
            return parseArray(value, depth + 1);
        case '"':
            value.type = JsonValue::Type::String;
            return parseString(value.string);
        case 't':
            return parseWord(value, "true", JsonValue::Type::True);
        case 'f':
            return parseWord(value, "false", JsonValue::Type::False);
        case 'n':
            return parseWord(value, "null", JsonValue::Type::Null);
        default:
            return parseNumber(value);
        }
    }

    bool parseWord(JsonValue &value, std::string_view word, JsonValue::Type type)
    {
        if (std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(word)) {
            m_at += word.size();
            value.type = type;
            return true;
        }
        return fail(JsonError::Kind::Syntax, m_at);
    }

    bool skipDigits()
    {
        const char *first = m_at;
        while (m_at < m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        return m_at > first || fail(JsonError::Kind::Syntax, m_at);
    }

    bool parseNumber(JsonValue &value)
    {
        const char *first = m_at;
        if (at('-'))
            ++m_at;
        if (at('0'))
            ++m_at; // and no digit after it: whatever follows must not continue the number
        else if (!skipDigits())
            return false;
        if (at('.')) {
            ++m_at;
            if (!skipDigits())
                return false;
        }
        if (at('e') || at('E')) {
            ++m_at;
            if (at('+') || at('-'))
                ++m_at;
            if (!skipDigits())
                return false;
        }
        value.type = JsonValue::Type::Number;
        value.number = QByteArray(first, m_at - first);
        return true;
    }

    /// To the next quotation mark, backslash or control character, eight octets at a time: a token is one long string.
    void skipPlain()
    {
        constexpr quint64 ones = 0x0101010101010101U;
        constexpr quint64 tops = ones * 0x80;
        const auto hasZero = [](quint64 octets) { return (octets - ones) & ~octets & tops; };
        while (m_end - m_at >= 8) {
            quint64 octets = 0;
            std::memcpy(&octets, m_at, 8);
            const quint64 below = (octets - ones * 0x20) & ~octets & tops;
            if ((below | hasZero(octets ^ ones * '"') | hasZero(octets ^ ones * '\\')) != 0)
                break;
            m_at += 8;
        }
        while (m_at < m_end && *m_at != '"' && *m_at != '\\' && static_cast<unsigned char>(*m_at) >= 0x20)
            ++m_at;
    }

    bool parseString(QString &string)
    {
        const char *opening = m_at++;
        const char *first = m_at;
        skipPlain();
        string = QString::fromUtf8(first, m_at - first);
        while (m_at < m_end) {
            if (*m_at == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(*m_at) < 0x20)
                return fail(JsonError::Kind::Syntax, m_at);
            if (*m_at == '\\') {
                if (!parseEscape(string))
                    return false;
                continue;
            }
            first = m_at;
            skipPlain();
            string += QString::fromUtf8(first, m_at - first);
        }
        return fail(JsonError::Kind::Syntax, opening);
    }

    bool parseEscape(QString &string)
    {
        const char *backslash = m_at++;
        if (m_at == m_end)
            return fail(JsonError::Kind::Syntax, backslash);
        switch (*m_at++) {
        case '"':
            string += u'"';
            return true;
        case '\\':
            string += u'\\';
            return true;
        case '/':
            string += u'/';
            return true;
        case 'b':
            string += u'\b';
            return true;
        case 'f':
            string += u'\f';
            return true;
        case 'n':
            string += u'\n';
            return true;
        case 'r':
            string += u'\r';
            return true;
        case 't':
            string += u'\t';
            return true;
        case 'u':
            return parseUnicodeEscape(string, backslash);
        default:
            return fail(JsonError::Kind::Syntax, backslash);
        }
    }

    bool parseUnicodeEscape(QString &string, const char *backslash)
    {
        const int unit = parseFourHexDigits();
        if (unit < 0)
            return fail(JsonError::Kind::Syntax, backslash);
        const QChar first(static_cast<char16_t>(unit));
        if (!first.isSurrogate()) {
            string += first;
            return true;
        }
        if (first.isLowSurrogate() || m_end - m_at < 6 || m_at[0] != '\\' || m_at[1] != 'u')
            return fail(JsonError::Kind::LoneSurrogate, backslash);
        const char *secondBackslash = m_at;
        m_at += 2;
        const int next = parseFourHexDigits();
        if (next < 0)
            return fail(JsonError::Kind::Syntax, secondBackslash);
        const QChar second(static_cast<char16_t>(next));
        if (!second.isLowSurrogate())
            return fail(JsonError::Kind::LoneSurrogate, backslash);
        string += first;
        string += second;
        return true;
    }

    /// The number behind \u, or -1.
    int parseFourHexDigits()
    {
        if (m_end - m_at < 4)
            return -1;
        int unit = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = base::hexDigit(*m_at++);
            if (digit < 0)
                return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    }

    bool countValue()
    {
        if (++m_values > m_limits.values)
            return fail(JsonError::Kind::TooMany, m_at);
        return true;
    }

    bool parseArray(JsonValue &value, int depth)
    {
        if (depth > m_limits.depth)
            return fail(JsonError::Kind::TooDeep, m_at);
        value.type = JsonValue::Type::Array;
        ++m_at;
        skipBlanks();
        if (at(']')) {
            ++m_at;
            return true;
        }
        while (true) {
            if (!countValue() || !parseValue(value.elements.emplaceBack(), depth))
                return false;
            skipBlanks();
            if (at(']')) {
                ++m_at;
                return true;
            }
            if (!at(','))
                return fail(JsonError::Kind::Syntax, m_at);
            ++m_at;
            skipBlanks();
        }
    }

    bool parseObject(JsonValue &value, int depth)
    {
        if (depth > m_limits.depth)
            return fail(JsonError::Kind::TooDeep, m_at);
        value.type = JsonValue::Type::Object;
        ++m_at;
        skipBlanks();
        if (at('}')) {
            ++m_at;
            return true;
        }
        QSet<QString> names; // of a large object
        while (true) {
            if (!countValue())
                return false;
            if (!at('"'))
                return fail(JsonError::Kind::Syntax, m_at);
            const char *nameAt = m_at;
            QString name;
            if (!parseString(name))
                return false;
            if (!m_limits.keepsDuplicates && !isNewName(value.members, names, name))
                return fail(JsonError::Kind::DuplicateName, nameAt, name);
            skipBlanks();
            if (!at(':'))
                return fail(JsonError::Kind::Syntax, m_at);
            ++m_at;
            skipBlanks();
            JsonMember &member = value.members.emplaceBack();
            member.name = std::move(name);
            if (!parseValue(member.value, depth))
                return false;
            skipBlanks();
            if (at('}')) {
                ++m_at;
                return true;
            }
            if (!at(','))
                return fail(JsonError::Kind::Syntax, m_at);
            ++m_at;
            skipBlanks();
        }
    }

    static bool isNewName(const QList<JsonMember> &members, QSet<QString> &names, const QString &name)
    {
        if (members.size() < membersComparedOneByOne) {
            return std::ranges::none_of(members, [&](const JsonMember &member) { return member.name == name; });
        }
        if (names.isEmpty()) {
            for (const JsonMember &member : members)
                names.insert(member.name);
        }
        const qsizetype before = names.size();
        names.insert(name);
        return names.size() > before;
    }

    const char *m_begin;
    const char *m_at;
    const char *m_end;
    const JsonLimits &m_limits;
    int m_values = 0;
    JsonError m_error;
};

} // namespace

std::expected<JsonValue, JsonError> parseStrictJson(QByteArrayView json, JsonLimits limits)
{
    if (json.size() > limits.bytes)
        return std::unexpected(JsonError{.kind = JsonError::Kind::TooLarge, .position = limits.bytes, .name = {}});
    if (json.startsWith("\xEF\xBB\xBF"))
        return std::unexpected(JsonError{.kind = JsonError::Kind::ByteOrderMark, .position = 0, .name = {}});
    if (!json.isValidUtf8())
        return std::unexpected(
            JsonError{.kind = JsonError::Kind::NotUtf8, .position = firstInvalidByte(json), .name = {}});
    return Parser(json, limits).parse();
}

} // namespace gatehouse::jose
