#include "models/server/AuthorizationServer.h"

#include "models/base/Logging.h"
#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "models/domain/Tenant.h"
#include "models/server/HttpListener.h"
#include "models/server/Router.h"
#include "models/server/routes/Authentication.h"

#include <atomic>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

namespace gatehouse::server {

namespace {

constexpr int threadCount = 2;
constexpr int maxPort = 65535;
/// Of a stranger's text in a signal.
constexpr qsizetype shownPath = 200;

base::Error startError(const boost::system::error_code &error, int port)
{
    using namespace boost::asio;
    auto code = base::ErrorCode::Internal;
    if (error == error::address_in_use)
        code = base::ErrorCode::PortInUse;
    else if (error == error::access_denied || error == boost::system::errc::operation_not_permitted)
        code = base::ErrorCode::PortForbidden;
    return {.code = code,
            .step = QStringLiteral("listen"),
            .subject = QString::number(port),
            .detail = QString::fromStdString(error.message()),
            .httpStatus = 0};
}

/// What a session does must not end the program: an exception costs the connection it came from.
void runThread(boost::asio::io_context &context)
{
    while (!context.stopped()) {
        try {
            context.run();
        } catch (const std::exception &failure) {
            qCWarning(base::logServer) << "connection given up:" << failure.what();
        }
    }
}

/// One run of the server, from start to stop.
class Run
{
public:
    explicit Run(const RequestLimits &limits)
        : m_limits(limits)
        , m_connections(limits.connections)
    {
    }

    ~Run()
    {
        m_context.stop();
        for (std::thread &thread : m_threads)
            thread.join();
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    boost::system::error_code open(int port) { return m_listener.open(port); }
    int port() const { return m_listener.port(); }

    void serve(QList<Route> routes, std::function<void(const QByteArray &, const QByteArray &, int)> served)
    {
        m_router.emplace(std::move(routes));
        m_parts.emplace(SessionParts{.router = *m_router,
                                     .limits = m_limits,
                                     .connections = m_connections,
                                     .port = port(),
                                     .served = std::move(served)});
        m_listener.run(*m_parts);
        for (int i = 0; i < threadCount; ++i)
            m_threads.emplace_back([this] { runThread(m_context); });
    }

private:
    RequestLimits m_limits;
    ConnectionTable m_connections;
    std::optional<Router> m_router;
    std::optional<SessionParts> m_parts;
    // Destroyed first, with the sessions that wait in it; they use what stands above.
    boost::asio::io_context m_context{threadCount};
    HttpListener m_listener{m_context};
    std::vector<std::thread> m_threads;
};

} // namespace

struct AuthorizationServer::Private
{
    Parts parts;
    RequestLimits limits;
    std::unique_ptr<Run> run;
    int port = 0;
    std::atomic<qint64> served = 0;
};

AuthorizationServer::AuthorizationServer(Parts parts, RequestLimits limits, QObject *parent)
    : QObject(parent)
    , d(new Private{.parts = parts, .limits = limits, .run = nullptr, .port = 0, .served = 0})
{
}

AuthorizationServer::~AuthorizationServer()
{
    d->run.reset();
}

base::Result<int> AuthorizationServer::start(int port)
{
    if (isRunning() && (port == 0 || port == d->port))
        return d->port;
    if (port < 0 || port > maxPort)
        return base::failure(base::ErrorCode::PortForbidden, "listen", QString::number(port));
    auto run = std::make_unique<Run>(d->limits);
    if (const auto error = run->open(port))
        return std::unexpected(startError(error, port));
    stop();

    d->port = run->port();
    const Parts &parts = d->parts;
    run->serve(routes::authenticationRoutes(parts.tokens, parts.tenant, parts.keys, issuer()),
               [this](const QByteArray &method, const QByteArray &path, int status) {
                   ++d->served;
                   const QString shown = base::redacted(base::visibleText(QString::fromLatin1(path), shownPath));
                   QMetaObject::invokeMethod(
                       this,
                       [this, name = QString::fromLatin1(method), shown, status] {
                           Q_EMIT requestServed(name, shown, status);
                       },
                       Qt::QueuedConnection);
               });
    d->run = std::move(run);
    qCInfo(base::logServer) << "listening on 127.0.0.1 port" << d->port;
    Q_EMIT started(d->port);
    return d->port;
}

void AuthorizationServer::stop()
{
    if (!isRunning())
        return;
    d->run.reset();
    qCInfo(base::logServer) << "stopped listening on port" << d->port;
    Q_EMIT stopped();
}

bool AuthorizationServer::isRunning() const
{
    return d->run != nullptr;
}

int AuthorizationServer::port() const
{
    return d->port;
}

QString AuthorizationServer::issuer() const
{
    return domain::issuerForPort(d->port);
}

qint64 AuthorizationServer::servedRequests() const
{
    return d->served;
}

} // namespace gatehouse::server
