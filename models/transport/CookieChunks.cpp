#include "models/transport/CookieChunks.h"

#include "models/transport/NameBefore.h"
#include "models/transport/TransportReader.h"

#include <algorithm>
#include <array>

namespace gatehouse::transport {

namespace {

constexpr std::ptrdiff_t longestGap = 48;
/// Between the name and the value of a cookie in JSON.
constexpr qsizetype longestMembers = 300;
constexpr qsizetype mostDigits = 3;
/// What is behind the base of a chunk's name: "%5B", digits, "%5D".
constexpr qsizetype longestNumber = 9;
/// What sets a number apart; the last is of ASP.NET.
constexpr std::array<QByteArrayView, 11> openings{"[", "%5B", "%5b", ".", "_", "-", ":", "%2E", "%2e", "%3A", "C"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isPair(QByteArrayView open, QByteArrayView close)
{
    if (open == "C")
        return false; // may be the end of the name
    const bool isBracket = open == "[" || open.startsWith("%5");
    return close.isEmpty() ? !isBracket : isBracket && open.size() == close.size();
}

bool isBetween(char c)
{
    return QByteArrayView("\"'\\:=, \t\r\n").contains(c);
}

bool isValueCharacter(char c)
{
    return isSegmentCharacter(c) || c == '.';
}

} // namespace

CookieChunks::CookieChunks(const QByteArray &name)
{
    if (!readName(name)) {
        // The first of several may be without a number: what the second one is called tells.
        m_isPlain = !name.isEmpty() && !isDigit(name.back()) && m_close.isEmpty();
        m_base = m_isPlain ? name : QByteArray();
        m_number = m_isPlain ? 0 : -1;
    } else if (m_number > 1) {
        m_number = -1;
    }
}

CookieChunks CookieChunks::anyOf(const QByteArray &name)
{
    CookieChunks chunks;
    if (!chunks.readName(name))
        chunks.m_number = -1;
    return chunks;
}

/// Takes a name with a number apart; whether it is one.
bool CookieChunks::readName(QByteArrayView name)
{
    QByteArrayView rest = name;
    for (const QByteArrayView close : {"]", "%5D", "%5d"}) {
        if (rest.endsWith(close))
            m_close = close.toByteArray();
    }
    rest.chop(m_close.size());
    qsizetype digits = 0;
    while (digits < std::min<qsizetype>(rest.size(), mostDigits) && isDigit(rest[rest.size() - digits - 1]))
        ++digits;
    const QByteArrayView number = rest.last(digits);
    rest.chop(digits);
    if (digits == 0 || rest.isEmpty() || isDigit(rest.back()))
        return false;
    for (const QByteArrayView open : openings) {
        if (rest.endsWith(open) && isPair(open, m_close))
            m_open = open.toByteArray();
    }
    if (m_open.isEmpty() && (!m_close.isEmpty() || digits > 1))
        return false;
    rest.chop(m_open.size());
    m_base = rest.toByteArray();
    m_digits = digits;
    m_number = number.toInt();
    return !m_base.isEmpty();
}

QByteArray CookieChunks::nameOf(int number) const
{
    if (m_isPlain && number == 0)
        return m_base;
    return m_base + m_open + QByteArray::number(number).rightJustified(m_digits, '0') + m_close;
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
    if (const QByteArrayView object = valueInObject(begin, at, value, end); !object.isNull())
        return object;
    if (start == limit || !isValueCharacter(*start))
        return {};
    const char *last = endOfChunkValue(start, end);
    // The number of another: `name:1=…`.
    if (*value == ':' && last < end && *last == '=' && std::all_of(start, last, isDigit))
        return {};
    return {start, last - start};
}

/// {"name": "…", "value": "…"}, as a HAR writes it, with the name or the value in front, and other members behind the
/// name.
QByteArrayView CookieChunks::valueInObject(const char *begin, const char *name, const char *nameEnd, const char *end)
{
    const char *key = name;
    const char *keyLimit = name - begin > longestGap ? name - longestGap : begin;
    while (key > keyLimit && isBetween(key[-1]))
        --key;
    constexpr std::ptrdiff_t keySize = 4;
    if (key - begin < keySize || QByteArrayView(key - keySize, keySize) != "name")
        return {};
    const char *front = key - keySize;
    while (front > begin && key - front < longestGap && isBetween(front[-1]))
        --front;
    const char *first = front;
    while (first > begin && isValueCharacter(first[-1]))
        --first;
    m_beside += front - first;
    const char *gap = first;
    while (gap > begin && first - gap < longestGap && isBetween(gap[-1]))
        --gap;
    if (gap < first && first < front && QByteArrayView(begin, gap - begin).endsWith("value"))
        return {first, front - first};
    const QByteArrayView rest(nameEnd, std::min<qsizetype>(end - nameEnd, longestMembers));
    const auto *close = std::ranges::find_if(rest, [](char c) { return c == '}' || c == '{'; });
    m_beside += close - rest.begin();
    const QByteArrayView members(rest.begin(), close - rest.begin());
    for (const QByteArrayView member : {"\"value\"", "\"value\\"}) {
        const qsizetype at = members.indexOf(member);
        if (at < 0)
            continue;
        const char *start = std::find_if_not(members.begin() + at + member.size(), end, isBetween);
        return {start, std::find_if_not(start, end, isValueCharacter) - start};
    }
    return {};
}

/// How the second is named whose first has no number.
void CookieChunks::readNotation()
{
    const QByteArrayView text(m_regionBegin, m_regionEnd - m_regionBegin);
    for (qsizetype at = text.indexOf(m_base); at >= 0; at = text.indexOf(m_base, at + 1)) {
        const QByteArrayView behind = text.sliced(at + m_base.size());
        for (const QByteArrayView open : openings) {
            const QByteArrayView close = open == "[" ? "]" : open == "%5B" ? "%5D" : open == "%5b" ? "%5d" : "";
            const QByteArray suffix = open.toByteArray() + '1' + close.toByteArray();
            if (!behind.startsWith(suffix) ||
                valueAt(m_regionBegin, text.begin() + at, m_base.size() + suffix.size(), m_regionEnd).isNull())
                continue;
            m_open = open.toByteArray();
            m_close = close.toByteArray();
            return;
        }
    }
}

void CookieChunks::lookAround(const char *begin, const char *own, const char *end)
{
    m_own = own;
    m_regionBegin = begin;
    m_regionEnd = end;
    m_isPreceded = m_isFollowed = false;
    const QByteArray name = nameOf(m_number);
    const QByteArrayView behind(own, end - own);
    for (qsizetype at = behind.indexOf(name); at >= 0 && !m_isFollowed; at = behind.indexOf(name, at + 1)) {
        const QByteArrayView value = valueAt(begin, own + at, name.size(), end);
        m_isFollowed = !value.isNull() && value.begin() != own; // its name may be behind it
        if (m_isFollowed)
            m_regionEnd = own + at;
    }
    const bool isCounted = m_number == 1 && m_open.isEmpty() && m_base.size() > 1 && m_base.endsWith('C');
    const QByteArrayView counter = isCounted ? QByteArrayView(m_base).chopped(1) : QByteArrayView();
    const QByteArrayView around(begin, end - begin);
    for (qsizetype at = isCounted ? around.indexOf(counter) : -1; at >= 0 && !m_isAnnounced;
         at = around.indexOf(counter, at + 1))
        m_isAnnounced = valueAt(begin, begin + at, counter.size(), end).startsWith("chunks");
    const QByteArrayView before(begin, own - begin);
    for (qsizetype at = before.lastIndexOf(name); at >= 0 && !m_isPreceded;
         at = at > 0 ? before.lastIndexOf(name, at - 1) : -1) {
        const QByteArrayView value = valueAt(begin, begin + at, name.size(), own);
        m_isPreceded = !value.isNull() && value.begin() != own;
        if (m_isPreceded)
            m_regionBegin = value.end();
    }
}

CookieChunks::Value CookieChunks::next()
{
    if (m_isPlain && m_open.isEmpty()) {
        readNotation();
        if (m_open.isEmpty())
            return {};
    }
    // What is between another first one and this one belongs to that.
    const Value own = valueOf(nameOf(m_number + 1), m_isPreceded ? m_own - m_regionBegin : 0);
    return own.at || own.isAmbiguous ? own : numbered(m_number + 1);
}

CookieChunks::Value CookieChunks::valueOf(const QByteArray &name, qsizetype from)
{
    const QByteArrayView text(m_regionBegin, m_regionEnd - m_regionBegin);
    QByteArrayView chosen;
    bool isAmbiguous = false;
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

void CookieChunks::lookIn(const char *begin, const char *end)
{
    m_regionBegin = m_own = begin;
    m_regionEnd = end;
    m_isPreceded = m_isFollowed = false;
}

CookieChunks::Value CookieChunks::numbered(int number)
{
    const QByteArrayView text(m_regionBegin, m_regionEnd - m_regionBegin);
    m_beside += text.size();
    QByteArrayView chosen;
    bool isAmbiguous = false;
    const qsizetype from = m_isPreceded ? m_own - m_regionBegin : 0;
    for (qsizetype at = text.indexOf(m_base, from); at >= 0; at = text.indexOf(m_base, at + 1)) {
        const char *name = text.begin() + at;
        const char *last = std::find_if_not(name, std::min(name + m_base.size() + longestNumber, m_regionEnd),
                                            [](char c) { return isNameCharacter(c) || c == '%' || c == ':'; });
        CookieChunks other;
        // A colon may also be what follows the name.
        while (last > name && !isDigit(last[-1]) && last[-1] != ']' && last[-1] != 'D' && last[-1] != 'd')
            --last;
        if (!other.readName(QByteArrayView(name, last - name)) || other.m_base != m_base || other.m_number != number)
            continue;
        const QByteArrayView value = valueAt(m_regionBegin, name, last - name, m_regionEnd);
        if (value.isNull())
            continue;
        isAmbiguous = isAmbiguous || (!chosen.isNull() && chosen != value);
        chosen = value;
    }
    return {.at = isAmbiguous || chosen.isNull() ? nullptr : chosen.data(), .isAmbiguous = isAmbiguous};
}

bool CookieChunks::hasEarlier()
{
    for (int number = 0; number < m_number; ++number) {
        const Value value = numbered(number);
        if (value.at || value.isAmbiguous)
            return true;
    }
    // Of ASP.NET, one says in how many the token is, and is none of them: `name=chunks-2` beside `nameC1`.
    const bool isCounted = m_open.isEmpty() && m_base.endsWith('C');
    const Value plain = valueOf(isCounted ? m_base.chopped(1) : m_base, 0);
    const bool isCounter =
        isCounted && plain.at && QByteArrayView(plain.at, m_regionEnd - plain.at).startsWith("chunks");
    return plain.isAmbiguous || (plain.at && !isCounter);
}

const char *endOfChunkValue(const char *at, const char *end)
{
    return std::find_if_not(at, end, isValueCharacter);
}

const char *chunkValueBehind(const char *at, const char *end)
{
    constexpr std::ptrdiff_t shortestValue = 40;
    constexpr QByteArrayView member("value");
    const char *next = at + 1;
    if (next < end && *next == ']')
        ++next;
    else if (end - next >= 3 && (QByteArrayView(next, 3) == "%5D" || QByteArrayView(next, 3) == "%5d"))
        next += 3;
    const char *limit = end - next > longestGap ? next + longestGap : end;
    const char *value = std::find_if_not(next, limit, isBetween);
    if (value == next)
        return next == end ? end : nullptr;
    if (QByteArrayView(value, std::min<qsizetype>(end - value, member.size())) == member)
        value = std::find_if_not(value + member.size(), end - value > 2 * longestGap ? value + 2 * longestGap : end,
                                 isBetween);
    const char *last =
        std::find_if_not(value, end - value > shortestValue ? value + shortestValue : end, isValueCharacter);
    return last - value >= shortestValue ? value : last == end ? end : nullptr;
}

} // namespace gatehouse::transport
