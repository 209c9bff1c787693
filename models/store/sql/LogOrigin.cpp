#include "models/store/sql/LogOrigin.h"

#include "models/base/Descriptor.h"
#include "models/store/sql/StoreWatch.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

namespace {

QByteArray lineOf(const FileId &store, const FileId &log)
{
    const auto number = [](auto value) { return QByteArray::number(static_cast<qulonglong>(value)); };
    return number(store.device) + ' ' + number(store.inode) + ' ' + number(log.device) + ' ' + number(log.inode) + '\n';
}

QByteArray readSmall(const QString &path)
{
    const base::Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    QByteArray content(256, '\0');
    const ssize_t count = file.isOpen() ? ::read(file.number(), content.data(), 256) : 0;
    content.truncate(std::max<ssize_t>(count, 0));
    return content;
}

} // namespace

LogOrigin::LogOrigin(QString storePath)
    : m_storePath(std::move(storePath))
    , m_path(m_storePath + u".log-origin"_s)
{
}

base::Result<QString> LogOrigin::putForeignLogAside() const
{
    const QString log = StoreWatch::logPath(m_storePath);
    const FileId logId = FileId::of(log);
    const FileId store = FileId::of(m_storePath);
    if (!logId.exists || !store.exists)
        return QString();
    const QList<QByteArray> known = readSmall(m_path).trimmed().split(' ');
    const QList<QByteArray> now = lineOf(store, logId).trimmed().split(' ');
    // Where the log is not the one that was recorded, nothing is known of it: a copy of the whole folder, for one.
    const bool isForeign = known.size() == 4 && known.sliced(2) == now.sliced(2) && known.first(2) != now.first(2);
    if (!isForeign)
        return QString();
    // Programs that still have the other file open keep its log; the next one to come must not find it.
    ::unlink(QFile::encodeName(StoreWatch::indexPath(m_storePath)).constData());
    const QString kept = StoreWatch::putLogAside(m_storePath);
    if (FileId::of(log) == logId)
        return std::unexpected(base::fileError(errno, base::ErrorStep::OpenStore, log));
    return kept;
}

void LogOrigin::record() const
{
    const FileId log = FileId::of(StoreWatch::logPath(m_storePath));
    if (!log.exists)
        return;
    const QByteArray line = lineOf(FileId::of(m_storePath), log);
    if (readSmall(m_path) == line)
        return;
    // Put in place in one step: several processes may do this at once, each with the same line.
    const QByteArray draft = QFile::encodeName(m_path) + '.' + QByteArray::number(::getpid());
    {
        const base::Descriptor file(
            ::open(draft.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file.isOpen() || !base::writeAll(file.number(), line)) {
            ::unlink(draft.constData());
            return;
        }
    }
    if (::rename(draft.constData(), QFile::encodeName(m_path).constData()) != 0)
        ::unlink(draft.constData());
}

void LogOrigin::forget() const
{
    if (!FileId::of(StoreWatch::logPath(m_storePath)).exists)
        ::unlink(QFile::encodeName(m_path).constData());
}

} // namespace gatehouse::store::sql
