#include "models/server/ConnectionTable.h"

namespace gatehouse::server {

ConnectionTable::ConnectionTable(int capacity)
    : m_capacity(static_cast<std::size_t>(capacity))
{
}

ConnectionTable::Key ConnectionTable::add(const std::shared_ptr<HttpSession> &session, Time now,
                                          std::shared_ptr<HttpSession> &evicted)
{
    const std::scoped_lock lock(m_mutex);
    if (m_entries.size() >= m_capacity) {
        // The time by which each overstays, so that what stands still weighs more than silence.
        auto worst = m_entries.end();
        auto most = Time::duration::zero();
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            const Entry &candidate = entry->second;
            const auto overstay = now - candidate.since - (candidate.turn == Turn::Silent ? silence : standstill);
            if (candidate.turn == Turn::Answering || overstay < most)
                continue;
            worst = entry;
            most = overstay;
        }
        if (worst == m_entries.end()) {
            m_crowdedUntil = now + crowding;
            return 0;
        }
        evicted = worst->second.session.lock();
        m_entries.erase(worst);
    }
    const Key key = ++m_lastKey;
    m_entries.emplace(key, Entry{.session = session, .turn = Turn::Silent, .since = now});
    return key;
}

void ConnectionTable::remove(Key key)
{
    const std::scoped_lock lock(m_mutex);
    m_entries.erase(key);
}

void ConnectionTable::setTurn(Key key, Turn turn, Time now)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end() || entry->second.turn == turn)
        return;
    entry->second.turn = turn;
    entry->second.since = now;
}

bool ConnectionTable::isCrowded(Time now) const
{
    const std::scoped_lock lock(m_mutex);
    return now < m_crowdedUntil;
}

std::size_t ConnectionTable::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries.size();
}

} // namespace gatehouse::server
