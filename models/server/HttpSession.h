#pragma once

#include "models/server/ConnectionTable.h"
#include "models/server/RequestReader.h"
#include "models/server/Stream.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <functional>
#include <memory>

namespace gatehouse::server {

class Router;
class TlsContext;

/// What all connections of a listener share.
struct SessionParts
{
    const Router &router;
    RequestLimits limits;
    ConnectionTable &connections;  ///< of the whole server
    TlsContext *tls;               ///< null where HTTP is spoken in the clear
    QList<domain::Origin> origins; ///< of the listener they came in through
    /// Called from the server's threads with method, path and status of every answered request; both empty for one that
    /// could not be read.
    std::function<void(const QByteArray &, const QByteArray &, int)> served;
};

/// One connection: reads a request, has it answered, writes the answer, and again. Every wait for the client has an
/// end. Lives as long as one of its operations is under way; all of them run on the strand of its socket.
class HttpSession : public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(boost::asio::ip::tcp::socket socket, const SessionParts &parts);
    ~HttpSession();

    /// Where start() is to be called.
    boost::asio::any_io_executor executor() { return m_stream.socket().get_executor(); }
    /// Takes a place in the table; false while there is none.
    bool enter();
    /// Begins to read, after enter().
    void start();
    /// From any thread: make room for another connection.
    void evict();

private:
    enum class Phase { Opening, Reading, Answering, Lingering, Closed };
    using Clock = std::chrono::steady_clock;

    void openTls();
    void shakeHands();
    void setTurn(ConnectionTable::Turn turn);
    void read();
    void onRead(std::size_t count);
    void proceed();
    void watchPhase();
    void answer();
    void finish(const Response &response);
    void refuse(int status, QByteArrayView message = {});
    void write(bool keepAlive, Phase then);
    void linger();
    void discard();
    void discardMore();
    void closeWith(int status);
    void close();
    void expireAt(Clock::time_point deadline);
    void onDeadline();

    Stream m_stream;
    boost::asio::steady_timer m_timer;
    const SessionParts &m_parts;
    RequestReader m_reader;
    ConnectionTable::Key m_key = 0;
    Phase m_phase = Phase::Opening;
    RequestReader::State m_watched = RequestReader::State::Idle;
    bool m_firstRequest = true;
    bool m_evicted = false;
    bool m_continueSent = false;
    Clock::time_point m_requestStart;
    std::size_t m_discarded = 0;
    QByteArray m_out;
    std::array<char, 8192> m_in{};
};

} // namespace gatehouse::server
