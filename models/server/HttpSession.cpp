#include "models/server/HttpSession.h"

#include "models/base/Secret.h"
#include "models/server/Router.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>

namespace gatehouse::server {

namespace asio = boost::asio;
using boost::system::error_code;
using State = RequestReader::State;

namespace {

/// How long and how much is still read after the last answer, so that the client sees it: closing a socket with unread
/// bytes in it takes back what was sent.
constexpr std::chrono::milliseconds lingerTime{2000};
constexpr std::size_t lingerBytes = 4 * 1024 * 1024;

constexpr std::string_view continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

base::Instant now()
{
    return base::SystemClock().now();
}

} // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, const SessionParts &parts)
    : m_socket(std::move(socket))
    , m_timer(m_socket.get_executor())
    , m_parts(parts)
    , m_reader(parts.limits, parts.port)
{
}

HttpSession::~HttpSession()
{
    m_parts.connections.remove(m_key);
}

void HttpSession::start()
{
    std::shared_ptr<HttpSession> evicted;
    m_key = m_parts.connections.add(shared_from_this(), evicted);
    if (evicted)
        evicted->evict();
    if (m_key == 0)
        return closeWith(503);
    error_code ignored;
    m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    m_requestStart = Clock::now();
    watchPhase();
    read();
}

void HttpSession::evict()
{
    asio::post(m_socket.get_executor(), [self = shared_from_this()] {
        self->m_evicted = true;
        if (self->m_phase == Phase::Reading && self->m_reader.state() != State::Idle)
            self->closeWith(503);
        else if (self->m_phase != Phase::Answering)
            self->close();
    });
}

void HttpSession::read()
{
    m_socket.async_read_some(asio::buffer(m_in),
                             [self = shared_from_this()](const error_code &error, std::size_t count) {
                                 if (self->m_phase != Phase::Reading)
                                     return;
                                 if (error)
                                     self->close();
                                 else
                                     self->onRead(count);
                             });
}

void HttpSession::onRead(std::size_t count)
{
    if (m_reader.state() == State::Idle && !m_firstRequest)
        m_requestStart = Clock::now();
    m_reader.add(QByteArrayView(m_in.data(), static_cast<qsizetype>(count)));
    proceed();
}

/// What the bytes so far call for.
void HttpSession::proceed()
{
    switch (m_reader.state()) {
    case State::Complete:
        return answer();
    case State::Refused:
        return refuse(m_reader.refusal());
    case State::Body:
        if (m_reader.awaitsContinue() && !m_continueSent) {
            m_continueSent = true;
            error_code
                ignored; // 25 bytes into an empty send buffer; who does not read them runs into the body's deadline
            m_socket.write_some(asio::buffer(continueLine), ignored);
        }
        break;
    case State::Idle:
    case State::Head:
        break;
    }
    watchPhase();
    read();
}

/// Sets the deadline of the part that is being waited for; one that goes on keeps the deadline it has.
void HttpSession::watchPhase()
{
    const RequestLimits &limits = m_parts.limits;
    const State state = m_reader.state();
    const auto absolute = m_requestStart + limits.absoluteTime;
    if (state == State::Idle && !m_firstRequest)
        expireAt(Clock::now() + limits.idleTime);
    else if (state == State::Idle || (state == State::Head && m_watched != State::Head))
        expireAt(std::min(m_requestStart + limits.headerTime, absolute));
    else if (state == State::Body && m_watched != State::Body)
        expireAt(std::min(Clock::now() + limits.bodyTime, absolute));
    m_watched = state;
}

void HttpSession::answer()
{
    m_phase = Phase::Answering;
    m_parts.connections.setWaiting(m_key, false);
    expireAt(m_requestStart + m_parts.limits.absoluteTime);
    const Request &request = m_reader.request();
    const Response response = m_parts.router.answer(request);
    const bool keepAlive = request.keepAlive && !m_evicted;
    m_out = serialized(response, keepAlive, request.method != "HEAD", now());
    m_parts.served(request.method, request.path, response.status);
    write(keepAlive, keepAlive ? Phase::Reading : Phase::Lingering);
}

void HttpSession::refuse(int status)
{
    m_phase = Phase::Answering;
    expireAt(m_requestStart + m_parts.limits.absoluteTime);
    m_out = serialized(errorResponse(status), false, true, now());
    m_parts.served({}, {}, status);
    write(false, Phase::Lingering);
}

void HttpSession::write(bool keepAlive, Phase then)
{
    const auto buffer = asio::buffer(m_out.constData(), static_cast<std::size_t>(m_out.size()));
    asio::async_write(
        m_socket, buffer, [self = shared_from_this(), keepAlive, then](const error_code &error, std::size_t) {
            if (self->m_phase != Phase::Answering)
                return;
            base::wipe(self->m_out.data(), static_cast<std::size_t>(self->m_out.size())); // it may have held a token
            if (error)
                return self->close();
            if (!keepAlive || self->m_evicted)
                return self->linger();
            self->m_phase = then;
            self->m_firstRequest = false;
            self->m_continueSent = false;
            self->m_requestStart = Clock::now();
            self->m_parts.connections.setWaiting(self->m_key, true);
            self->m_reader.next();
            self->m_watched = State::Idle;
            self->proceed();
        });
}

/// Says that nothing more comes, and reads what the client still sends without keeping it.
void HttpSession::linger()
{
    m_phase = Phase::Lingering;
    m_parts.connections.setWaiting(m_key, true);
    error_code error;
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    if (error)
        return close();
    expireAt(Clock::now() + lingerTime);
    discard();
}

void HttpSession::discard()
{
    m_socket.async_read_some(asio::buffer(m_in),
                             [self = shared_from_this()](const error_code &error, std::size_t count) {
                                 if (self->m_phase != Phase::Lingering)
                                     return;
                                 self->m_discarded += count;
                                 if (error || self->m_discarded > lingerBytes)
                                     self->close();
                                 else
                                     self->discard();
                             });
}

/// A last word that nobody waits for, then the end: it goes into the socket's buffer or nowhere.
void HttpSession::closeWith(int status)
{
    error_code ignored;
    m_socket.non_blocking(true, ignored);
    const QByteArray last = serialized(errorResponse(status), false, true, now());
    m_socket.read_some(asio::buffer(m_in), ignored); // bytes left unread would turn the end into a reset
    m_socket.write_some(asio::buffer(last.constData(), static_cast<std::size_t>(last.size())), ignored);
    m_socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_parts.served({}, {}, status);
    close();
}

void HttpSession::close()
{
    m_phase = Phase::Closed;
    m_parts.connections.remove(m_key);
    error_code ignored;
    m_timer.cancel();
    m_socket.close(ignored);
}

void HttpSession::expireAt(Clock::time_point deadline)
{
    m_timer.expires_at(deadline);
    m_timer.async_wait([self = shared_from_this()](const error_code &error) {
        // A wait that had ended before it was set anew still calls: then there is time left.
        if (!error && self->m_timer.expiry() <= Clock::now())
            self->onDeadline();
    });
}

void HttpSession::onDeadline()
{
    if (m_phase == Phase::Closed)
        return;
    if (m_phase == Phase::Reading && m_reader.state() != State::Idle)
        closeWith(408);
    else
        close();
}

} // namespace gatehouse::server
