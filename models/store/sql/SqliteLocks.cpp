#include "models/store/sql/SqliteLocks.h"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::store::sql {

namespace {

// The bytes that SQLite locks in a database (sqlite.org/c3ref/c_io_methods, os_unix.c): pending, reserved, 510 shared.
// In the index of a log it locks bytes near the start.
constexpr off_t pendingByte = 0x40000000;
constexpr off_t firstSharedByte = pendingByte + 2;

int descriptorLock(int descriptor, int command, const struct flock &wanted, struct flock *answer)
{
    struct flock lock = wanted;
    lock.l_pid = 0; // anything else is refused for these locks
    int same = F_OFD_SETLK;
    if (command == F_GETLK)
        same = F_OFD_GETLK;
    else if (command == F_SETLKW)
        same = F_OFD_SETLKW;
    const int result = ::fcntl(descriptor, same, &lock);
    if (answer && result == 0)
        *answer = lock;
    return result;
}

/// SQLite counts the connections that this process has to a database, locks for the first and unlocks for the last,
/// each time by whichever descriptor is at hand. Locks of a descriptor are released by that one alone, so all locks of
/// a database go through one description: the first that locked it, kept open until nothing is locked any more.
class LockKeepers
{
public:
    int apply(int descriptor, int command, const struct flock &wanted, struct flock *answer)
    {
        struct stat status = {};
        if (::fstat(descriptor, &status) != 0)
            return -1;
        const std::scoped_lock guard(m_mutex);
        const std::pair<dev_t, ino_t> file{status.st_dev, status.st_ino};
        auto keeper = m_keepers.find(file);
        const bool locks = command != F_GETLK && wanted.l_type != F_UNLCK;
        if (keeper == m_keepers.end()) {
            if (!locks)
                return descriptorLock(descriptor, command, wanted, answer);
            const int kept = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
            if (kept < 0)
                return -1;
            keeper = m_keepers.emplace(file, Keeper{.descriptor = kept, .isShared = false}).first;
        }
        const int result = descriptorLock(keeper->second.descriptor, command, wanted, answer);
        const int error = errno;
        if (locks && result == 0 && wanted.l_start == firstSharedByte)
            keeper->second.isShared = true;
        const bool isWholeFile = wanted.l_start == 0 && wanted.l_len == 0;
        const bool isReleased = command != F_GETLK && wanted.l_type == F_UNLCK;
        const bool isRefused = locks && result != 0;
        if ((isReleased && (isWholeFile || !keeper->second.isShared)) || (isRefused && !keeper->second.isShared)) {
            ::close(keeper->second.descriptor);
            m_keepers.erase(keeper);
        }
        errno = error;
        return result;
    }

private:
    struct Keeper
    {
        int descriptor = -1;
        bool isShared = false; ///< the shared lock is held: before it only the pending byte is
    };

    std::mutex m_mutex;
    std::map<std::pair<dev_t, ino_t>, Keeper> m_keepers;
};

/// Takes the place of fcntl() in SQLite's "unix" file system, with its signature.
// NOLINTNEXTLINE(cert-dcl50-cpp): SQLite calls it so
int fcntlOfSqlite(int descriptor, int command, ...)
{
    static LockKeepers keepers;
    va_list arguments;
    va_start(arguments, command);
    int result = -1;
    if (command == F_GETLK || command == F_SETLK || command == F_SETLKW) {
        auto *lock = va_arg(arguments, struct flock *);
        const bool isDatabase = lock->l_start >= pendingByte || (lock->l_start == 0 && lock->l_len == 0);
        struct flock *answer = command == F_GETLK ? lock : nullptr;
        result = isDatabase ? keepers.apply(descriptor, command, *lock, answer)
                            : descriptorLock(descriptor, command, *lock, answer);
    } else {
        result = ::fcntl(descriptor, command, va_arg(arguments, long));
    }
    va_end(arguments);
    return result;
}

} // namespace

void useDescriptorLocks()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (sqlite3_vfs *files = sqlite3_vfs_find("unix"))
            files->xSetSystemCall(files, "fcntl", reinterpret_cast<sqlite3_syscall_ptr>(fcntlOfSqlite));
    });
}

} // namespace gatehouse::store::sql
