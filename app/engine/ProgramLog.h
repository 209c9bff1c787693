#pragma once

#include "models/base/Clock.h"
#include "models/base/LogFile.h"
#include "models/server/AuthorizationServer.h"

namespace gatehouse::app {

/// The log of a program that goes on running, the window or `serve`: what Qt and we have to say, and each request that
/// was answered, in a file in ${XDG_STATE_HOME:-~/.local/state}/gatehouse that all of them share. What was said on
/// standard error before is said there still. One at a time.
class ProgramLog
{
public:
    /// `program` stands in each line.
    ProgramLog(QString program, const base::Clock &clock);
    ~ProgramLog();
    Q_DISABLE_COPY_MOVE(ProgramLog)

    void write(const QString &text);
    /// Each request that this server answers.
    void follow(const server::AuthorizationServer &server);
    QString path() const { return m_file.path(); }

private:
    QString m_program;
    const base::Clock &m_clock;
    base::LogFile m_file;
    QMetaObject::Connection m_requests;
};

} // namespace gatehouse::app
