#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/domain/Origin.h"
#include "models/issuer/AuthorizationService.h"
#include "models/issuer/OwnTokens.h"
#include "models/issuer/TokenService.h"
#include "models/jose/CertificateMint.h"
#include "models/jose/KeyCodec.h"
#include "models/server/RequestLimits.h"
#include "models/server/management/ManagementApi.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace gatehouse::server {

/// The authorization server on the loopback: 127.0.0.1 and ::1 and no other address, over HTTP and over HTTPS, on
/// threads of its own. Signals arrive in the thread of this object.
class AuthorizationServer : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const issuer::TokenService &tokens;
        const store::SnapshotSource &tenant;
        const jose::KeyCodec &keys;
        const base::Clock &clock;
        /// Makes what https is served with; called on start and, in time, from the server's threads.
        std::function<base::Result<jose::TlsIdentity>(base::Instant now)> tlsIdentity = {};
        /// Logins and consents; without them clients get tokens in their own name alone.
        struct People
        {
            issuer::AuthorizationService &logins;
            const issuer::OwnTokens &ownTokens;
        };
        std::optional<People> people = {};
        /// The Management API; without it /api/v2 is not there.
        std::optional<ManagementParts> management = {};
    };

    explicit AuthorizationServer(Parts parts, RequestLimits limits = {}, QObject *parent = nullptr);
    ~AuthorizationServer() override;

    /// Listens on `port` for http and, if named, on `httpsPort` for https (0: any free one), on both addresses of the
    /// loopback. Returns the port for http. PortInUse and PortForbidden carry the port as subject.
    base::Result<int> start(int port, std::optional<int> httpsPort = {});
    /// Stops listening and closes every connection; returns when the threads have ended.
    void stop();

    /// Requests that one client of the Management API may make within a second, from the next start on; 0, as in the
    /// beginning: as many as it likes.
    void setManagementRate(int requestsPerSecond);

    bool isRunning() const;
    int port() const;
    int httpsPort() const; ///< 0 without https
    /// Under which it answers, 127.0.0.1 first; none while it does not run. Without `localhost` where another program
    /// has ::1 on the port.
    QList<domain::Origin> origins() const;
    /// The certificate https is served with, in DER; empty without https.
    QByteArray certificate() const;
    /// `http://127.0.0.1:PORT/`: the `iss` of its tokens for clients that reach it there.
    QString issuer() const;
    qint64 servedRequests() const;

Q_SIGNALS:
    /// One answered request to the Management API.
    void managementCalled(const gatehouse::management::ManagementCall &call);
    void started(int port);
    void stopped();
    /// One answered request, for the status bar and the log: never with a secret, a token or a body.
    void requestServed(const QString &method, const QString &path, int status);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::server
