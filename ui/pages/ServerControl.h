#pragma once

#include "models/base/Result.h"
#include "models/management/RecentCalls.h"

#include <QObject>
#include <QUrl>

#include <optional>

namespace gatehouse::ui::pages {

/// The authorization server of the tenant as pages see it: where it is, and a switch where it is ours to switch.
class ServerControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual bool isRunning() const = 0;
    /// Whether it runs in this process and can be stopped here; another one's (`gatehouse serve`) cannot.
    virtual bool isOurs() const { return true; }
    virtual int port() const = 0;      ///< running or remembered
    virtual int httpsPort() const = 0; ///< the same for https; 0 before its first start
    /// SHA-256 of the public key shown over https now, in base64; empty while the server does not run here.
    virtual QString certificatePin() const = 0;
    /// Writes the CA that clients are to trust to a file, in PEM, and makes it first if there is none.
    virtual base::Result<void> exportAuthority(const QString &path) = 0;
    virtual QUrl issuer() const = 0;         ///< of the running server, else of the remembered port; ends with a slash
    virtual QStringList issuers() const = 0; ///< every issuer a token of this tenant may carry
    virtual qint64 servedRequests() const = 0;
    /// Remembers the ports.
    virtual base::Result<int> start(std::optional<int> port = {}, std::optional<int> httpsPort = {}) = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void changed();
    void requestServed(const QString &method, const QString &path, int status);
    /// One answered request to the Management API, of a server that runs here.
    void managementCalled(const gatehouse::management::ManagementCall &call);
};

} // namespace gatehouse::ui::pages
