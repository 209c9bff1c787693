#include "models/server/HttpSession.h"

#include "models/base/Secret.h"
#include "models/server/Router.h"
#include "models/server/TlsContext.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace gatehouse::server {

namespace asio = boost::asio;
using boost::system::error_code;
using State = RequestReader::State;
using Turn = ConnectionTable::Turn;

namespace {

/// How long and how much is still read after the last answer, so that the client sees it: closing a socket with unread
/// bytes in it takes back what was sent.
constexpr std::chrono::milliseconds lingerTime{2000};
constexpr std::size_t lingerBytes = 4 * 1024 * 1024;

/// The first byte of a TLS connection: a record of the handshake (RFC 8446 section 5.1).
constexpr char handshakeRecord = 22;

constexpr std::string_view continueLine = "HTTP/1.1 100 Continue\r\n\r\n";

base::Instant now()
{
    return base::SystemClock().now();
}

} // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, const SessionParts &parts)
    : m_stream(std::move(socket))
    , m_timer(m_stream.socket().get_executor())
    , m_parts(parts)
    , m_reader(parts.limits, parts.origins, [&parts](const QByteArray &path) { return parts.router.bodyLimit(path); })
{
}

HttpSession::~HttpSession()
{
    m_parts.connections.remove(m_key);
}

bool HttpSession::enter()
{
    std::shared_ptr<HttpSession> evicted;
    m_key = m_parts.connections.add(shared_from_this(), Clock::now(), evicted);
    if (evicted)
        evicted->evict();
    return m_key != 0;
}

void HttpSession::start()
{
    if (m_phase != Phase::Opening)
        return;
    error_code ignored;
    m_stream.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    m_requestStart = Clock::now();
    watchPhase();
    if (m_parts.tls)
        return openTls();
    m_phase = Phase::Reading;
    read();
}

/// Looks at the first byte and leaves it where it is: who speaks plain HTTP here is told so in plain HTTP.
void HttpSession::openTls()
{
    m_stream.socket().async_wait(asio::socket_base::wait_read, [self = shared_from_this()](const error_code &waited) {
        if (self->m_phase != Phase::Opening)
            return;
        char first = 0;
        error_code error = waited;
        if (!error)
            self->m_stream.socket().receive(asio::buffer(&first, 1), asio::socket_base::message_peek, error);
        if (error)
            self->close();
        else if (first == handshakeRecord)
            self->shakeHands();
        else
            self->refuse(400, "This port answers HTTPS. Start the address with https://.");
    });
}

void HttpSession::shakeHands()
{
    m_stream.secure(*m_parts.tls->current(), [self = shared_from_this()](const error_code &error) {
        if (self->m_phase != Phase::Opening)
            return;
        if (error)
            return self->close(); // OpenSSL has sent the alert that says why
        self->m_phase = Phase::Reading;
        self->read();
    });
}

void HttpSession::setTurn(Turn turn)
{
    m_parts.connections.setTurn(m_key, turn, Clock::now());
}

void HttpSession::evict()
{
    asio::post(executor(), [self = shared_from_this()] {
        self->m_evicted = true;
        if (self->m_phase == Phase::Reading && self->m_reader.state() != State::Idle)
            self->closeWith(503);
        else
            self->close(); // one that is being answered has not read what was sent
    });
}

