#include "models/scan/PlainObject.h"

#include <array>

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

    bool readAll() { return readObject(0) && m_at == m_end; }

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
            return depth < deepest && readObject(depth + 1);
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

    bool readObject(int depth)
    {
        if (!take('{'))
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
            if (!readValue(depth))
                return false;
        } while (take(','));
        return take('}');
    }

    const char *m_at;
    const char *m_end;
};

} // namespace

bool isPlainObject(QByteArrayView json)
{
    return json.size() <= longest && Reader(json).readAll();
}

} // namespace gatehouse::scan
