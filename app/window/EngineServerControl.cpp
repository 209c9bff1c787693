#include "app/window/EngineServerControl.h"

#include "app/engine/AuthorityFile.h"
#include "models/domain/Origin.h"
#include "models/jose/CertificateMint.h"

namespace gatehouse::app {

EngineServerControl::EngineServerControl(Engine &engine, QObject *parent)
    : ServerControl(parent)
    , m_engine(engine)
{
    connect(&engine.server(), &server::AuthorizationServer::started, this, &ServerControl::changed);
    connect(&engine.server(), &server::AuthorizationServer::stopped, this, &ServerControl::changed);
    connect(&engine.server(), &server::AuthorizationServer::requestServed, this, &ServerControl::requestServed);
    connect(&engine.server(), &server::AuthorizationServer::managementCalled, this, &ServerControl::managementCalled);
    connect(&engine.store(), &store::ResourceServerStore::changed, this, &ServerControl::changed);
    connect(&m_look, &QTimer::timeout, this, &EngineServerControl::lookAround);
    m_look.start(std::chrono::seconds(2));
    connect(&engine, &Engine::ready, this, &EngineServerControl::lookAround);
}

bool EngineServerControl::isRunning() const
{
    return m_engine.server().isRunning() || m_elsewhere.has_value();
}

bool EngineServerControl::isOurs() const
{
    return m_engine.server().isRunning() || !m_elsewhere.has_value();
}

int EngineServerControl::port() const
{
    if (m_engine.server().isRunning())
        return m_engine.server().port();
    return m_elsewhere ? m_elsewhere->port() : m_engine.store().snapshot().tenant.serverPort;
}

int EngineServerControl::httpsPort() const
{
    const int running = m_engine.server().isRunning() ? m_engine.server().httpsPort() : 0;
    return running > 0 ? running : m_engine.store().snapshot().tenant.httpsPort;
}

QString EngineServerControl::certificatePin() const
{
    return QString::fromLatin1(jose::publicKeyPin(m_engine.server().certificate()));
}

base::Result<void> EngineServerControl::exportAuthority(const QString &path)
{
    return m_engine.authority().and_then(
        [&path](const QByteArray &certificate) { return writeAuthorityFile(path, certificate); });
}

QUrl EngineServerControl::issuer() const
{
    return m_elsewhere && !m_engine.server().isRunning() ? *m_elsewhere : QUrl(domain::Origin{.port = port()}.issuer());
}

QStringList EngineServerControl::issuers() const
{
    return m_engine.issuers();
}

qint64 EngineServerControl::servedRequests() const
{
    return m_engine.server().servedRequests();
}

base::Result<int> EngineServerControl::start(std::optional<int> port, std::optional<int> httpsPort)
{
    lookAround();
    if (m_elsewhere && !port && !httpsPort)
        return m_elsewhere->port();
    return m_engine.startServer(port, httpsPort);
}

void EngineServerControl::stop()
{
    m_engine.stopServer();
    Q_EMIT changed();
}

void EngineServerControl::lookAround()
{
    const std::optional<QUrl> now = m_engine.server().isRunning() ? std::nullopt : m_engine.runningServer();
    if (now == m_elsewhere)
        return;
    m_elsewhere = now;
    Q_EMIT changed();
}

} // namespace gatehouse::app
