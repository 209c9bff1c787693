#include "models/server/HttpListener.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/strand.hpp>

#include <fcntl.h>

namespace gatehouse::server {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// Between two attempts when the system has no descriptor left: connections that end make room.
constexpr std::chrono::milliseconds acceptPause{100};

/// Programs this one starts (a browser, a clipboard tool) do not get its sockets.
void keepFromChildren(int descriptor)
{
    ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

} // namespace

HttpListener::HttpListener(asio::io_context &context)
    : m_context(context)
    , m_acceptor(context)
    , m_pause(context)
{
}

error_code HttpListener::open(int port)
{
    const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), static_cast<asio::ip::port_type>(port));
    error_code error;
    m_acceptor.open(endpoint.protocol(), error);
    if (error)
        return error;
    keepFromChildren(m_acceptor.native_handle());
    // Connections of a run that has ended may still be in TIME_WAIT. On Linux this lets nobody share the port.
    m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    return error;
}

int HttpListener::port() const
{
    error_code error;
    const auto endpoint = m_acceptor.local_endpoint(error);
    return error ? 0 : endpoint.port();
}

void HttpListener::run(const SessionParts &parts)
{
    accept(parts);
}

void HttpListener::accept(const SessionParts &parts)
{
    m_acceptor.async_accept(asio::make_strand(m_context),
                            [this, &parts](const error_code &error, asio::ip::tcp::socket socket) {
                                if (error == asio::error::operation_aborted)
                                    return;
                                if (error) {
                                    m_pause.expires_after(acceptPause);
                                    m_pause.async_wait([this, &parts](const error_code &stopped) {
                                        if (!stopped)
                                            accept(parts);
                                    });
                                    return;
                                }
                                keepFromChildren(socket.native_handle());
                                const auto session = std::make_shared<HttpSession>(std::move(socket), parts);
                                asio::dispatch(session->executor(), [session] { session->start(); });
                                accept(parts);
                            });
}

} // namespace gatehouse::server
