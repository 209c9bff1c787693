#pragma once

#include "models/server/HttpSession.h"

#include <boost/asio/io_context.hpp>

namespace gatehouse::server {

/// Listens on 127.0.0.1, and on no other address, and starts a session for each connection.
class HttpListener
{
public:
    explicit HttpListener(boost::asio::io_context &context);

    /// Binds; `port` 0 takes any free one.
    boost::system::error_code open(int port);
    /// The port it is bound to; 0 before open().
    int port() const;
    /// Accepts from now on, until the context stops. `parts` outlives it.
    void run(const SessionParts &parts);

private:
    void accept(const SessionParts &parts);

    boost::asio::io_context &m_context;
    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_pause;
};

} // namespace gatehouse::server
