#include "models/store/sql/StoreWatch.h"

#include "models/base/Descriptor.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

namespace {

FileId idOf(const struct stat &status)
{
    return {.exists = true, .device = status.st_dev, .inode = status.st_ino};
}

bool saysNothingIsThere(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

/// Whether something else is at the path now. Where the system does not say, nothing is known, and nothing follows.
bool isOther(const FileId &had, const QString &path)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0)
        return saysNothingIsThere(errno);
    return idOf(status) != had;
}

} // namespace

FileId FileId::of(const QString &path)
{
    struct stat status = {};
    return ::lstat(QFile::encodeName(path).constData(), &status) == 0 ? idOf(status) : FileId();
}

QString StoreWatch::logPath(const QString &storePath)
{
    return storePath + u"-wal"_s;
}

QString StoreWatch::indexPath(const QString &storePath)
{
    return storePath + u"-shm"_s;
}

StoreWatch::Stamp StoreWatch::stampOf(const struct stat &status)
{
    return {.size = status.st_size, .seconds = status.st_mtim.tv_sec, .nanoseconds = status.st_mtim.tv_nsec};
}

StoreWatch::StoreWatch(QString path)
    : m_path(std::move(path))
    , m_store(FileId::of(m_path))
    , m_log(FileId::of(logPath(m_path)))
    , m_index(FileId::of(indexPath(m_path)))
{
}

void StoreWatch::note()
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &status) == 0)
        m_stamp = stampOf(status);
}

bool StoreWatch::isCheckpointing() const
{
    constexpr off_t checkpointLock = 121;
    // Of the index, not the store. Locks here belong to descriptors (SqliteLocks): this one takes none away.
    const base::Descriptor index(
        ::open(QFile::encodeName(indexPath(m_path)).constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = checkpointLock;
    lock.l_len = 1;
    return index.isOpen() && ::fcntl(index.number(), F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

StoreWatch::State StoreWatch::look() const
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &status) != 0)
        return saysNothingIsThere(errno) ? State::Gone : State::Same;
    if (idOf(status) != m_store)
        return State::Replaced;
    // Asked before the log: a program that put other content into the file may have removed the log as well.
    if (stampOf(status) != m_stamp)
        return State::Written;
    // SQLite removes neither while somebody has the store open.
    if ((m_log.exists && isOther(m_log, logPath(m_path))) || (m_index.exists && isOther(m_index, indexPath(m_path))))
        return State::LogGone;
    return State::Same;
}

QString StoreWatch::putLogAside(const QString &storePath)
{
    const QByteArray log = QFile::encodeName(logPath(storePath));
    struct stat status = {};
    if (::lstat(log.constData(), &status) != 0)
        return {};
    if (status.st_size == 0) {
        ::unlink(log.constData());
        return {};
    }
    const QByteArray kept = log + ".of-replaced-" + QByteArray::number(static_cast<qulonglong>(status.st_ino));
    return std::rename(log.constData(), kept.constData()) == 0 ? QFile::decodeName(kept) : QString();
}

void StoreWatch::removeLog() const
{
    if (m_index.exists && FileId::of(indexPath(m_path)) == m_index)
        ::unlink(QFile::encodeName(indexPath(m_path)).constData());
    if (m_log.exists && FileId::of(logPath(m_path)) == m_log)
        std::ignore = putLogAside(m_path);
}

} // namespace gatehouse::store::sql
