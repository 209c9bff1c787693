#pragma once

#include "models/server/ChunkedBody.h"
#include "models/server/HeadScanner.h"
#include "models/server/Messages.h"

#include <functional>
#include <optional>

namespace gatehouse::server {

/// Makes requests out of the bytes of one connection, one at a time; bytes of a later request wait. No sockets here.
/// Once a request was refused nothing more is read: what follows a malformed request cannot be told apart from its
/// rest.
class RequestReader
{
public:
    enum class State {
        Idle,     ///< no byte of a request yet
        Head,     ///< its head is not whole
        Body,     ///< head accepted, body not whole
        Complete, ///< request() is to be answered
        Refused,  ///< refusal() is to be answered, and the connection closed
    };

    /// `origins` are those of the listener: a request addressed to another authority is refused (DNS rebinding).
    /// `bodyLimit` tells how large a body for a path may be; without it, `limits` does.
    using BodyLimit = std::function<std::size_t(const QByteArray &path)>;
    RequestReader(const RequestLimits &limits, QList<domain::Origin> origins, BodyLimit bodyLimit = {});
    ~RequestReader();
    RequestReader(const RequestReader &) = delete;
    RequestReader &operator=(const RequestReader &) = delete;

    void add(QByteArrayView bytes);
    State state() const { return m_state; }
    const Request &request() const { return m_request; }
    int refusal() const { return m_refusal; }
    /// Whether the client waits for "100 Continue" before it sends the body (RFC 9110 section 10.1.1).
    bool awaitsContinue() const { return m_awaitsContinue; }
    /// After a complete request was answered: forgets it, secrets included, and reads on.
    void next();

private:
    void advance();
    void finishHead();
    void readBody();
    void readChunks();
    void complete();
    int checkHead();
    int readTarget(QByteArray target);
    int checkHost();
    int checkCoding(bool isHttp11) const;
    void beginChunks();
    int checkLength();
    bool takeOrigin(QByteArrayView authority);
    void refuse(int status);
    void forget();

    RequestLimits m_limits;
    QList<domain::Origin> m_origins;
    BodyLimit m_bodyLimit;
    HeadScanner m_scanner;
    State m_state = State::Idle;
    QByteArray m_bytes;                  ///< received and not yet of a finished request
    qsizetype m_scanned = 0;             ///< of m_bytes, all of the head under way
    std::size_t m_length = 0;            ///< of the body
    std::optional<ChunkedBody> m_chunks; ///< where the body comes in chunks instead of with a length
    bool m_awaitsContinue = false;
    int m_refusal = 0;
    Request m_request;
};

} // namespace gatehouse::server
