#include "models/server/AuthorizationServer.h"

#include "models/base/Logging.h"
#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "models/server/HttpListener.h"
#include "models/server/Router.h"
#include "models/server/TlsContext.h"
#include "models/server/routes/Authentication.h"
#include "models/server/routes/Authorize.h"

#include <atomic>
#include <exception>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace gatehouse::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int threadCount = 4;
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
            .step = base::ErrorStep::Listen,
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

    base::Result<void> open(int port)
    {
        if (const auto error = m_plain.open(port))
            return std::unexpected(startError(error, port));
        return {};
    }
    base::Result<void> openTls(int port, const TlsIdentitySource &identity, const base::Clock &clock)
    {
        if (const auto error = m_secure.open(port))
            return std::unexpected(startError(error, port));
        m_tls.emplace(identity, clock);
        return m_tls->prepare();
    }
    int port() const { return m_plain.port(); }
    int httpsPort() const { return m_secure.port(); }
    QByteArray certificate() const { return m_tls ? m_tls->certificate() : QByteArray(); }
    QList<domain::Origin> origins() const
    {
        return m_plain.origins(Scheme::Http) + (m_tls ? m_secure.origins(Scheme::Https) : QList<domain::Origin>());
    }

    /// False where the system gives no thread to serve with.
    bool serve(QList<Route> routes, std::function<void(const QByteArray &, const QByteArray &, int)> served)
    {
        m_router.emplace(std::move(routes));
        const auto parts = [&](const HttpListener &listener, Scheme scheme, TlsContext *tls) {
            return SessionParts{.router = *m_router,
                                .limits = m_limits,
                                .connections = m_connections,
                                .tls = tls,
                                .origins = listener.origins(scheme),
                                .served = served};
        };
        m_plainParts.emplace(parts(m_plain, Scheme::Http, nullptr));
        m_plain.run(*m_plainParts);
        if (m_tls) {
            m_secureParts.emplace(parts(m_secure, Scheme::Https, &*m_tls));
            m_secure.run(*m_secureParts);
        }
        try {
            for (int i = 0; i < threadCount; ++i)
                m_threads.emplace_back([this] { runThread(m_context); });
        } catch (const std::system_error &) { // one is enough
        }
        return !m_threads.empty();
    }

private:
    using Scheme = domain::Origin::Scheme;

    RequestLimits m_limits;
    ConnectionTable m_connections;
    std::optional<Router> m_router;
    std::optional<TlsContext> m_tls;
    std::optional<SessionParts> m_plainParts;
    std::optional<SessionParts> m_secureParts;
    // Destroyed first, with the sessions that wait in it; they use what stands above.
    boost::asio::io_context m_context{threadCount};
    HttpListener m_plain{m_context};
    HttpListener m_secure{m_context};
    std::vector<std::thread> m_threads;
};

} // namespace

struct AuthorizationServer::Private
{
    Parts parts;
    RequestLimits limits;
    std::unique_ptr<Run> run;
    int port = 0;
    int httpsPort = 0;
    std::atomic<qint64> served = 0;
    bool hasServed = false; ///< at any time
};

AuthorizationServer::AuthorizationServer(Parts parts, RequestLimits limits, QObject *parent)
    : QObject(parent)
    , d(new Private{.parts = std::move(parts),
                    .limits = limits,
                    .run = nullptr,
                    .port = 0,
                    .httpsPort = 0,
                    .served = 0,
                    .hasServed = false})
{
}

AuthorizationServer::~AuthorizationServer()
{
    d->run.reset();
}

base::Result<int> AuthorizationServer::start(int port, std::optional<int> httpsPort)
{
    const auto keeps = [](int wanted, int had) { return wanted == 0 || wanted == had; };
    if (isRunning() && keeps(port, d->port) && (!httpsPort || (d->httpsPort > 0 && keeps(*httpsPort, d->httpsPort))))
        return d->port;
    for (const int wanted : {port, httpsPort.value_or(0)}) {
        if (wanted < 0 || wanted > maxPort)
            return base::failure(base::ErrorCode::PortForbidden, base::ErrorStep::Listen, QString::number(wanted));
    }
    auto run = std::make_unique<Run>(d->limits);
    if (const auto opened = run->open(port); !opened)
        return std::unexpected(opened.error());
    if (httpsPort) {
        if (const auto opened = run->openTls(*httpsPort, d->parts.tlsIdentity, d->parts.clock); !opened)
            return std::unexpected(opened.error());
    }
    stop();

    d->port = run->port();
    d->httpsPort = run->httpsPort();
    const Parts &parts = d->parts;
    // A person who switches the server off and on wants clients and people let in. A restart forgets nothing.
    if (std::exchange(d->hasServed, true)) {
        parts.tokens.forgetAttempts();
        if (parts.people)
            parts.people->logins.forgetAttempts();
    }
    QList<Route> routes =
        routes::authenticationRoutes(parts.tokens, parts.tenant, parts.keys, parts.people.has_value());
    if (parts.people) {
        routes += routes::authorizeRoutes(parts.people->logins, parts.people->ownTokens, parts.tenant,
                                          domain::issuersOf(d->port, d->httpsPort));
    }
    if (parts.management) {
        ManagementApi management(
            *parts.management, domain::issuersOf(d->port, d->httpsPort), [this](const ManagementCall &call) {
                QMetaObject::invokeMethod(this, [this, call] { Q_EMIT managementCalled(call); }, Qt::QueuedConnection);
            });
        routes.append(management.route());
    }
    const bool isServing = run->serve(std::move(routes), [this](const QByteArray &method, const QByteArray &path,
                                                                int status) {
        ++d->served;
        const QString shown = base::visibleText(base::redactedPath(QString::fromLatin1(path)), shownPath);
        QMetaObject::invokeMethod(
            this,
            [this, name = QString::fromLatin1(method), shown, status] { Q_EMIT requestServed(name, shown, status); },
            Qt::QueuedConnection);
    });
    if (!isServing)
        return base::failure(base::ErrorCode::ThreadRefused, base::ErrorStep::Listen, QString::number(port));
    d->run = std::move(run);
    qCInfo(base::logServer) << "listening on the loopback, ports" << d->port << d->httpsPort;
    Q_EMIT started(d->port);
    return d->port;
}

void AuthorizationServer::stop()
{
    if (!isRunning())
        return;
    d->run.reset();
    qCInfo(base::logServer) << "stopped listening on ports" << d->port << d->httpsPort;
    Q_EMIT stopped();
}

void AuthorizationServer::setManagementRate(int requestsPerSecond)
{
    if (d->parts.management)
        d->parts.management->requestsPerSecond = requestsPerSecond;
}

bool AuthorizationServer::isRunning() const
{
    return d->run != nullptr;
}

int AuthorizationServer::port() const
{
    return d->port;
}

int AuthorizationServer::httpsPort() const
{
    return d->httpsPort;
}

QList<domain::Origin> AuthorizationServer::origins() const
{
    return d->run ? d->run->origins() : QList<domain::Origin>();
}

QByteArray AuthorizationServer::certificate() const
{
    return d->run ? d->run->certificate() : QByteArray();
}

QString AuthorizationServer::issuer() const
{
    return domain::Origin{.port = d->port}.issuer();
}

qint64 AuthorizationServer::servedRequests() const
{
    return d->served;
}

} // namespace gatehouse::server
