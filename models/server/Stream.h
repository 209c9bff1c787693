#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <utility>
#include <variant>

namespace gatehouse::server {

/// The bytes of a connection, in the clear until secure() and under TLS from then on. What is done with them is the
/// same; handlers are called as Asio calls them.
class Stream
{
public:
    using Socket = boost::asio::ip::tcp::socket;
    using Tls = boost::asio::ssl::stream<Socket>;

    explicit Stream(Socket socket)
        : m_stream(std::move(socket))
    {
    }

    Socket &socket()
    {
        Tls *tls = std::get_if<Tls>(&m_stream);
        return tls ? tls->next_layer() : std::get<Socket>(m_stream);
    }
    bool isSecure() const { return std::holds_alternative<Tls>(m_stream); }

    /// The server's side of a handshake, once for a connection. `context` may go afterwards.
    template <typename Handler> void secure(boost::asio::ssl::context &context, Handler &&handler)
    {
        Socket socket = std::move(std::get<Socket>(m_stream));
        m_stream.emplace<Tls>(std::move(socket), context).async_handshake(Tls::server, std::forward<Handler>(handler));
    }

    template <typename Handler> void readSome(boost::asio::mutable_buffer into, Handler &&handler)
    {
        std::visit([&](auto &stream) { stream.async_read_some(into, std::forward<Handler>(handler)); }, m_stream);
    }
    template <typename Handler> void write(boost::asio::const_buffer bytes, Handler &&handler)
    {
        std::visit([&](auto &stream) { boost::asio::async_write(stream, bytes, std::forward<Handler>(handler)); },
                   m_stream);
    }
    /// Now or never: what does not fit into the socket's buffer is lost.
    void tryWrite(boost::asio::const_buffer bytes)
    {
        boost::system::error_code ignored;
        std::visit([&](auto &stream) { stream.write_some(bytes, ignored); }, m_stream);
    }
    /// Under TLS, says that nothing more comes (RFC 8446 section 6.1); the handler is called when the client has said
    /// the same, or something else.
    template <typename Handler> void sayGoodbye(Handler &&handler)
    {
        std::get<Tls>(m_stream).async_shutdown(std::forward<Handler>(handler));
    }

private:
    std::variant<Socket, Tls> m_stream;
};

} // namespace gatehouse::server
