#pragma once

#include "models/base/Result.h"
#include "models/issuer/TokenService.h"
#include "models/jose/KeyCodec.h"
#include "models/server/RequestLimits.h"

#include <QObject>

#include <memory>

namespace gatehouse::server {

/// The authorization server on the loopback: 127.0.0.1 and no other address, on threads of its own. Signals arrive in
/// the thread of this object.
class AuthorizationServer : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const issuer::TokenService &tokens;
        const store::SnapshotSource &tenant;
        const jose::KeyCodec &keys;
    };

    explicit AuthorizationServer(Parts parts, RequestLimits limits = {}, QObject *parent = nullptr);
    ~AuthorizationServer() override;

    /// Listens on 127.0.0.1:`port` (0: any free one). PortInUse and PortForbidden carry the port as subject.
    base::Result<int> start(int port);
    /// Stops listening and closes every connection; returns when the threads have ended.
    void stop();

    bool isRunning() const;
    int port() const;
    /// `http://127.0.0.1:PORT/`, the `iss` of its tokens.
    QString issuer() const;
    qint64 servedRequests() const;

Q_SIGNALS:
    void started(int port);
    void stopped();
    /// One answered request, for the status bar and the log: never with a secret, a token or a body.
    void requestServed(const QString &method, const QString &path, int status);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::server
