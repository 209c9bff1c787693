#include "models/store/sql/KeyFile.h"

#include "models/base/Descriptor.h"
#include "models/store/sql/StoreFile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>

namespace gatehouse::store::sql {

using base::Descriptor;
using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

namespace {

// magic ‖ store id ‖ key ‖ SHA-256 of all that
constexpr QByteArrayView magic("GATEHOUSE-KEY-1\n");
constexpr qsizetype idSize = 16;
constexpr qsizetype keySize = 32;
constexpr qsizetype sumSize = 32;
constexpr qsizetype fileSize = magic.size() + idSize + keySize + sumSize;

void syncFolder(const QString &path)
{
    const Descriptor folder(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        ::fsync(folder.number());
}

} // namespace

KeyFile KeyFile::generate(base::RandomSource &random)
{
    std::vector<unsigned char> key(keySize);
    random.fill(key);
    return {.storeId = base::randomBytes(random, idSize), .key = base::Secret(std::move(key))};
}

base::Result<KeyFile> KeyFile::read(const QString &path)
{
    if (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink())
        return failure(ErrorCode::KeyMissing, "read key file", path);
    if (auto ok = checkPrivate(path, "read key file"); !ok)
        return std::unexpected(ok.error());
    const QByteArray name = QFile::encodeName(path);
    const Descriptor file(::open(name.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isOpen())
        return std::unexpected(fileError(errno, "read key file", path));
    // A copy that a backup program made readable to others becomes private again; where that is refused, it still
    // works.
    struct stat status = {};
    if (::fstat(file.number(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)))
        std::ignore = ::fchmod(file.number(), S_IRUSR | S_IWUSR);

    std::vector<unsigned char> buffer(static_cast<std::size_t>(fileSize) + 1);
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    const base::Secret content(std::move(buffer)); // wiped when it goes, whatever it is
    const QByteArrayView bytes = content.bytes();
    if (count != fileSize || !bytes.startsWith(magic) ||
        bytes.sliced(fileSize - sumSize, sumSize) !=
            QCryptographicHash::hash(bytes.first(fileSize - sumSize), QCryptographicHash::Sha256))
        return failure(ErrorCode::KeyMissing, "read key file", path, u"damaged"_s);
    return KeyFile{.storeId = bytes.sliced(magic.size(), idSize).toByteArray(),
                   .key = base::Secret(bytes.sliced(magic.size() + idSize, keySize))};
}

base::Result<bool> KeyFile::writeNew(const QString &path, base::RandomSource &random) const
{
    std::vector<unsigned char> content;
    content.reserve(static_cast<std::size_t>(fileSize)); // never moved, so no copy is left behind
    for (const QByteArrayView part : {magic, QByteArrayView(storeId), key.bytes()})
        content.insert(content.end(), part.begin(), part.end());
    const QByteArray sum = QCryptographicHash::hash(
        QByteArrayView(content.data(), static_cast<qsizetype>(content.size())), QCryptographicHash::Sha256);
    content.insert(content.end(), sum.begin(), sum.end());
    const base::Secret bytes(std::move(content));

    // Written under a name of its own and linked into place: link() answers EEXIST rather than replace, and nobody ever
    // sees half a key.
    const QString draft = path + u'.' + base::randomText(random, base::alphanumericAlphabet, 12);
    const QByteArray draftName = QFile::encodeName(draft);
    int error = 0;
    {
        const Descriptor file(
            ::open(draftName.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file.isOpen())
            return std::unexpected(fileError(errno, "create key file", path));
        if (!base::writeAll(file.number(), bytes.bytes()) || ::fsync(file.number()) != 0)
            error = errno;
    }
    if (error == 0 && ::link(draftName.constData(), QFile::encodeName(path).constData()) != 0)
        error = errno;
    ::unlink(draftName.constData());
    if (error == EEXIST)
        return false;
    if (error != 0)
        return std::unexpected(fileError(error, "create key file", path));
    syncFolder(path);
    return true;
}

} // namespace gatehouse::store::sql
