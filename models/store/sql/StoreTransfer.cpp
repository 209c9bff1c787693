#include "models/store/sql/StoreTransfer.h"

#include "models/base/Descriptor.h"
#include "models/store/sql/EnvelopeFile.h"
#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/StoreCheck.h"
#include "models/store/sql/StoreFile.h"
#include "models/store/sql/StoreWatch.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using base::Result;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray systemWords()
{
    return base::fileError(errno, base::ErrorStep::None, {}).detail.toUtf8();
}

/// A file that is being made beside its place and removed if it never gets there.
class Draft
{
public:
    explicit Draft(const QString &target)
        : m_name(QFile::encodeName(u"%1.%2.part"_s.arg(target).arg(::getpid())))
    {
        ::unlink(m_name.constData()); // of a killed process that had our number
        m_isMade = ::mknod(m_name.constData(), S_IFREG | S_IRUSR | S_IWUSR, 0) == 0;
    }
    ~Draft()
    {
        if (m_isMade)
            ::unlink(m_name.constData());
    }
    Draft(const Draft &) = delete;
    Draft &operator=(const Draft &) = delete;

    bool isMade() const { return m_isMade; }
    QString path() const { return QFile::decodeName(m_name); }
    bool sync() const
    {
        const base::Descriptor file(::open(m_name.constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
        return file.isOpen() && ::fsync(file.number()) == 0;
    }
    /// In one step. Without `replace` false, with EEXIST, where something is there already.
    bool place(const QString &target, bool replace)
    {
        const QByteArray name = QFile::encodeName(target);
        if (!replace)
            return ::link(m_name.constData(), name.constData()) == 0;
        if (::rename(m_name.constData(), name.constData()) != 0)
            return false;
        m_isMade = false;
        return true;
    }

private:
    QByteArray m_name;
    bool m_isMade = false;
};

/// A whole copy of what the connection sees in a file that has no log, checked and on the disk.
Result<StoreMark> copyInto(SqlConnection &source, const Draft &draft, const QString &target, base::ErrorStep step)
{
    if (!draft.isMade())
        return failure(ErrorCode::FileUnwritable, step, target, QString::fromUtf8(systemWords()));
    if (auto copied = source.run(u"VACUUM INTO ?"_s, {draft.path()}); !copied)
        return failure(ErrorCode::FileUnwritable, step, target, copied.error().detail);
    const auto copy = SqlConnection::open(draft.path(), SqlConnection::Mode::Immutable);
    if (!copy)
        return failure(ErrorCode::FileUnwritable, step, target, copy.error().detail);
    const auto sound = checkStore(**copy, draft.path(), Thoroughness::Full);
    if (!sound || !*sound)
        return failure(ErrorCode::FileUnwritable, step, target, sound ? QString() : sound.error().detail);
    const auto mark = StoreMark::read(**copy);
    if (!mark)
        return failure(ErrorCode::FileUnwritable, step, target, mark.error().detail);
    if (!draft.sync())
        return failure(ErrorCode::FileUnwritable, step, target, QString::fromUtf8(systemWords()));
    return *mark;
}

StoreCopy described(const QString &path, const StoreMark &mark, const QString &storePath)
{
    const QString keyFile = EnvelopeFile::of(storePath).path();
    return {.path = path,
            .revision = mark.revision,
            .bytes = QFileInfo(path).size(),
            .keyFile = keyFile,
            .hasKeyFile = QFileInfo::exists(keyFile),
            .kept = {}};
}

bool hasContent(const QString &path)
{
    return QFileInfo(path).size() > 0;
}

/// The backup, open for reading. A log beside it counts where it holds something; where none does, nothing is made
/// beside a file on a medium that may be read-only.
Result<std::unique_ptr<SqlConnection>> openBackup(const QString &backup)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(backup).constData(), &status) != 0)
        return failure(ErrorCode::FileUnreadable, base::ErrorStep::RestoreStore, backup,
                       QString::fromUtf8(systemWords()));
    if (!S_ISREG(status.st_mode) || status.st_size == 0)
        return failure(ErrorCode::StoreForeign, base::ErrorStep::RestoreStore, backup);
    using Mode = SqlConnection::Mode;
    auto source =
        SqlConnection::open(backup, hasContent(StoreWatch::logPath(backup)) ? Mode::ReadOnly : Mode::Immutable);
    if (!source)
        return source;
    const auto sound = checkStore(**source, backup, Thoroughness::Full);
    if (!sound)
        return std::unexpected(sound.error());
    if (!*sound)
        return failure(ErrorCode::StoreForeign, base::ErrorStep::RestoreStore, backup);
    return source;
}

