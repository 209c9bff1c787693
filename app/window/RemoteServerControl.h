#pragma once

#include "models/store/connection/TenantAddress.h"
#include "ui/pages/ServerControl.h"

namespace gatehouse::app {

/// The authorization server of a tenant elsewhere: it runs, and nobody switches it from here.
class RemoteServerControl : public ui::pages::ServerControl
{
    Q_OBJECT

public:
    explicit RemoteServerControl(store::remote::TenantAddress address, QObject *parent = nullptr);

    bool isRunning() const override { return true; }
    bool isOurs() const override { return false; }
    int port() const override;
    int httpsPort() const override { return port(); }
    QString certificatePin() const override { return {}; }
    /// ConnectionUnfit: the tenant's authority is its own.
    base::Result<void> exportAuthority(const QString &path) override;
    QUrl issuer() const override { return QUrl(m_address.issuer()); }
    QStringList issuers() const override { return {m_address.issuer()}; }
    qint64 servedRequests() const override { return 0; }
    base::Result<int> start(std::optional<int> port = {}, std::optional<int> httpsPort = {}) override;
    void stop() override {}

private:
    store::remote::TenantAddress m_address;
};

} // namespace gatehouse::app
