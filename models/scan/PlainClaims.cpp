#include "models/scan/PlainClaims.h"

#include "models/base/Clock.h"

#include <array>
#include <charconv>

namespace gatehouse::scan {

namespace {

constexpr std::size_t namesKept = 24;
constexpr int deepest = 4;
constexpr qsizetype longest = qsizetype{16} * 1024;

/// Printable ASCII without quote and reverse solidus: nothing in it needs a second look.
constexpr std::array<bool, 256> makePlainTable()
{
    std::array<bool, 256> table{};
    for (int c = 0x20; c < 0x7f; ++c)
        table[static_cast<std::size_t>(c)] = c != '"' && c != '\\';
    return table;
}

constexpr std::array<bool, 256> plainTable = makePlainTable();

class Reader
{
public:
    explicit Reader(QByteArrayView json)
        : m_at(json.data())
        , m_end(json.data() + json.size())
    {
    }

    std::optional<PlainClaims> readAll()
    {
        PlainClaims claims;
        const bool isRead = readObject(0, [&](QByteArrayView name) { return readClaim(name, claims); });
        return isRead && m_at == m_end ? std::optional(std::move(claims)) : std::nullopt;
    }

private:
    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    bool readString(QByteArrayView &text)
    {
        if (!take('"'))
            return false;
        const char *begin = m_at;
        while (m_at < m_end && plainTable[static_cast<unsigned char>(*m_at)])
            ++m_at;
        text = QByteArrayView(begin, m_at - begin);
        return take('"');
    }

    /// Whole numbers; others are rare enough for the parser.
    bool readNumber()
    {
        const char *begin = m_at;
        while (m_at < m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        return m_at > begin && (*begin != '0' || m_at - begin == 1);
    }

    bool readTime(std::optional<qint64> &time)
    {
        const char *begin = m_at;
        qint64 seconds = 0;
        if (!readNumber() || std::from_chars(begin, m_at, seconds).ec != std::errc() || seconds > base::lastDatedSecond)
            return false;
        time = seconds;
        return true;
    }

    bool readAudience(std::optional<QVarLengthArray<QByteArrayView, 4>> &audience)
    {
        audience.emplace();
        QByteArrayView text;
        if (!take('['))
            return readString(audience->emplace_back());
        if (take(']'))
            return true;
        do {
            if (!readString(text))
                return false;
            audience->append(text);
        } while (take(','));
        return take(']');
    }

    bool readClaim(QByteArrayView name, PlainClaims &claims)
    {
        QByteArrayView text;
        if (name.size() == 3) {
            if (name == "iss")
                return readString(claims.issuer.emplace());
            if (name == "aud")
                return readAudience(claims.audience);
            if (name == "exp")
                return readTime(claims.expiresAt);
            if (name == "iat")
                return readTime(claims.issuedAt);
            if (name == "nbf")
                return readTime(claims.notBefore);
            if (name == "sub" || name == "jti")
                return readString(text);
        }
        return readValue(0);
    }

    bool readWord(QByteArrayView word)
    {
        if (!QByteArrayView(m_at, m_end - m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    bool readValue(int depth)
    {
        if (m_at == m_end)
            return false;
        QByteArrayView text;
        switch (*m_at) {
        case '"':
            return readString(text);
        case '{':
            return depth < deepest && readObject(depth + 1, [&](QByteArrayView) { return readValue(depth + 1); });
        case '[':
            return depth < deepest && readArray(depth + 1);
        case 't':
            return readWord("true");
        case 'f':
            return readWord("false");
        case 'n':
            return readWord("null");
        default:
            return readNumber();
        }
    }

    bool readArray(int depth)
    {
        ++m_at;
        if (take(']'))
            return true;
        do {
            if (!readValue(depth))
                return false;
        } while (take(','));
        return take(']');
    }

    template <typename ReadMember> bool readObject(int depth, ReadMember readMember)
    {
        if (depth > deepest || !take('{'))
            return false;
        if (take('}'))
            return true;
        std::array<QByteArrayView, namesKept> names;
        std::size_t count = 0;
        do {
            QByteArrayView name;
            if (count == namesKept || !readString(name) || !take(':'))
                return false;
            for (std::size_t i = 0; i < count; ++i) {
                if (names[i] == name)
                    return false;
            }
            names[count++] = name;
            if (!readMember(name))
                return false;
        } while (take(','));
        return take('}');
    }

    const char *m_at;
    const char *m_end;
};

} // namespace

std::optional<PlainClaims> readPlainClaims(QByteArrayView json)
{
    return json.size() <= longest ? Reader(json).readAll() : std::nullopt;
}

} // namespace gatehouse::scan