/// Whether the backup is of the store that the key file at hand belongs to: with another's, nothing in it could be
/// opened. One without a head, from before there were any, says nothing; and no key file may be at hand yet.
Result<void> checkOwner(SqlConnection &backup, const QString &from, const QString &storePath)
{
    const auto envelope = EnvelopeFile::of(storePath).read();
    const auto owner = backup.value(u"SELECT store_id FROM head"_s);
    if (envelope && owner && owner->isValid() && owner->toByteArray() != envelope->storeId)
        return failure(ErrorCode::KeyForeign, base::ErrorStep::RestoreStore, from);
    return {};
}

/// The store that is being replaced, with everything in the file and nobody writing: its connection holds the write
/// lock. None where it cannot be opened: then it is kept as it is.
std::unique_ptr<SqlConnection> holdStill(const QString &storePath)
{
    auto connection = SqlConnection::open(storePath, SqlConnection::Mode::ReadWrite);
    if (!connection)
        return {};
    if (const auto sound = checkStore(**connection, storePath, Thoroughness::Quick); !sound || !*sound) {
        (*connection)->abandon();
        return {};
    }
    const QDeadlineTimer deadline(10s);
    while (!deadline.hasExpired()) {
        const auto busy = (*connection)->value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        if (!busy || !(*connection)->run(u"BEGIN IMMEDIATE"_s))
            break;
        if (!hasContent(StoreWatch::logPath(storePath)))
            return std::move(*connection);
        // Somebody committed in between, or is reading.
        std::ignore = (*connection)->run(u"ROLLBACK"_s);
        std::this_thread::sleep_for(20ms);
    }
    (*connection)->abandon();
    return {};
}

QString nameToKeep(const QString &storePath, base::Instant at)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    const QString name = storePath + u".replaced-"_s +
                         QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::UTC).toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString free = name;
    for (int n = 2; QFileInfo::exists(free) || QFileInfo::exists(StoreWatch::logPath(free)); ++n)
        free = u"%1-%2"_s.arg(name).arg(n);
    return free;
}

/// Gives what is there a second name, and moves a log or journal with content to it: none of it is lost, and nothing of
/// it is beside the new file.
Result<void> keep(const QString &storePath, const QString &kept)
{
    const auto failed = [&storePath] {
        return std::unexpected(base::fileError(errno, base::ErrorStep::RestoreStore, storePath));
    };
    const QByteArray from = QFile::encodeName(storePath);
    const QByteArray to = QFile::encodeName(kept);
    if (FileId::of(storePath).exists && ::link(from.constData(), to.constData()) != 0 &&
        ::rename(from.constData(), to.constData()) != 0)
        return failed();
    for (const char *end : {"-wal", "-journal"}) {
        if (hasContent(QFile::decodeName(from + end)) &&
            ::rename((from + end).constData(), (to + end).constData()) != 0)
            return failed();
    }
    return {};
}

} // namespace

