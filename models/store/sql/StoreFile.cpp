#include "models/store/sql/StoreFile.h"

#include "models/store/sql/Migrations.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using base::fileError;
using namespace Qt::StringLiterals;

namespace {

bool mayWrite(const QString &path)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), W_OK, AT_EACCESS) == 0;
}

base::Result<void> checkPrivate(const struct stat &status, base::ErrorStep step, const QString &path)
{
    if (S_ISLNK(status.st_mode))
        return failure(ErrorCode::StoreIsLink, step, path);
    if (!S_ISREG(status.st_mode))
        return failure(ErrorCode::StoreForeign, step, path, u"is not a file"_s);
    if (status.st_uid != ::geteuid())
        return failure(ErrorCode::StoreOfOthers, step, path);
    if (status.st_mode & S_IWOTH)
        return failure(ErrorCode::StoreOpenToAll, step, path);
    return {};
}

/// A folder in which everybody may swap files; /tmp with its sticky bit is none.
base::Result<void> checkFolder(const QString &path)
{
    struct stat status = {};
    const QString folder = QFileInfo(path).absolutePath();
    if (::stat(QFile::encodeName(folder).constData(), &status) != 0)
        return std::unexpected(fileError(errno, base::ErrorStep::OpenFolder, folder));
    if ((status.st_mode & S_IWOTH) && !(status.st_mode & S_ISVTX))
        return failure(ErrorCode::StoreOpenToAll, base::ErrorStep::OpenFolder, folder);
    return {};
}

} // namespace

base::Result<void> checkPrivate(const QString &path, base::ErrorStep step)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0) {
        if (errno == ENOENT)
            return {};
        return std::unexpected(fileError(errno, step, path));
    }
    return checkPrivate(status, step, path);
}

base::Result<StoreFile> StoreFile::inspect(const QString &path)
{
    StoreFile file;
    struct stat status = {};
    if (::lstat(QFile::encodeName(path).constData(), &status) != 0) {
        if (errno == ENOENT)
            return file;
        return std::unexpected(fileError(errno, base::ErrorStep::OpenStore, path));
    }
    if (auto ok = checkPrivate(status, base::ErrorStep::OpenStore, path); !ok)
        return std::unexpected(ok.error());
    if (auto ok = checkFolder(path); !ok)
        return std::unexpected(ok.error());
    // No database is shorter than its smallest page; SQLite would take such a file for an empty one and overwrite it.
    constexpr off_t smallestPage = 512;
    if (status.st_size > 0 && status.st_size < smallestPage)
        return failure(ErrorCode::StoreForeign, base::ErrorStep::OpenStore, path, u"too short for a database"_s);
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        if (auto ok = checkPrivate(path + suffix, base::ErrorStep::OpenStore); !ok)
            return std::unexpected(ok.error());
    }
    file.exists = true;
    file.isEmpty = status.st_size == 0;
    file.isWritable = mayWrite(path) && mayWrite(QFileInfo(path).absolutePath());
    file.isPrivate = (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    file.device = status.st_dev;
    file.inode = status.st_ino;
    return file;
}

base::Result<void> StoreFile::createFolder(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo::exists(folder))
        return {};
    if (auto above = createFolder(folder); !above)
        return above;
    if (::mkdir(QFile::encodeName(folder).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return std::unexpected(fileError(errno, base::ErrorStep::CreateFolder, folder));
    return {};
}

void StoreFile::makePrivate(const QString &path)
{
    // By its name: a descriptor that is closed would drop locks. Where it is refused, the store still works.
    std::ignore = ::chmod(QFile::encodeName(path).constData(), S_IRUSR | S_IWUSR);
}

bool StoreFile::isDatabase(const QString &path)
{
    // SQLite's file format, section 1.3: the header string, and at 68 the id of the application whose file it is.
    constexpr qsizetype headerSize = 100;
    constexpr qsizetype idOffset = 68;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray header = file.read(headerSize);
    return header.size() == headerSize && header.startsWith(QByteArrayView("SQLite format 3\0", 16)) &&
           qFromBigEndian<quint32>(header.constData() + idOffset) == storeApplicationId;
}

base::Result<void> StoreFile::create(const QString &path)
{
    if (auto folder = createFolder(path); !folder)
        return folder;
    // mknod, not open: no descriptor whose closing would drop the locks of somebody who has opened the file already.
    if (::mknod(QFile::encodeName(path).constData(), S_IFREG | S_IRUSR | S_IWUSR, 0) != 0 && errno != EEXIST)
        return std::unexpected(fileError(errno, base::ErrorStep::CreateStore, path));
    return {};
}

} // namespace gatehouse::store::sql
