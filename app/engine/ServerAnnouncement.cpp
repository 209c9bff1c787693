#include "app/engine/ServerAnnouncement.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

/// The file has two locks, one a byte. Whoever holds the first may write; the second is held while what stands in the
/// file is true. With one lock alone, a reader that comes between lock and writing would believe a dead server's port.
enum class Lock : off_t { Writer = 0, Truth = 1 };

/// Nobody needs more for a number or two.
constexpr std::size_t longestAnnouncement = 256;
/// How often a file may be taken away between being opened and being locked before we give up.
constexpr int attempts = 16;

struct flock rangeOf(Lock lock, short type)
{
    struct flock range{};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = std::to_underlying(lock);
    range.l_len = 1;
    return range;
}

/// Locks of the open file, not of the process: they hold between two engines of one process as well, and are not lost
/// when somebody in this process closes another descriptor of the file.
bool setLock(int file, Lock lock, short type)
{
    struct flock range = rangeOf(lock, type);
    return ::fcntl(file, F_OFD_SETLK, &range) == 0;
}

/// Asks without taking: a reader never stands in a server's way.
bool isHeld(int file, Lock lock)
{
    struct flock range = rangeOf(lock, F_RDLCK);
    return ::fcntl(file, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

/// A plain file of this user: another's would tell us where to send secrets.
bool isOwn(int file, struct stat &status)
{
    return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
}

} // namespace

ServerAnnouncement::ServerAnnouncement(QString path)
    : m_path(std::move(path))
{
}

ServerAnnouncement::~ServerAnnouncement()
{
    withdraw();
}

bool ServerAnnouncement::take()
{
    const QByteArray path = QFile::encodeName(m_path);
    for (int attempt = 0; attempt < attempts; ++attempt) {
        auto file = std::make_unique<base::Descriptor>(
            ::open(path.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR));
        struct stat opened{};
        if (!file->isOpen() || !isOwn(file->number(), opened) || !setLock(file->number(), Lock::Writer, F_WRLCK))
            return false;
        // A server that stopped meanwhile took its file away with it: a lock on that one would be seen by nobody.
        struct stat named{};
        if (::lstat(path.constData(), &named) != 0 || named.st_ino != opened.st_ino || named.st_dev != opened.st_dev)
            continue;
        if (::fchmod(file->number(), S_IRUSR | S_IWUSR) != 0)
            return false;
        m_file = std::move(file);
        return true;
    }
    return false;
}

bool ServerAnnouncement::publish(int port)
{
    if (!m_file && !take())
        return false;
    const QByteArray said = QJsonDocument(QJsonObject{{u"pid"_s, static_cast<qint64>(::getpid())}, {u"port"_s, port}})
                                .toJson(QJsonDocument::Compact);
    // In place and not by a rename: the lock belongs to this file.
    const int file = m_file->number();
    if (setLock(file, Lock::Truth, F_UNLCK) && ::ftruncate(file, 0) == 0 && ::lseek(file, 0, SEEK_SET) == 0 &&
        base::writeAll(file, said) && setLock(file, Lock::Truth, F_WRLCK))
        return true;
    withdraw();
    return false;
}

void ServerAnnouncement::withdraw()
{
    if (!m_file)
        return;
    // Removed before the lock goes with the descriptor: afterwards it may be another server's.
    ::unlink(QFile::encodeName(m_path).constData());
    m_file.reset();
}

std::optional<int> ServerAnnouncement::read(const QString &path)
{
    // Not waiting for a pipe's other end, should somebody have put one there.
    const base::Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status{};
    if (!file.isOpen() || !isOwn(file.number(), status) || !isHeld(file.number(), Lock::Truth))
        return {};
    std::array<char, longestAnnouncement> bytes{};
    const ssize_t size = ::pread(file.number(), bytes.data(), bytes.size(), 0);
    if (size <= 0)
        return {};
    const int port = QJsonDocument::fromJson(QByteArray(bytes.data(), size)).object()[u"port"].toInt();
    return port > 0 && port <= 65535 ? std::optional(port) : std::nullopt;
}

} // namespace gatehouse::app