Result<StoreCopy> backUpStore(SqlConnection &connection, const QString &storePath, const QString &target, bool replace)
{
    const QString path = QFileInfo(target).absoluteFilePath();
    const FileId there = FileId::of(path);
    // Neither the store nor what belongs to it: a backup must not cost what it is for.
    const bool isOurs = path == storePath || (there.exists && there == FileId::of(storePath)) ||
                        path == EnvelopeFile::of(storePath).path() || path == StoreWatch::logPath(storePath) ||
                        path == StoreWatch::indexPath(storePath);
    if (isOurs || (there.exists && !replace))
        return failure(ErrorCode::FileExists, base::ErrorStep::BackUpStore, path);
    if (there.exists && !QFileInfo(path).isFile())
        return failure(ErrorCode::FileUnwritable, base::ErrorStep::BackUpStore, path, u"not a regular file"_s);
    if (const auto sound = checkStore(connection, storePath, Thoroughness::Full); !sound)
        return std::unexpected(sound.error());
    Draft draft(path);
    const auto mark = copyInto(connection, draft, path, base::ErrorStep::BackUpStore);
    if (!mark)
        return std::unexpected(mark.error());
    if (!draft.place(path, replace)) {
        if (errno == EEXIST)
            return failure(ErrorCode::FileExists, base::ErrorStep::BackUpStore, path);
        return failure(ErrorCode::FileUnwritable, base::ErrorStep::BackUpStore, path, QString::fromUtf8(systemWords()));
    }
    StoreCopy copy = described(path, *mark, storePath);
    copy.isDurable = base::syncFolderOf(path);
    if (!copy.isDurable && !there.exists) {
        // No backup, then, rather than one that may be none. One that was there is replaced for good: that is told.
        const QString words = QString::fromUtf8(systemWords());
        ::unlink(QFile::encodeName(path).constData());
        return failure(ErrorCode::FileUnwritable, base::ErrorStep::BackUpStore, path, words);
    }
    return copy;
}

Result<StoreCopy> restoreStore(const QString &storePath, const QString &backup, base::Instant at)
{
    const QString from = QFileInfo(backup).absoluteFilePath();
    if (FileId::of(from) == FileId::of(storePath) && FileId::of(from).exists)
        return failure(ErrorCode::FileUnfit, base::ErrorStep::RestoreStore, from, u"is-the-store"_s);
    auto source = openBackup(from);
    if (!source)
        return std::unexpected(source.error());
    if (auto ours = checkOwner(**source, from, storePath); !ours)
        return std::unexpected(ours.error());
    if (auto folder = StoreFile::createFolder(storePath); !folder)
        return std::unexpected(folder.error());
    Draft draft(storePath);
    const auto mark = copyInto(**source, draft, storePath, base::ErrorStep::RestoreStore);
    if (!mark)
        return std::unexpected(mark.error());
    source->reset();

    const FileId before = FileId::of(storePath);
    const std::unique_ptr<SqlConnection> held = before.exists && hasContent(storePath) ? holdStill(storePath) : nullptr;
    QString kept;
    if (before.exists || hasContent(StoreWatch::logPath(storePath))) {
        kept = nameToKeep(storePath, at);
        if (auto done = keep(storePath, kept); !done)
            return std::unexpected(done.error());
    }
    const bool isPlaced = draft.place(storePath, true);
    const int error = errno;
    // Programs that have the former store open go on with the log they opened until they notice.
    for (const QString &path : {StoreWatch::indexPath(storePath), StoreWatch::logPath(storePath)})
        ::unlink(QFile::encodeName(path).constData());
    if (held)
        held->abandon();
    if (!isPlaced) {
        if (!FileId::of(storePath).exists) // kept by renaming
            std::ignore = std::rename(QFile::encodeName(kept).constData(), QFile::encodeName(storePath).constData());
        return std::unexpected(base::fileError(error, base::ErrorStep::RestoreStore, storePath));
    }
    StoreCopy copy = described(storePath, *mark, storePath);
    copy.isDurable = base::syncFolderOf(storePath);
    copy.kept = QFileInfo::exists(kept) || kept.isEmpty() ? kept : StoreWatch::logPath(kept);
    return copy;
}

} // namespace gatehouse::store::sql
