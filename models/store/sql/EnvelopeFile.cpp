#include "models/store/sql/EnvelopeFile.h"

#include "models/base/Descriptor.h"
#include "models/store/sql/StoreFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace gatehouse::store::sql {

using base::Descriptor;
using base::ErrorCode;
using base::failure;
using base::fileError;
using namespace Qt::StringLiterals;

namespace {

/// No envelope is near this.
constexpr std::size_t largestEnvelope = 1024;
constexpr int draftNameLength = 12;

/// A second name for the file that is being replaced, under which a failed replacement finds it again.
class Former
{
public:
    Former(const QByteArray &name, const QString &path, base::RandomSource &random)
        : m_name(name)
        , m_kept(QFile::encodeName(path + u'.' + base::randomText(random, base::alphanumericAlphabet, draftNameLength)))
        , m_isKept(::link(m_name.constData(), m_kept.constData()) == 0)
    {
    }
    ~Former() { forget(); }
    Former(const Former &) = delete;
    Former &operator=(const Former &) = delete;

    bool putBack()
    {
        const bool isBack = m_isKept && ::rename(m_kept.constData(), m_name.constData()) == 0;
        m_isKept = m_isKept && !isBack;
        return isBack;
    }
    void forget()
    {
        if (std::exchange(m_isKept, false))
            ::unlink(m_kept.constData());
    }

private:
    QByteArray m_name;
    QByteArray m_kept;
    bool m_isKept;
};

/// An envelope that is on the disk and not yet in its place. Locked for as long as somebody is at it, so that whoever
/// clears drafts away takes none that is still wanted.
class Draft
{
public:
    /// Nothing, with errno set, where it cannot be written whole.
    static std::unique_ptr<Draft> write(const QString &path, const base::Secret &bytes, base::RandomSource &random)
    {
        for (int attempt = 0; attempt < 8; ++attempt) {
            auto draft = std::unique_ptr<Draft>(new Draft(QFile::encodeName(
                path + u'.' + base::randomText(random, base::alphanumericAlphabet, draftNameLength))));
            if (!draft->m_file.isOpen())
                return {};
            struct stat status = {};
            // Taken away between being made and being locked: another one.
            if (::flock(draft->m_file.number(), LOCK_EX) == 0 && ::fstat(draft->m_file.number(), &status) == 0 &&
                status.st_nlink == 0)
                continue;
            if (!base::writeAll(draft->m_file.number(), bytes.bytes()) || ::fsync(draft->m_file.number()) != 0)
                return {};
            return draft;
        }
        errno = EBUSY;
        return {};
    }
    ~Draft()
    {
        const int kept = errno;
        if (m_file.isOpen())
            ::unlink(m_name.constData());
        errno = kept;
    }
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    const char *name() const { return m_name.constData(); }

private:
    explicit Draft(QByteArray name)
        : m_name(std::move(name))
        , m_file(::open(m_name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR))
    {
    }

    QByteArray m_name;
    Descriptor m_file;
};

/// Overwrites what a file held before it lost its name, where nobody else has a name for it: on most disks the plain
/// key is gone then. Best effort; copies and snapshots are out of reach.
void overwrite(const Descriptor &file)
{
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0 || status.st_nlink != 0 ||
        status.st_size > static_cast<off_t>(largestEnvelope))
        return;
    if (base::writeAll(file.number(), QByteArray(static_cast<qsizetype>(status.st_size), '\0')))
        ::fsync(file.number());
}

} // namespace

EnvelopeFile::EnvelopeFile(QString path)
    : m_path(std::move(path))
{
}

EnvelopeFile EnvelopeFile::of(const QString &storePath)
{
    return EnvelopeFile(storePath + u".key"_s);
}

base::Result<KeyEnvelope> EnvelopeFile::read() const
{
    // Who opened a file just before another process replaced and overwrote it looks again.
    constexpr int attempts = 3;
    bool isReplaced = false;
    auto envelope = readOnce(isReplaced);
    for (int attempt = 1; !envelope && isReplaced && attempt < attempts; ++attempt)
        envelope = readOnce(isReplaced);
    return envelope;
}

