#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace gatehouse::server {

class HttpSession;

/// The open connections of a server, at most so many. When a new one comes and the table is full, the one that has let
/// the server wait longest gives way, but none that has had too little time to go on: half-open connections cannot keep
/// others out, and a burst of honest ones is not cut off. Thread-safe.
class ConnectionTable
{
public:
    using Key = std::uint64_t;
    using Time = std::chrono::steady_clock::time_point;

    /// Whose turn it is on a connection.
    enum class Turn {
        Answering, ///< the server's
        Silent,    ///< the client's, which has sent nothing of a request yet
        Sending,   ///< the client's, which has sent a part of one
        Unread,    ///< the client's, which has an answer to read
    };
    /// How long a client keeps its place in a full table.
    static constexpr std::chrono::milliseconds silence{500};    ///< Silent
    static constexpr std::chrono::milliseconds crowding{50};    ///< since the last one that got no place
    static constexpr std::chrono::milliseconds standstill{100}; ///< Sending and Unread: half a request, half an answer

    explicit ConnectionTable(int capacity);

    /// Takes `session` in, or returns 0 when no place is free and none can be made yet. `evicted` is the one that gave
    /// way; it is out of the table already.
    Key add(const std::shared_ptr<HttpSession> &session, Time now, std::shared_ptr<HttpSession> &evicted);
    void remove(Key key);
    /// Whose turn it is from now on; a turn that goes on keeps its beginning.
    void setTurn(Key key, Turn turn, Time now);
    /// Whether somebody waits for a place: then a connection ends with the answer it is given.
    bool isCrowded(Time now) const;
    std::size_t size() const;

private:
    struct Entry
    {
        std::weak_ptr<HttpSession> session;
        Turn turn = Turn::Silent;
        Time since;
    };

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::map<Key, Entry> m_entries;
    Key m_lastKey = 0;
    Time m_crowdedUntil;
};

} // namespace gatehouse::server
