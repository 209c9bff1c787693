#pragma once

#include <QByteArray>
#include <QElapsedTimer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <utility>

namespace gatehouse::tests {

/// A client that sends bytes, whatever they are, and reads what comes back: for tests of a server on threads of its
/// own.
class RawClient
{
public:
    explicit RawClient(int port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_connected = ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~RawClient()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    RawClient(RawClient &&other) noexcept
        : m_socket(std::exchange(other.m_socket, -1))
        , m_connected(other.m_connected)
        , m_received(std::move(other.m_received))
    {
    }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;
    RawClient &operator=(RawClient &&) = delete;

    bool isConnected() const { return m_connected; }

    /// False when the server has closed.
    bool send(const QByteArray &bytes) const
    {
        qsizetype sent = 0;
        while (sent < bytes.size()) {
            const auto count =
                ::send(m_socket, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            sent += count;
        }
        return true;
    }

    /// Sends the same again and again without reading, until the server takes no more.
    bool sendUntilStuck(const QByteArray &bytes, std::chrono::milliseconds within = std::chrono::seconds(20)) const
    {
        QElapsedTimer timer;
        timer.start();
        const QByteArray many = bytes.repeated(100);
        for (qsizetype at = 0; timer.elapsed() < within.count();) {
            const auto count = ::send(m_socket, many.constData() + at, static_cast<std::size_t>(many.size() - at),
                                      MSG_NOSIGNAL | MSG_DONTWAIT);
            if (count > 0) {
                at = (at + count) % many.size();
                continue;
            }
            pollfd room{.fd = m_socket, .events = POLLOUT, .revents = 0};
            constexpr int patience = 300;
            if (::poll(&room, 1, patience) == 0)
                return true;
            if ((room.revents & (POLLERR | POLLHUP)) != 0)
                return false;
        }
        return false;
    }

    /// One answer: its head and as much body as its Content-Length says. What comes after it is kept for the next call.
    QByteArray answer(std::chrono::milliseconds within = std::chrono::seconds(5), bool withBody = true)
    {
        QElapsedTimer timer;
        timer.start();
        for (;;) {
            const qsizetype end = m_received.indexOf("\r\n\r\n");
            if (end >= 0) {
                const qsizetype whole = end + 4 + (withBody ? lengthIn(m_received.first(end)) : 0);
                if (m_received.size() >= whole) {
                    QByteArray first = m_received.first(whole);
                    m_received.remove(0, whole);
                    return first;
                }
            }
            if (!more(within - std::chrono::milliseconds(timer.elapsed())))
                return std::exchange(m_received, {});
        }
    }

    /// Everything until the server closes.
    QByteArray rest(std::chrono::milliseconds within = std::chrono::seconds(5))
    {
        QElapsedTimer timer;
        timer.start();
        while (more(within - std::chrono::milliseconds(timer.elapsed()))) {
        }
        return std::exchange(m_received, {});
    }

    /// Whether the server has ended the connection (after rest() or answer()), waiting for it a little.
    bool isClosed(std::chrono::milliseconds within = std::chrono::seconds(5))
    {
        rest(within);
        return m_closed;
    }

private:
    static qsizetype lengthIn(const QByteArray &head)
    {
        const qsizetype at = head.toLower().indexOf("\r\ncontent-length: ");
        if (at < 0)
            return 0;
        const qsizetype from = at + 18;
        qsizetype to = head.indexOf("\r\n", from);
        return head.mid(from, to < 0 ? -1 : to - from).toLongLong();
    }

    bool more(std::chrono::milliseconds within)
    {
        pollfd wait{.fd = m_socket, .events = POLLIN, .revents = 0};
        if (within.count() < 0 || ::poll(&wait, 1, static_cast<int>(within.count())) <= 0)
            return false;
        std::array<char, 16384> chunk{};
        const auto count = ::recv(m_socket, chunk.data(), chunk.size(), 0);
        if (count <= 0) {
            m_closed = true;
            return false;
        }
        m_received.append(chunk.data(), count);
        return true;
    }

    int m_socket;
    bool m_connected = false;
    bool m_closed = false;
    QByteArray m_received;
};

/// The status of an answer; 0 when there is none.
inline int statusOf(const QByteArray &answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

inline QByteArray bodyOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.sliced(end + 4);
}

} // namespace gatehouse::tests
