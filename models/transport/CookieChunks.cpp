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

bool isValueCharacter(char c)
{
    return isSegmentCharacter(c) || c == '.';
}

} // namespace

CookieChunks::CookieChunks(QByteArray name)
{
    QByteArrayView rest = name;
    for (const QByteArrayView close : {"]", "%5D", "%5d"}) {
        if (rest.endsWith(close))
            m_close = close.toByteArray();
    }
    rest.chop(m_close.size());
    if (rest.size() < 2 || (rest.back() != '0' && rest.back() != '1') ||
        (rest[rest.size() - 2] >= '0' && rest[rest.size() - 2] <= '9'))
        return;
    const int number = rest.back() - '0';
    rest.chop(1);
    if (m_close.isEmpty()) {
        if (QByteArrayView("._-").contains(rest.back()))
            m_open = QByteArray(1, rest.back());
    } else {
        for (const QByteArrayView open : {"[", "%5B", "%5b"}) {
            if (rest.endsWith(open) && open.size() == m_close.size())
                m_open = open.toByteArray();
        }
        if (m_open.isEmpty())
            return;
    }
    rest.chop(m_open.size());
    m_base = rest.toByteArray();
    if (!m_base.isEmpty())
        m_number = number;
}

/// The value of the cookie whose name is at `at` in [begin, end); nothing when it is another's name.
QByteArrayView CookieChunks::valueAt(const char *begin, const char *at, qsizetype nameSize, const char *end)
{
    if (at > begin && isNameCharacter(at[-1]))
        return {};
    const char *value = at + nameSize;
    const char *limit = end - value > longestGap ? value + longestGap : end;
    const char *start = std::find_if_not(value, limit, isBetween);
    if (start == value)
        return {};
    // {"name": "…", "value": "…"}, as a HAR writes it.
    if (limit - start > 5 && QByteArrayView(start, 5) == "value")
        start = std::find_if_not(start + 5, limit, isBetween);
    if (start == limit || !isValueCharacter(*start))
        return {};
    return {start, std::find_if_not(start, end, isValueCharacter) - start};
}

void CookieChunks::lookAround(const char *begin, const char *own, const char *end)
{
    m_own = own;
    m_regionBegin = begin;
    m_regionEnd = end;
    m_isPreceded = m_isFollowed = false;
    const QByteArray name = m_base + m_open + QByteArray::number(m_number) + m_close;
    const QByteArrayView behind(own, end - own);
    for (qsizetype at = behind.indexOf(name); at >= 0 && !m_isFollowed; at = behind.indexOf(name, at + 1)) {
        m_isFollowed = !valueAt(begin, own + at, name.size(), end).isNull();
        if (m_isFollowed)
            m_regionEnd = own + at;
    }
    const QByteArrayView before(begin, own - begin);
    for (qsizetype at = before.lastIndexOf(name); at >= 0 && !m_isPreceded;
         at = at > 0 ? before.lastIndexOf(name, at - 1) : -1) {
        const QByteArrayView value = valueAt(begin, begin + at, name.size(), own);
        m_isPreceded = !value.isNull();
        if (m_isPreceded)
            m_regionBegin = value.end();
    }
}

CookieChunks::Value CookieChunks::next() const
{
    const QByteArray name = m_base + m_open + QByteArray::number(m_number + 1) + m_close;
    const QByteArrayView text(m_regionBegin, m_regionEnd - m_regionBegin);
    QByteArrayView chosen;
    bool isAmbiguous = false;
    // What is between another first one and this one belongs to that.
    const qsizetype from = m_isPreceded ? m_own - m_regionBegin : 0;
    for (qsizetype at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
        const QByteArrayView value = valueAt(m_regionBegin, m_regionBegin + at, name.size(), m_regionEnd);
        if (value.isNull())
            continue;
        isAmbiguous = isAmbiguous || (!chosen.isNull() && chosen != value);
        if (chosen.isNull() || chosen.begin() < m_own)
            chosen = value;
    }
    // The last of one cookie, or the first of another that is written backwards.
    if (!chosen.isNull() && chosen.begin() < m_own && m_isFollowed)
        isAmbiguous = true;
    return {.at = isAmbiguous || chosen.isNull() ? nullptr : chosen.data(), .isAmbiguous = isAmbiguous};
}

} // namespace gatehouse::transport
