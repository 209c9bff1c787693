#include "models/base/LogFile.h"

#include "models/base/Descriptor.h"
#include "models/base/Redaction.h"
#include "models/base/Text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutexLocker>

#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 2000;

bool isAt(const QByteArray &name, const struct stat &file)
{
    struct stat there = {};
    return ::lstat(name.constData(), &there) == 0 && there.st_dev == file.st_dev && there.st_ino == file.st_ino;
}

} // namespace

LogFile::LogFile(QString path, qint64 limit)
    : m_path(std::move(path))
    , m_name(QFile::encodeName(m_path))
    , m_limit(limit)
{
}

LogFile::~LogFile()
{
    close();
}

void LogFile::close()
{
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
}

void LogFile::write(const QString &line)
{
    const QByteArray bytes = visibleText(redactedForLog(line), longestLine).toUtf8() + '\n';
    const QMutexLocker lock(&m_mutex);
    if (m_size + bytes.size() > m_limit)
        rotate();
    if (!isOpen())
        return;
    m_size += bytes.size();
    std::ignore = writeAll(m_file, bytes);
}

bool LogFile::isOpen()
{
    if (m_file < 0)
        begin();
    return m_file >= 0;
}

void LogFile::begin()
{
    const QFileInfo file(m_path);
    if (!file.dir().exists() && QDir().mkpath(file.path()))
        ::chmod(QFile::encodeName(file.path()).constData(), S_IRWXU);
    m_file = ::open(m_name.constData(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK,
                    S_IRUSR | S_IWUSR);
    struct stat status = {};
    // Somebody else's file, or no file, is no place for what happened here.
    if (m_file >= 0 && (::fstat(m_file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != ::geteuid() ||
                        ::fchmod(m_file, S_IRUSR | S_IWUSR) != 0))
        close();
    m_size = m_file < 0 ? 0 : qint64(status.st_size);
}

/// Under a lock of the file, so that of several processes one does it, and none what another has done.
void LogFile::rotate()
{
    close();
    begin();
    if (m_file < 0)
        return;
    struct stat status = {};
    if (::flock(m_file, LOCK_EX) == 0 && ::fstat(m_file, &status) == 0 && status.st_size >= m_limit / 2 &&
        isAt(m_name, status))
        std::rename(m_name.constData(), (m_name + ".1").constData());
    close();
    begin();
}

} // namespace gatehouse::base