base::Result<KeyEnvelope> EnvelopeFile::readOnce(bool &isReplaced) const
{
    isReplaced = false;
    struct stat status = {};
    if (::lstat(QFile::encodeName(m_path).constData(), &status) != 0) {
        // Missing is only what the system says is missing.
        if (errno == ENOENT || errno == ENOTDIR)
            return failure(ErrorCode::KeyMissing, base::ErrorStep::ReadKeyFile, m_path);
        return std::unexpected(fileError(errno, base::ErrorStep::ReadKeyFile, m_path));
    }
    if (auto ok = checkPrivate(m_path, base::ErrorStep::ReadKeyFile); !ok)
        return std::unexpected(ok.error());
    const Descriptor file(::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isOpen())
        return std::unexpected(fileError(errno, base::ErrorStep::ReadKeyFile, m_path));
    // A copy that a backup program made readable to others becomes private again; where that is refused, it still
    // works.
    const bool wasOpen = ::fstat(file.number(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (wasOpen)
        std::ignore = ::fchmod(file.number(), S_IRUSR | S_IWUSR);

    std::vector<unsigned char> buffer(largestEnvelope);
    ssize_t count = -1;
    do {
        count = ::read(file.number(), buffer.data(), buffer.size());
    } while (count < 0 && errno == EINTR);
    const int error = errno;
    const base::Secret content(std::move(buffer)); // wiped when it goes, whatever it is
    if (count < 0)
        return std::unexpected(fileError(error, base::ErrorStep::ReadKeyFile, m_path));
    auto envelope = KeyEnvelope::parse(content.bytes().first(qsizetype(count)), m_path);
    if (envelope)
        envelope->wasOpenToOthers = wasOpen;
    isReplaced = ::fstat(file.number(), &status) == 0 && status.st_nlink == 0;
    return envelope;
}

base::Result<bool> EnvelopeFile::writeNew(const KeyEnvelope &envelope, base::RandomSource &random) const
{
    // link() answers EEXIST rather than replace, and nobody ever sees half a key.
    const auto draft = Draft::write(m_path, envelope.bytes(), random);
    const QByteArray name = QFile::encodeName(m_path);
    if (draft && ::link(draft->name(), name.constData()) == 0) {
        if (base::syncFolderOf(m_path))
            return true;
        const int error = errno;
        ::unlink(name.constData());
        return std::unexpected(fileError(error, base::ErrorStep::CreateKeyFile, m_path));
    }
    if (draft && errno == EEXIST)
        return false;
    return std::unexpected(fileError(errno, base::ErrorStep::CreateKeyFile, m_path));
}

base::Result<void> EnvelopeFile::replace(const KeyEnvelope &envelope, base::RandomSource &random) const
{
    const QByteArray name = QFile::encodeName(m_path);
    const Descriptor before(::open(name.constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    const auto draft = Draft::write(m_path, envelope.bytes(), random);
    if (!draft)
        return std::unexpected(fileError(errno, base::ErrorStep::ReplaceKeyFile, m_path));
    Former former(name, m_path, random);
    if (::rename(draft->name(), name.constData()) != 0)
        return std::unexpected(fileError(errno, base::ErrorStep::ReplaceKeyFile, m_path));
    if (!base::syncFolderOf(m_path)) {
        // Whether the new one would survive a power failure is not known: then it is the former that counts. Where that
        // cannot be put back, the new one is what is there, and saying otherwise would be wrong.
        const int error = errno;
        if (former.putBack())
            return std::unexpected(fileError(error, base::ErrorStep::ReplaceKeyFile, m_path));
    }
    former.forget();
    overwrite(before);
    return {};
}

void EnvelopeFile::clearDrafts() const
{
    const QFileInfo file(m_path);
    const QDir folder = file.absoluteDir();
    const QString beginning = file.fileName() + u'.';
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        if (!name.startsWith(beginning) || name.size() != beginning.size() + draftNameLength)
            continue;
        const QByteArray path = QFile::encodeName(folder.filePath(name));
        const Descriptor draft(::open(path.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (draft.isOpen() && ::flock(draft.number(), LOCK_EX | LOCK_NB) == 0)
            ::unlink(path.constData());
    }
}

} // namespace gatehouse::store::sql
