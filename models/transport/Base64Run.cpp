#include "models/transport/Base64Run.h"

#include <array>

namespace gatehouse::transport {

namespace {

constexpr std::array<signed char, 256> makeValues()
{
    std::array<signed char, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 26; ++i) {
        table[static_cast<std::size_t>('A' + i)] = static_cast<signed char>(i);
        table[static_cast<std::size_t>('a' + i)] = static_cast<signed char>(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        table[static_cast<std::size_t>('0' + i)] = static_cast<signed char>(52 + i);
    table['+'] = table['-'] = 62;
    table['/'] = table['_'] = 63;
    return table;
}

constexpr std::array<signed char, 256> values = makeValues();

/// Spaces that fold a line: YAML and headers indent by a few.
constexpr int deepestIndent = 40;

} // namespace

int base64Value(char c)
{
    return values[static_cast<unsigned char>(c)];
}

/// Behind what is between two characters of the run; the same place when there is nothing.
const char *Base64Run::skip(const char *at) const
{
    const std::ptrdiff_t left = m_end - at;
    // Behind the last line of a part of a mail; a hyphen is of the other alphabet.
    const auto isBoundary = [this](const char *next) { return m_end - next > 1 && next[0] == '-' && next[1] == '-'; };
    const auto afterBreak = [&](const char *next) {
        if (isBoundary(next))
            return at;
        const char *limit = m_end - next > deepestIndent ? next + deepestIndent : m_end;
        while (next < limit && (*next == ' ' || *next == '\t' || *next == '>'))
            ++next;
        // A blank line ends the run, as does a line of other text.
        return next;
    };
    if (*at == '\n')
        return afterBreak(at + 1);
    if (*at == '\r' && left > 1 && at[1] == '\n')
        return afterBreak(at + 2);
    if (*at == '=' && left > 1 && at[1] == '\n')
        return isBoundary(at + 2) ? at : at + 2;
    if (*at == '=' && left > 2 && at[1] == '\r' && at[2] == '\n')
        return isBoundary(at + 3) ? at : at + 3;
    if (*at == '\\' && left > 1 && at[1] == '/')
        return at + 1;
    if (*at == '\\' && left > 1 && (at[1] == 'n' || at[1] == 'r'))
        return at + 2;
    return at;
}

void Base64Run::decode(qsizetype size)
{
    while (!m_hasEnded && m_bytes.size() < size && m_at < m_end) {
        int value = base64Value(*m_at);
        const char *next = m_at + 1;
        if (value < 0 && *m_at == '%' && m_end - m_at > 2 && m_at[1] == '2') {
            value = m_at[2] == 'B' || m_at[2] == 'b' ? 62 : m_at[2] == 'F' || m_at[2] == 'f' ? 63 : -1;
            next = m_at + 3;
        }
        if (value < 0) {
            next = skip(m_at);
            m_hasEnded = next == m_at || (next < m_end && base64Value(*next) < 0);
            if (m_hasEnded)
                break;
            m_at = next;
            continue;
        }
        m_at = next;
        m_bits = m_bits << 6 | static_cast<unsigned>(value);
        if (++m_count % 4 == 0) {
            const std::array<char, 3> group{static_cast<char>(m_bits >> 16), static_cast<char>(m_bits >> 8),
                                            static_cast<char>(m_bits)};
            m_bytes.append(group.data(), group.size());
        }
    }
    if (m_hasEnded)
        finish();
}

void Base64Run::finish()
{
    m_hasEnded = true;
    if (m_count % 4 == 3)
        m_bytes.append(static_cast<char>(m_bits >> 10)).append(static_cast<char>(m_bits >> 2));
    else if (m_count % 4 == 2)
        m_bytes.append(static_cast<char>(m_bits >> 4));
    m_count = 0;
}

const char *Base64Run::inputAt(qsizetype offset) const
{
    qsizetype characters = (offset * 4 + 2) / 3;
    const char *at = m_start;
    while (at < m_at && characters > 0) {
        if (base64Value(*at) >= 0) {
            --characters;
            ++at;
        } else if (*at == '%') {
            --characters;
            at += 3;
        } else {
            const char *next = skip(at);
            at = next == at ? at + 1 : next;
        }
    }
    return at;
}

bool isRunStart(const char *begin, const char *seed)
{
    if (seed == begin || base64Value(seed[-1]) < 0)
        return true;
    const QByteArrayView before(begin, seed - begin);
    const bool isEscape = before.size() > 2 && before[before.size() - 3] == '%' &&
                          !QByteArrayView("BFbf").contains(before.back()); // a plus or a slash of the run
    return isEscape || before.endsWith(base64Prefix) || before.endsWith("\\n");
}

} // namespace gatehouse::transport
