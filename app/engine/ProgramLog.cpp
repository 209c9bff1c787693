#include "app/engine/ProgramLog.h"

#include <QDateTime>
#include <QStandardPaths>
#include <QTimeZone>

#include <atomic>
#include <unistd.h>
#include <utility>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

// Qt's handler is a function, and knows nobody.
std::atomic<ProgramLog *> log = nullptr;
std::atomic<QtMessageHandler> before = nullptr;

void alsoWrite(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (const auto handler = before.load())
        handler(type, context, message);
    if (ProgramLog *const running = log.load(); running && type != QtDebugMsg)
        running->write(message);
}

QString logPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericStateLocation) + u"/gatehouse/gatehouse.log"_s;
}

} // namespace

ProgramLog::ProgramLog(QString program, const base::Clock &clock)
    : m_program(std::move(program))
    , m_clock(clock)
    , m_file(logPath())
{
    log = this;
    before = qInstallMessageHandler(alsoWrite);
}

ProgramLog::~ProgramLog()
{
    QObject::disconnect(m_requests);
    qInstallMessageHandler(before.load());
    log = nullptr;
}

void ProgramLog::follow(const server::AuthorizationServer &server)
{
    m_requests = QObject::connect(&server, &server::AuthorizationServer::requestServed, &server,
                                  [this](const QString &method, const QString &path, int status) {
                                      write(u"%1 %2 %3"_s.arg(method.isEmpty() ? u"-"_s : method,
                                                              path.isEmpty() ? u"-"_s : path, QString::number(status)));
                                  });
}

void ProgramLog::write(const QString &text)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(m_clock.now().time_since_epoch().count(), QTimeZone::UTC);
    m_file.write(u"%1 %2[%3] %4"_s.arg(at.toString(Qt::ISODate), m_program, QString::number(::getpid()), text));
}

} // namespace gatehouse::app
