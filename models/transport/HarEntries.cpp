#include "models/transport/HarEntries.h"

#include "models/transport/TransportReader.h"

namespace gatehouse::transport {

namespace {

constexpr QByteArrayView requestMember("\"request\"");
/// Longer than the member's name with the blanks and the brace behind it.
constexpr qsizetype tailKept = 32;

} // namespace

bool HarEntries::isHar(QByteArrayView beginning)
{
    if (beginning.startsWith("\xEF\xBB\xBF"))
        beginning = beginning.sliced(3);
    while (!beginning.isEmpty() && isJsonBlank(beginning.front()))
        beginning = beginning.sliced(1);
    return beginning.startsWith('{') && beginning.contains("\"log\"") &&
           (beginning.contains("\"entries\"") || beginning.contains("\"creator\""));
}

void HarEntries::read(QByteArrayView bytes, qint64 offset)
{
    m_steps += bytes.size();
    const qint64 base = offset - m_tail.size();
    const QByteArray joined = m_tail + bytes.toByteArray();
    m_tail.clear();
    for (qsizetype at = joined.indexOf(requestMember); at >= 0; at = joined.indexOf(requestMember, at + 1)) {
        if (joined.size() - at < tailKept) {
            m_tail = joined.sliced(at);
            return;
        }
        qsizetype value = at + requestMember.size();
        while (value < at + tailKept && (isJsonBlank(joined[value]) || joined[value] == ':'))
            ++value;
        if (joined[value] == '{')
            m_entries.append(base + at);
    }
    // The member's name may be cut here.
    m_tail = joined.last(std::min(joined.size(), requestMember.size() - 1));
    const qsizetype quote = m_tail.indexOf('"');
    m_tail = quote < 0 ? QByteArray() : m_tail.sliced(quote);
}

int HarEntries::entryAt(qint64 offset)
{
    while (!m_entries.isEmpty() && m_entries.constFirst() <= offset) {
        m_entries.removeFirst();
        ++m_passed;
    }
    return m_passed;
}

} // namespace gatehouse::transport
