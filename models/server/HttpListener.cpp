#include "models/server/HttpListener.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/strand.hpp>

#include <fcntl.h>

namespace gatehouse::server {

namespace asio = boost::asio;
using boost::system::error_code;
using domain::Origin;

namespace {

/// Between two attempts when the system has no descriptor left, or the table no place: connections that end make room.
constexpr std::chrono::milliseconds acceptPause{100};
constexpr std::chrono::milliseconds admitPause{10};
/// Of finding a port that is free on both addresses.
constexpr int portAttempts = 16;

/// Programs this one starts (a browser, a clipboard tool) do not get its sockets.
void keepFromChildren(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/// Whether a failure to bind ::1 says that this machine has no such address, so that no other program has it either.
bool saysNoAddress(const error_code &error)
{
    return error == asio::error::address_family_not_supported || error == boost::system::errc::address_not_available;
}

} // namespace

HttpListener::Door::Door(asio::io_context &context)
    : acceptor(context)
    , pause(context)
{
}

error_code HttpListener::Door::open(const asio::ip::tcp::endpoint &endpoint)
{
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (error)
        return error;
    keepFromChildren(acceptor.native_handle());
    // Connections of a run that has ended may still be in TIME_WAIT. On Linux this lets nobody share the port.
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error && endpoint.address().is_v6())
        acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        error_code ignored;
        acceptor.close(ignored);
    }
    return error;
}

HttpListener::HttpListener(asio::io_context &context)
    : m_context(context)
    , m_address4(context)
    , m_address6(context)
{
}

error_code HttpListener::open(int port)
{
    error_code error;
    for (int attempt = 0; attempt < portAttempts; ++attempt) {
        error = openBoth(port);
        // Any port will do: rather one that is ours under both addresses.
        if (error || port != 0 || m_address6.acceptor.is_open() || !m_hasAddress6)
            break;
    }
    return error;
}

error_code HttpListener::openBoth(int port)
{
    error_code ignored;
    m_address4.acceptor.close(ignored);
    const auto wanted = static_cast<asio::ip::port_type>(port);
    if (const error_code error = m_address4.open({asio::ip::address_v4::loopback(), wanted}))
        return error;
    const auto got = static_cast<asio::ip::port_type>(this->port());
    const error_code error = m_address6.open({asio::ip::address_v6::loopback(), got});
    m_hasAddress6 = !saysNoAddress(error);
    return {};
}

int HttpListener::port() const
{
    error_code error;
    const auto endpoint = m_address4.acceptor.local_endpoint(error);
    return error ? 0 : endpoint.port();
}

QList<Origin> HttpListener::origins(Origin::Scheme scheme) const
{
    QList<Origin> origins = domain::originsOf(scheme, port());
    const bool isBound = m_address6.acceptor.is_open();
    origins.removeIf([&](const Origin &origin) {
        return (origin.host == Origin::Host::Address6 && !isBound) ||
               (origin.host == Origin::Host::Localhost && !isBound && m_hasAddress6);
    });
    return origins;
}

void HttpListener::run(const SessionParts &parts)
{
    accept(m_address4, parts);
    if (m_address6.acceptor.is_open())
        accept(m_address6, parts);
}

void HttpListener::accept(Door &door, const SessionParts &parts)
{
    door.acceptor.async_accept(asio::make_strand(m_context),
                               [this, &door, &parts](const error_code &error, asio::ip::tcp::socket socket) {
                                   if (error == asio::error::operation_aborted)
                                       return;
                                   if (error) {
                                       door.pause.expires_after(acceptPause);
                                       door.pause.async_wait([this, &door, &parts](const error_code &stopped) {
                                           if (!stopped)
                                               accept(door, parts);
                                       });
                                       return;
                                   }
                                   keepFromChildren(socket.native_handle());
                                   admit(door, std::make_shared<HttpSession>(std::move(socket), parts), parts);
                               });
}

/// Until there is a place for this one no further connection is accepted: they wait in the system's backlog.
void HttpListener::admit(Door &door, const std::shared_ptr<HttpSession> &session, const SessionParts &parts)
{
    if (session->enter()) {
        asio::dispatch(session->executor(), [session] { session->start(); });
        accept(door, parts);
        return;
    }
    door.pause.expires_after(admitPause);
    door.pause.async_wait([this, &door, session, &parts](const error_code &stopped) {
        if (!stopped)
            admit(door, session, parts);
    });
}

} // namespace gatehouse::server
