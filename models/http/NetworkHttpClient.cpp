#include "models/http/NetworkHttpClient.h"

#include "models/base/Logging.h"

#include <QFutureWatcher>
#include <QHostAddress>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace gatehouse::http {

using namespace Qt::StringLiterals;

namespace {

using Value = base::Result<HttpResponse>;

/// What stays in Qt's buffer before it is looked at: an answer beyond its limit is cut off early, not after it was kept
/// whole.
constexpr qint64 readBuffer = 256 * 1024;

bool isLoopback(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

/// The desktop's proxy, except for this machine itself: a token request to the embedded server never leaves it.
class ProxyChoice final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QNetworkRequest toQt(const HttpRequest &request)
{
    QNetworkRequest qt(request.url);
    // A redirect would carry the Authorization header and the secret in the body to whatever host the answer names.
    qt.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    qt.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    qt.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    qt.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    qt.setTransferTimeout(std::min(request.deadline, request.idleDeadline));
    // Setting it turns Qt's own decompression off, so that the size limit is one on what was really received.
    qt.setRawHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : request.headers)
        qt.setRawHeader(name, value);
    return qt;
}

/// An HTTP status, 4xx and 5xx included, arrives with one of Qt's content or server errors; these codes mean that the
/// connection failed before the answer was whole.
bool isTransportError(QNetworkReply::NetworkError error)
{
    return (error > QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied) ||
           error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError;
}

/// A body that is read once. Qt sends a request again, up to three times and whatever its method, where a connection
/// ends before there is an answer; what it cannot rewind it cannot send again.
class OneWayBody final : public QIODevice
{
public:
    OneWayBody(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_at == m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (atEnd())
            return -1;
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_at = 0;
};

/// One request under way: the only owner of its reply. Delivers once, then goes.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkAccessManager &network, const HttpRequest &request, const std::optional<QSslConfiguration> &tls,
             QObject *parent)
        : QObject(parent)
        , m_host(request.url.host())
        , m_limit(request.maxAnswerBytes)
    {
        m_promise.start();
        m_stop.start();
        // A future may be cancelled from any thread; its watcher says so in ours.
        connect(&m_stopWatcher, &QFutureWatcher<void>::canceled, this,
                [this] { fail(base::ErrorCode::Cancelled, {}); });
        m_stopWatcher.setFuture(m_stop.future());

        QNetworkRequest qt = toQt(request);
        if (tls)
            qt.setSslConfiguration(*tls);
        if (request.isSentOnce && !request.body.isEmpty()) {
            qt.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
            qt.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
            m_reply = network.sendCustomRequest(qt, request.method, new OneWayBody(request.body, this));
        } else {
            m_reply = network.sendCustomRequest(qt, request.method, request.body);
        }
        m_reply->setParent(this);
        m_reply->setReadBufferSize(readBuffer);
        connect(m_reply, &QNetworkReply::readyRead, this, [this] { read(); });
        connect(m_reply, &QNetworkReply::finished, this, [this] { conclude(); });
        // Qt's transfer timeout starts again with every byte; the deadline is for the whole answer.
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { fail(base::ErrorCode::TimedOut, {}); });
        m_deadline.start(request.deadline);
    }

    ~Exchange() override { fail(base::ErrorCode::Cancelled, u"the client went away"_s); }

    base::Job<HttpResponse> job()
    {
        return base::Job<HttpResponse>(m_promise.future(), [stop = m_stop.future()]() mutable { stop.cancel(); });
    }

private:
    void read()
    {
        if (m_done)
            return;
        const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (announced > m_limit || m_body.size() + m_reply->bytesAvailable() > m_limit)
            fail(base::ErrorCode::TooLarge, QString::number(m_limit));
        else if (m_reply->isOpen()) // Qt closes what its own timeout ends
            m_body += m_reply->readAll();
    }

    void conclude()
    {
        if (m_done)
            return;
        read();
        if (m_done)
            return;
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto error = m_reply->error();
        if (status == 0 || isTransportError(error)) {
            fail(codeFor(error, status), m_reply->errorString());
            return;
        }
        HttpResponse response;
        response.status = status;
        response.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            response.headers.append({name, value});
        response.body = std::move(m_body);
        deliver(std::move(response));
    }

    static base::ErrorCode codeFor(QNetworkReply::NetworkError error, int status)
    {
        if (error == QNetworkReply::SslHandshakeFailedError)
            return base::ErrorCode::TlsRefused;
        if (error == QNetworkReply::TimeoutError || error == QNetworkReply::OperationCanceledError)
            return base::ErrorCode::TimedOut; // the only one who aborts without having delivered is Qt's timeout
        if (status != 0 || error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError)
            return base::ErrorCode::UnexpectedAnswer;
        return base::ErrorCode::ServerUnreachable;
    }

    void fail(base::ErrorCode code, const QString &detail)
    {
        if (!m_done)
            deliver(base::failure(code, base::ErrorStep::HttpRequest, m_host, detail));
    }

    void deliver(Value value)
    {
        m_done = true;
        m_deadline.stop();
        if (m_reply) {
            m_reply->disconnect(this);
            m_reply->abort();
        }
        m_promise.addResult(std::move(value));
        m_promise.finish();
        m_stop.finish();
        deleteLater();
    }

    QPromise<Value> m_promise;
    QPromise<void> m_stop;
    QFutureWatcher<void> m_stopWatcher;
    QTimer m_deadline;
    QNetworkReply *m_reply = nullptr; ///< a child of this object
    QString m_host;
    QByteArray m_body;
    qint64 m_limit;
    bool m_done = false;
};

} // namespace

struct NetworkHttpClient::Private
{
    QByteArray authorities;
    std::optional<QNetworkAccessManager> network;
    std::optional<QSslConfiguration> tls; ///< where more is trusted than this machine does
    QObject exchanges; ///< parent of those under way; goes before `network`, which their replies speak to

    /// Made for the first request, since it loads the libraries of TLS: a window that opens sends none.
    QNetworkAccessManager &manager()
    {
        if (network)
            return *network;
        if (!authorities.isEmpty()) {
            const auto certificates = QSslCertificate::fromData(authorities, QSsl::Pem);
            if (!certificates.isEmpty()) {
                tls = QSslConfiguration::defaultConfiguration();
                tls->addCaCertificates(certificates);
            }
        }
        network.emplace();
        network->setProxyFactory(new ProxyChoice);
        network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        network->setAutoDeleteReplies(false);
        return *network;
    }
};

NetworkHttpClient::NetworkHttpClient(const QByteArray &authorities)
    : d(std::make_unique<Private>())
{
    d->authorities = authorities;
}

NetworkHttpClient::~NetworkHttpClient() = default;

base::Job<HttpResponse> NetworkHttpClient::send(const HttpRequest &request)
{
    // QNetworkAccessManager would read file: and data: URLs too.
    const QString scheme = request.url.scheme();
    if ((scheme != "http"_L1 && scheme != "https"_L1) || request.url.host().isEmpty()) {
        return base::Job<HttpResponse>::ready(base::failure(base::ErrorCode::ServerUnreachable,
                                                            base::ErrorStep::HttpRequest, request.url.host(),
                                                            u"not an http URL"_s));
    }
    QNetworkAccessManager &network = d->manager();
    auto *exchange = new Exchange(network, request, d->tls, &d->exchanges);
    return exchange->job();
}

} // namespace gatehouse::http
