#include "app/window/SingleInstance.h"

#include "models/store/connection/Connection.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMilliseconds = 500;
constexpr qint64 longestPage = 500;

} // namespace

SingleInstance::SingleInstance(const QString &key, QObject *parent)
    : QObject(parent)
{
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    // The runtime folder is 0700: nobody else can wait there for us.
    m_name = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) +
             u"/gatehouse-window-%1"_s.arg(QString::fromLatin1(digest));
}

QString SingleInstance::storeKey(const QString &storePath)
{
    return QFileInfo(storePath).absoluteFilePath();
}

QString SingleInstance::connectionKey(const store::remote::Connection &connection, const QString &bookPath)
{
    // No path has a line break in front.
    return u"\nconnection\n"_s + QFileInfo(bookPath).absoluteFilePath() + u'\n' + connection.name + u'\n' +
           connection.address.origin() + u'\n' + connection.clientId;
}

bool SingleInstance::handOver(const QString &page)
{
    QLocalSocket first;
    first.connectToServer(m_name);
    if (first.waitForConnected(waitMilliseconds)) {
        first.write(page.toUtf8().left(longestPage) + '\n');
        first.waitForBytesWritten(waitMilliseconds);
        // The first one answers, so that a hanging program is not taken for a window that came up.
        return first.waitForReadyRead(waitMilliseconds * 4);
    }
    // Nobody listens: what lies there was left by a program that was killed.
    QLocalServer::removeServer(m_name);
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(4);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
    m_server->listen(m_name);
    return false;
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *second = m_server->nextPendingConnection()) {
        second->setReadBufferSize(longestPage + 1);
        connect(second, &QLocalSocket::disconnected, second, &QObject::deleteLater);
        connect(second, &QLocalSocket::readyRead, this, [this, second] {
            if (!second->canReadLine())
                return;
            const QString page = QString::fromUtf8(second->readLine(longestPage + 1)).trimmed();
            second->write("ok\n");
            second->flush();
            second->disconnectFromServer();
            Q_EMIT startedAgain(page);
        });
    }
}

} // namespace gatehouse::app
