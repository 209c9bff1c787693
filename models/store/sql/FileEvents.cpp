#include "models/store/sql/FileEvents.h"

#include "models/store/sql/StoreWatch.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <thread>
#include <tuple>
#include <unistd.h>

namespace gatehouse::store::sql {

namespace {

/// Where other machines write, or a program in user space does, the kernel hears nothing of it.
constexpr std::array<std::uint32_t, 12> unwatchable{
    0x6969,     // NFS
    0x517B,     // SMB
    0xFE534D42, // SMB 2
    0xFF534D42, // CIFS
    0x65735546, // FUSE
    0x01021997, // 9P
    0x00C36400, // Ceph
    0x5346414F, // AFS
    0x73757245, // Coda
    0x0BD00BD0, // Lustre
    0x47504653, // GPFS
    0x786F4256, // shared folders of VirtualBox
};

constexpr std::uint32_t fileEvents = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF | IN_DONT_FOLLOW;
constexpr std::uint32_t folderEvents =
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR;
/// What happens beside the way to the store is not asked for.
constexpr std::uint32_t wayEvents = IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR;

} // namespace

FileEvents::FileEvents(const QString &storePath)
    : m_path(storePath)
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_watch(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
{
}

bool FileEvents::isLocal() const
{
    struct statfs system = {};
    return ::statfs(QFile::encodeName(QFileInfo(m_path).path()).constData(), &system) == 0 &&
           std::ranges::find(unwatchable, static_cast<std::uint32_t>(system.f_type)) == unwatchable.end();
}

bool FileEvents::watch()
{
    m_isWatching = false;
    if (!m_watch.isOpen() || !m_wake.isOpen() || !isLocal())
        return false;
    // The same file again is the same watch; one that has gone took its own away.
    const auto add = [this](const QString &path, std::uint32_t events) {
        return ::inotify_add_watch(m_watch.number(), QFile::encodeName(path).constData(), events) >= 0;
    };
    QString folder = QFileInfo(m_path).absolutePath();
    m_isWatching = add(folder, folderEvents) && add(m_path, fileEvents);
    // Without a log there is nothing in it; it is made in the folder.
    std::ignore = add(StoreWatch::logPath(m_path), fileEvents);
    while (m_isWatching && folder.size() > 1) {
        folder = QFileInfo(folder).path();
        std::ignore = add(folder, wayEvents);
    }
    return m_isWatching;
}

bool FileEvents::wait(std::chrono::milliseconds longest)
{
    if (!m_wake.isOpen()) { // no descriptors to be had: look more often, and miss nothing
        std::this_thread::sleep_for(std::min(longest, std::chrono::milliseconds(20)));
        return false;
    }
    std::array<pollfd, 2> waiting{pollfd{.fd = m_wake.number(), .events = POLLIN, .revents = 0},
                                  pollfd{.fd = m_watch.number(), .events = POLLIN, .revents = 0}};
    const int timeout = static_cast<int>(std::clamp<qint64>(longest.count(), 0, INT_MAX));
    if (::poll(waiting.data(), m_isWatching ? 2 : 1, timeout) <= 0)
        return false;
    if (waiting.front().revents != 0) {
        std::uint64_t count = 0;
        std::ignore = ::read(m_wake.number(), &count, sizeof count);
    }
    return waiting.back().revents != 0 && readEvents();
}

/// What happened is found out by looking: the events only say that it is time to.
bool FileEvents::readEvents() const
{
    bool isAny = false;
    alignas(inotify_event) std::array<char, 4096> buffer;
    while (::read(m_watch.number(), buffer.data(), buffer.size()) > 0)
        isAny = true;
    return isAny;
}

void FileEvents::wake() const
{
    const std::uint64_t one = 1;
    std::ignore = ::write(m_wake.number(), &one, sizeof one);
}

} // namespace gatehouse::store::sql
