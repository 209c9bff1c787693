#include "models/base/PrivateFile.h"

#include "models/base/Descriptor.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

Result<void> writePrivateFile(const QString &path, QByteArrayView bytes, ErrorStep step)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray draft = name + ".draft";
    // Left behind by a process that was killed while it wrote.
    ::unlink(draft.constData());
    int error = 0;
    {
        const Descriptor file(
            ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file.isOpen())
            return std::unexpected(fileError(errno, step, path));
        if (!writeAll(file.number(), bytes) || ::fsync(file.number()) != 0)
            error = errno;
    }
    if (error == 0 && ::rename(draft.constData(), name.constData()) != 0)
        error = errno;
    if (error != 0) {
        ::unlink(draft.constData());
        return std::unexpected(fileError(error, step, path));
    }
    return {};
}

Result<QByteArray> readPrivateFile(const QString &path, qint64 limit, ErrorStep step)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        if (errno == ENOENT)
            return failure(ErrorCode::NotFound, step, path);
        return std::unexpected(fileError(errno, step, path));
    }
    struct stat status = {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return failure(ErrorCode::FileUnreadable, step, path, u"is not a file"_s);
    if (status.st_size > limit)
        return failure(ErrorCode::TooLarge, step, path);
    QByteArray bytes(status.st_size, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + done, static_cast<std::size_t>(bytes.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failure(ErrorCode::FileUnreadable, step, path, u"cut short"_s);
        done += count;
    }
    return bytes;
}

Result<void> removePrivateFile(const QString &path, ErrorStep step)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return std::unexpected(fileError(errno, step, path));
    return {};
}

} // namespace gatehouse::base
