#include "models/transport/CookieChunks.h"

#include "models/transport/NameBefore.h"
#include "models/transport/TransportReader.h"

#include <algorithm>

namespace gatehouse::transport {

namespace {

constexpr std::ptrdiff_t longestGap = 48;

bool isBetween(char c)
{
    return QByteArrayView("\"'\\:=, \t\r\n").contains(c);
}

} // namespace

CookieChunks::CookieChunks(QByteArray name)
{
    QByteArrayView rest = name;
    if (rest.endsWith(']')) {
        m_close = "]";
        rest.chop(1);
    }
    if (rest.size() < 2 || (rest.back() != '0' && rest.back() != '1') ||
        (rest[rest.size() - 2] >= '0' && rest[rest.size() - 2] <= '9'))
        return;
    m_number = rest.back() - '0';
    rest.chop(1);
    if (!m_close.isEmpty() ? rest.endsWith('[') : QByteArrayView("._-").contains(rest.back())) {
        m_open = QByteArray(1, rest.back());
        rest.chop(1);
    } else if (!m_close.isEmpty()) {
        m_number = -1;
    }
    m_base = rest.toByteArray();
    if (m_base.isEmpty())
        m_number = -1;
}

const char *CookieChunks::next(const char *begin, const char *end) const
{
    const QByteArray wanted = m_base + m_open + QByteArray::number(m_number + 1) + m_close;
    const QByteArrayView text(begin, end - begin);
    for (qsizetype at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
        if (at > 0 && isNameCharacter(text[at - 1]))
            continue;
        const char *value = begin + at + wanted.size();
        const char *limit = end - value > longestGap ? value + longestGap : end;
        const char *start = std::find_if_not(value, limit, isBetween);
        if (start == value)
            continue;
        // {"name": "…", "value": "…"}, as a HAR writes it.
        if (limit - start > 5 && QByteArrayView(start, 5) == "value")
            start = std::find_if_not(start + 5, limit, isBetween);
        if (start < limit && (isSegmentCharacter(*start) || *start == '.'))
            return start;
    }
    return nullptr;
}

} // namespace gatehouse::transport
