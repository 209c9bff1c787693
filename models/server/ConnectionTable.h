#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace gatehouse::server {

class HttpSession;

/// The open connections of a server, at most so many. When a new one comes and the table is full, the connection that
/// has waited longest for its client gives way: half-open connections cannot keep others out. Thread-safe.
class ConnectionTable
{
public:
    using Key = std::uint64_t;

    explicit ConnectionTable(int capacity);

    /// Takes `session` in, or returns 0 when every place is taken by a connection that is being answered. `evicted` is
    /// the one that gave way; it is out of the table already.
    Key add(const std::shared_ptr<HttpSession> &session, std::shared_ptr<HttpSession> &evicted);
    void remove(Key key);
    /// Whether this connection waits for its client, from now on, or is being answered.
    void setWaiting(Key key, bool waiting);
    std::size_t size() const;

private:
    struct Entry
    {
        std::weak_ptr<HttpSession> session;
        bool waiting = true;
        std::uint64_t since = 0; ///< when it last changed, as a count
    };

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::map<Key, Entry> m_entries;
    std::uint64_t m_count = 0;
};

} // namespace gatehouse::server
