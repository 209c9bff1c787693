#include "models/server/ConnectionTable.h"

namespace gatehouse::server {

ConnectionTable::ConnectionTable(int capacity)
    : m_capacity(static_cast<std::size_t>(capacity))
{
}

ConnectionTable::Key ConnectionTable::add(const std::shared_ptr<HttpSession> &session,
                                          std::shared_ptr<HttpSession> &evicted)
{
    const std::scoped_lock lock(m_mutex);
    if (m_entries.size() >= m_capacity) {
        auto oldest = m_entries.end();
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (entry->second.waiting && (oldest == m_entries.end() || entry->second.since < oldest->second.since))
                oldest = entry;
        }
        if (oldest == m_entries.end())
            return 0;
        evicted = oldest->second.session.lock();
        m_entries.erase(oldest);
    }
    const Key key = ++m_count;
    m_entries.emplace(key, Entry{.session = session, .waiting = true, .since = key});
    return key;
}

void ConnectionTable::remove(Key key)
{
    const std::scoped_lock lock(m_mutex);
    m_entries.erase(key);
}

void ConnectionTable::setWaiting(Key key, bool waiting)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto entry = m_entries.find(key); entry != m_entries.end()) {
        entry->second.waiting = waiting;
        entry->second.since = ++m_count;
    }
}

std::size_t ConnectionTable::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries.size();
}

} // namespace gatehouse::server
