#pragma once

#include "app/engine/Engine.h"
#include "ui/pages/ServerControl.h"

#include <QTimer>

namespace gatehouse::app {

/// The server of an engine, or the one that another process runs for the same store.
class EngineServerControl : public ui::pages::ServerControl
{
    Q_OBJECT

public:
    /// `engine` outlives the control.
    explicit EngineServerControl(Engine &engine, QObject *parent = nullptr);

    bool isRunning() const override;
    bool isOurs() const override;
    int port() const override;
    int httpsPort() const override;
    QString certificatePin() const override;
    base::Result<void> exportAuthority(const QString &path) override;
    QUrl issuer() const override;
    QStringList issuers() const override;
    qint64 servedRequests() const override;
    base::Result<int> start(std::optional<int> port = {}, std::optional<int> httpsPort = {}) override;
    void stop() override;

private:
    void lookAround();

    Engine &m_engine;
    std::optional<QUrl> m_elsewhere; ///< another process's server
    QTimer m_look;
};

} // namespace gatehouse::app