void HttpSession::read()
{
    m_stream.readSome(asio::buffer(m_in), [self = shared_from_this()](const error_code &error, std::size_t count) {
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
    if (m_reader.state() == State::Idle && (!m_firstRequest || m_parts.tls))
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
        // The reader refuses no other type of content.
        return refuse(m_reader.refusal(), m_reader.refusal() == 415
                                              ? QByteArrayView("Send the body without a Content-Encoding.")
                                              : QByteArrayView());
    case State::Body:
        if (m_reader.awaitsContinue() && !m_continueSent) {
            m_continueSent = true;
            // 25 bytes into an empty send buffer; who does not read them runs into the body's deadline
            m_stream.tryWrite(asio::buffer(continueLine));
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
    if (state == State::Idle && m_parts.tls)
        expireAt(Clock::now() + limits.secureIdleTime);
    else if (state == State::Idle && !m_firstRequest)
        expireAt(Clock::now() + limits.idleTime);
    else if (state == State::Idle || (state == State::Head && m_watched != State::Head))
        expireAt(std::min(m_requestStart + limits.headerTime, absolute));
    else if (state == State::Body && m_watched != State::Body)
        expireAt(std::min(Clock::now() + limits.bodyTime, absolute));
    m_watched = state;
    setTurn(state == State::Idle ? Turn::Silent : Turn::Sending);
}

void HttpSession::answer()
{
    m_phase = Phase::Answering;
    setTurn(Turn::Answering);
    expireAt(m_requestStart + m_parts.limits.absoluteTime);
    // An answer that comes later may find the session gone. Who holds one while it posts keeps what it runs on, too:
    // the server ends on the thread that such answers come from.
    m_parts.router.answer(m_reader.request(), [weak = weak_from_this()](Response response) {
        if (const auto self = weak.lock()) {
            asio::dispatch(self->executor(), [self, answered = std::move(response)] {
                if (self->m_phase == Phase::Answering)
                    self->finish(answered);
            });
        }
    });
}

void HttpSession::finish(const Response &response)
{
    const Request &request = m_reader.request();
    const bool keepAlive = request.keepAlive && !m_evicted && !m_parts.connections.isCrowded(Clock::now());
    m_out = serialized(response, keepAlive, request.method != "HEAD", now());
    m_parts.served(request.method, request.path, response.status);
    write(keepAlive, keepAlive ? Phase::Reading : Phase::Lingering);
}

void HttpSession::refuse(int status, QByteArrayView message)
{
    m_phase = Phase::Answering;
    expireAt(m_requestStart + m_parts.limits.absoluteTime);
    m_out = serialized(errorResponse(status, message), false, true, now());
    m_parts.served({}, {}, status);
    write(false, Phase::Lingering);
}

void HttpSession::write(bool keepAlive, Phase then)
{
    // From here on it is the client's turn, who may never read.
    setTurn(Turn::Unread);
    const auto buffer = asio::buffer(m_out.constData(), static_cast<std::size_t>(m_out.size()));
    m_stream.write(buffer, [self = shared_from_this(), keepAlive, then](const error_code &error, std::size_t) {
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
        self->m_reader.next();
        self->m_watched = State::Idle;
        self->proceed();
    });
}

/// Says that nothing more comes, and reads what the client still sends without keeping it.
void HttpSession::linger()
{
    m_phase = Phase::Lingering;
    setTurn(Turn::Unread);
    expireAt(Clock::now() + lingerTime);
    if (!m_stream.isSecure())
        return discard();
    m_stream.sayGoodbye([self = shared_from_this()](const error_code &) {
        if (self->m_phase == Phase::Lingering)
            self->discard();
    });
}

void HttpSession::discard()
{
    error_code error;
    m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
    if (error)
        return close();
    discardMore();
}

void HttpSession::discardMore()
{
    m_stream.socket().async_read_some(asio::buffer(m_in),
                                      [self = shared_from_this()](const error_code &error, std::size_t count) {
                                          if (self->m_phase != Phase::Lingering)
                                              return;
                                          self->m_discarded += count;
                                          if (error || self->m_discarded > lingerBytes)
                                              self->close();
                                          else
                                              self->discardMore();
                                      });
}

/// A last word that nobody waits for, then the end: it goes into the socket's buffer or nowhere.
void HttpSession::closeWith(int status)
{
    error_code ignored;
    auto &socket = m_stream.socket();
    socket.non_blocking(true, ignored);
    const QByteArray last = serialized(errorResponse(status), false, true, now());
    if (!m_stream.isSecure())
        socket.read_some(asio::buffer(m_in), ignored); // bytes left unread would turn the end into a reset
    m_stream.tryWrite(asio::buffer(last.constData(), static_cast<std::size_t>(last.size())));
    socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    m_parts.served({}, {}, status);
    close();
}

void HttpSession::close()
{
    m_phase = Phase::Closed;
    m_parts.connections.remove(m_key);
    error_code ignored;
    m_timer.cancel();
    m_stream.socket().close(ignored);
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
