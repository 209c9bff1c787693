#pragma once

#include <QByteArray>
#include <QFile>
#include <QFileInfo>
#include <QString>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Watches who opens a store file, in this process and in every other: the kernel counts all of them (inotify), SQLite
/// its own. What remains was opened by something that should not, whose closing would once have dropped SQLite's locks.
/// Made before the store is; one at a time.
class StoreOpens
{
public:
    explicit StoreOpens(const QString &path)
        : m_path(QFileInfo(path).absoluteFilePath())
        , m_name(QFile::encodeName(QFileInfo(path).fileName()))
        , m_events(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
    {
        const QByteArray folder = QFile::encodeName(QFileInfo(m_path).path());
        if (::inotify_add_watch(m_events, folder.constData(), IN_OPEN) < 0)
            qFatal("the store's folder cannot be watched");
        watched() = QFile::encodeName(m_path);
        bySqlite() = 0;
        sqlite3_vfs *files = sqlite3_vfs_find("unix");
        files->xSetSystemCall(files, "open", reinterpret_cast<sqlite3_syscall_ptr>(openOfSqlite));
    }
    ~StoreOpens()
    {
        sqlite3_vfs *files = sqlite3_vfs_find("unix");
        files->xSetSystemCall(files, "open", nullptr); // as it was
        ::close(m_events);
    }
    Q_DISABLE_COPY_MOVE(StoreOpens)

    /// How often the file has been opened so far by something that is not SQLite in this process.
    int byOthers()
    {
        alignas(inotify_event) std::array<char, 65536> buffer;
        for (ssize_t size = 0; (size = ::read(m_events, buffer.data(), buffer.size())) > 0;) {
            for (ssize_t at = 0; at < size;) {
                const auto *event = reinterpret_cast<const inotify_event *>(buffer.data() + at);
                m_opened += event->len > 0 && m_name == event->name;
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
            }
        }
        return m_opened - bySqlite();
    }
    int all() const { return bySqlite(); }

    /// Whether the system lists a lock of an open file description on the store: SQLite's, as long as it is open.
    bool isLocked() const
    {
        struct stat status = {};
        QFile list(u"/proc/locks"_s);
        if (::lstat(watched().constData(), &status) != 0 || !list.open(QIODevice::ReadOnly))
            return false;
        const QByteArray inode = ':' + QByteArray::number(static_cast<qulonglong>(status.st_ino)) + ' ';
        const QList<QByteArray> lines = list.readAll().split('\n');
        return std::ranges::any_of(
            lines, [&](const QByteArray &line) { return line.contains("OFDLCK") && line.contains(inode); });
    }

private:
    static QByteArray &watched()
    {
        static QByteArray path;
        return path;
    }
    static std::atomic<int> &bySqlite()
    {
        static std::atomic<int> count = 0;
        return count;
    }
    static int openOfSqlite(const char *path, int flags, int mode)
    {
        const int file = ::open(path, flags, mode);
        bySqlite() += file >= 0 && watched() == path;
        return file;
    }

    QString m_path;
    QByteArray m_name;
    int m_events;
    int m_opened = 0;
};

} // namespace gatehouse::tests
