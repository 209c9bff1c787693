#include "models/http/LoopbackListener.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace gatehouse::http {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxHead = 16LL * 1024;
constexpr int maxConnections = 16;
constexpr std::chrono::seconds patience{10}; // for one request's head

struct Page
{
    QByteArray status;
    QByteArray title;
    QByteArray sentence;
};

const Page donePage{"200 OK", "Back to Gatehouse",
                    "The answer has arrived. You can close this page and go back to Gatehouse."};
const Page strangePage{"400 Bad Request", "Not expected",
                       "This answer belongs to no sign-in that Gatehouse waits for."};
const Page missingPage{"404 Not Found", "Nothing here", "Gatehouse waits for one answer here, and it is not this one."};

/// Nothing of the request stands in it: it may be anybody's.
QByteArray answerWith(const Page &page)
{
    const QByteArray body = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                            "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" "
                            "content=\"light dark\"><title>" +
                            page.title + "</title></head><body><main><h1>" + page.title + "</h1><p>" + page.sentence +
                            "</p></main></body></html>\n";
    return "HTTP/1.1 " + page.status +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nCache-Control: no-store\r\n"
           "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n" +
           body;
}

/// The values of a header in a request's head.
QByteArrayList headerValues(const QByteArrayList &lines, QByteArrayView name)
{
    QByteArrayList values;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) == 0)
            values.append(line.sliced(colon + 1).trimmed());
    }
    return values;
}

} // namespace

struct LoopbackListener::Private : QObject
{
    QTcpServer server;
    QString path;
    Take take;
    int open = 0;

    Private()
    {
        connect(&server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = server.nextPendingConnection())
                serve(socket);
        });
    }

    void serve(QTcpSocket *socket)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (++open > maxConnections) {
            --open;
            socket->abort();
            socket->deleteLater();
            return;
        }
        connect(socket, &QObject::destroyed, this, [this] { --open; });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
    }

    void read(QTcpSocket *socket)
    {
        const QByteArray head = socket->peek(maxHead);
        const qsizetype end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            if (head.size() >= maxHead)
                socket->abort();
            return;
        }
        disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
        socket->readAll();
        socket->write(answerWith(judge(head.first(end))));
        socket->disconnectFromHost();
    }

    const Page &judge(const QByteArray &head)
    {
        QByteArrayList lines = head.split('\n');
        const QByteArrayList request = lines.takeFirst().trimmed().split(' ');
        // Another name in Host is a page of another site whose name leads here (DNS rebinding).
        const QByteArray host = "127.0.0.1:" + QByteArray::number(server.serverPort());
        if (request.size() != 3 || request.first() != "GET" || headerValues(lines, "Host") != QByteArrayList{host})
            return missingPage;
        const QUrl url(u"http://"_s + QString::fromLatin1(host + request.at(1)), QUrl::StrictMode);
        if (!request.at(1).startsWith('/') || !url.isValid() || url.path(QUrl::FullyEncoded) != path)
            return missingPage;
        if (!take || !take(url))
            return strangePage;
        take = {};
        server.close();
        return donePage;
    }
};

LoopbackListener::LoopbackListener()
    : d(std::make_unique<Private>())
{
}

LoopbackListener::~LoopbackListener() = default;

base::Result<int> LoopbackListener::listen(int port, const QString &path, Take take)
{
    close();
    if (!d->server.listen(QHostAddress::LocalHost, static_cast<quint16>(port))) {
        const bool isForbidden = d->server.serverError() == QAbstractSocket::SocketAccessError;
        return base::failure(isForbidden ? base::ErrorCode::PortForbidden : base::ErrorCode::PortInUse,
                             base::ErrorStep::Listen, QString::number(port), d->server.errorString());
    }
    d->path = path;
    d->take = std::move(take);
    return d->server.serverPort();
}

void LoopbackListener::close()
{
    // What is being answered is let finish: the person reads it.
    d->server.close();
    d->take = {};
}

} // namespace gatehouse::http
