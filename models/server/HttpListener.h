#pragma once

#include "models/server/HttpSession.h"

#include <boost/asio/io_context.hpp>

namespace gatehouse::server {

/// Listens on one port of the loopback, 127.0.0.1 and ::1, and on no other address, and starts a session for each
/// connection.
class HttpListener
{
public:
    explicit HttpListener(boost::asio::io_context &context);

    /// Binds; `port` 0 takes one that is free on both addresses. That ::1 cannot be had is no error.
    boost::system::error_code open(int port);
    /// The port it is bound to; 0 before open().
    int port() const;
    /// The origins that are surely ours. `localhost` is one only where nobody else can have ::1, which it may mean:
    /// where it is bound, or this machine has none.
    QList<domain::Origin> origins(domain::Origin::Scheme scheme) const;
    /// Accepts from now on, until the context stops. `parts` outlives it.
    void run(const SessionParts &parts);

private:
    struct Door
    {
        explicit Door(boost::asio::io_context &context);
        boost::system::error_code open(const boost::asio::ip::tcp::endpoint &endpoint);

        boost::asio::ip::tcp::acceptor acceptor;
        boost::asio::steady_timer pause;
    };

    boost::system::error_code openBoth(int port);
    void accept(Door &door, const SessionParts &parts);
    void admit(Door &door, const std::shared_ptr<HttpSession> &session, const SessionParts &parts);

    boost::asio::io_context &m_context;
    Door m_address4;
    Door m_address6;
    bool m_hasAddress6 = true; ///< this machine, not this listener
};

} // namespace gatehouse::server
