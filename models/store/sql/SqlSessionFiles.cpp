#include "models/base/Logging.h"
#include "models/store/sql/FirstStart.h"
#include "models/store/sql/LogOrigin.h"
#include "models/store/sql/RowMapping.h"
#include "models/store/sql/SqlConnection.h"
#include "models/store/sql/SqlSession.h"
#include "models/store/sql/StoreTransfer.h"

#include <QFileInfo>

#include <thread>
#include <tuple>
#include <utility>

// What a session does about the files of its store: whether they are still the ones it opened, the log that goes into
// the store, and copies.
namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

StoreWatch::State SqlSession::examine()
{
    StoreWatch::State state = m_watch.look();
    if (state == StoreWatch::State::Written) {
        if (isRewritten())
            return StoreWatch::State::Written;
        state = m_watch.look();
    }
    // Written again in the meantime: the next look is soon.
    return state == StoreWatch::State::Written ? StoreWatch::State::Same : state;
}

/// Whether the file holds what no checkpoint wrote: a copy that was put into it. Its content is then of another line
/// than what is open, or older than it was.
bool SqlSession::isRewritten()
{
    constexpr std::chrono::milliseconds pause{5};
    constexpr int looks = 4;
    for (int look = 1;; ++look) {
        StoreWatch now = m_watch;
        now.note(); // before reading: what is written after this is looked into again
        const bool wasWorkedOn = now.isCheckpointing();
        const FileContent content = contentOfFile();
        // While another process writes the log into the file, what is read is a mixture of two revisions and looks like
        // another store. The next look decides.
        if (wasWorkedOn || now.isCheckpointing())
            return false;
        const bool isStill = now.look() != StoreWatch::State::Written;
        if (!content.isOfOtherLine) {
            if (content.mark && isStill) {
                m_fileMark = content.mark;
                m_watch = now;
            }
            return false;
        }
        if (look == looks)
            return content.isOtherFormat || !isCheckpointBrokenOff();
        std::this_thread::sleep_for(pause);
    }
}

SqlSession::FileContent SqlSession::contentOfFile()
{
    const auto file = StoreMark::ofFile(m_path);
    if (!file && (file.error().code == ErrorCode::StoreForeign || file.error().code == ErrorCode::Internal))
        return {.isOfOtherLine = true, .mark = {}}; // not a database any more, or an empty one
    if (!file) {
        const auto verdict = m_connection->value(u"PRAGMA quick_check(1)"_s);
        return {.isOfOtherLine = !verdict || verdict->toString() != "ok"_L1, .mark = {}};
    }
    const bool isLogEmpty = QFileInfo(StoreWatch::logPath(m_path)).size() == 0;
    const auto open = StoreMark::read(*m_connection);
    // Damaged, and each job will say so; or what is remembered of the file does not fit what is in it now.
    if (!open)
        return {.isOfOtherLine = open.error().code == ErrorCode::StoreCorrupt, .mark = {}};
    const bool isAhead = file->revision > open->revision;
    const bool isBack = m_fileMark && file->revision < m_fileMark->revision;
    const bool isOther = (file->revision == open->revision && *file != *open) ||
                         (m_fileMark && file->revision == m_fileMark->revision && *file != *m_fileMark);
    const auto version = dataVersion();
    const bool contradictsItself =
        m_snapshot && version && *version == m_snapshotVersion && open->revision != m_snapshot->revision;
    const bool isOtherWithoutLog = isLogEmpty && *file != *open;
    // A copy that SQLite made. To use it a program has to be alone with it, which it is not while this one goes on.
    const bool isOtherFormat = !file->isForLog && QFileInfo::exists(StoreWatch::indexPath(m_path));
    return {.isOfOtherLine = isAhead || isBack || isOther || isOtherWithoutLog || isOtherFormat || contradictsItself,
            .isOtherFormat = isOtherFormat,
            .mark = *file};
}

/// Whether the file is of two states because a checkpoint did not get to its end, killed or refused by the disk. The
/// log has the newer one whole: file and log together are a state that somebody with the key wrote, and not a copy
/// below the log of another.
bool SqlSession::isCheckpointBrokenOff()
{
    if (!m_writable || !QFileInfo::exists(StoreWatch::indexPath(m_path)) || !m_connection->isCheckpointUnfinished())
        return false;
    const auto whole = m_connection->read([this]() -> base::Result<void> {
        const auto snapshot = readSnapshot(*m_connection);
        if (!snapshot)
            return std::unexpected(snapshot.error());
        const auto verdict = m_connection->value(u"PRAGMA integrity_check(1)"_s);
        if (!verdict || verdict->toString() != "ok"_L1)
            return failure(ErrorCode::StoreCorrupt, base::ErrorStep::CheckStore, m_path);
        return m_guard.verify(*m_connection, *snapshot);
    });
    return whole.has_value();
}

void SqlSession::leave(StoreWatch::State state)
{
    qCInfo(base::logStore) << "the store at" << m_path << "is not the one that was open; state" << int(state);
    m_releaseOthers();
    if (state == StoreWatch::State::Replaced || state == StoreWatch::State::Gone) {
        // The file that was open may be somewhere else now: what is only in the log still goes into it, by the last
        // program that has it open.
        m_connection->keepLog();
        if (m_writable)
            emptyLog();
    } else {
        m_connection->abandon();
    }
    forgetConnection();
    if (!m_writable)
        return;
    m_watch.removeLog();
    LogOrigin(m_path).forget();
}

std::optional<base::Error> SqlSession::rescue()
{
    const auto open = StoreMark::read(*m_connection);
    const auto file = StoreMark::ofFile(m_path);
    if (open && file && *open == *file)
        return {};
    base::Error error{
        .code = ErrorCode::StoreLogGone, .step = base::ErrorStep::OpenStore, .subject = m_path, .detail = {}};
    QString target = m_path + u".rescued"_s;
    for (int n = 2; QFileInfo::exists(target); ++n)
        target = u"%1.rescued-%2"_s.arg(m_path).arg(n);
    if (const auto copy = backUpStore(*m_connection, m_path, target, false))
        error.detail = copy->path;
    return error;
}

base::Result<StoreCopy> SqlSession::backUp(const QString &target, bool replace)
{
    if (m_connection) {
        // Where the file has been deleted, what is open is all there is.
        if (auto opened = ensureOpen(); !opened && (!m_connection || opened.error().code != ErrorCode::StoreGone))
            return std::unexpected(opened.error());
        return backUpStore(*m_connection, m_path, target, replace);
    }
    // Not opened as for work, which takes the key: what is sealed is copied sealed, and a damaged head as it is.
    const auto file = StoreFile::inspect(m_path);
    if (!file)
        return std::unexpected(file.error());
    if (auto sound = FirstStart(m_path).check(*file); !sound)
        return std::unexpected(sound.error());
    if (!file->exists || file->isEmpty)
        return failure(ErrorCode::StoreUnreadable, base::ErrorStep::BackUpStore, m_path);
    if (auto aside = LogOrigin(m_path).putForeignLogAside(); !aside)
        return std::unexpected(aside.error());
    auto connection = connect(*file);
    if (!connection)
        return std::unexpected(connection.error());
    const auto copy = backUpStore(**connection, m_path, target, replace);
    connection->reset();
    LogOrigin(m_path).forget();
    return copy;
}

base::Result<StoreCopy> SqlSession::restore(const QString &backup, base::Instant at)
{
    const bool wasOpen = m_connection || m_stopped;
    m_releaseOthers();
    close();
    const auto copy = restoreStore(m_path, backup, at);
    if (copy) {
        if (m_rollbacks)
            m_rollbacks->renew();
        m_stopped.reset();
        m_isReplaced = wasOpen;
    }
    return copy;
}

std::optional<ExternalChange> SqlSession::poll(Moment now)
{
    // Everything that can happen to the file is found out where each job does.
    if (!m_wasOpen)
        return {};
    if (const auto opened = ensureOpen(); !opened)
        return std::exchange(m_isLost, true) ? std::nullopt : std::optional(ExternalChange::Lost);
    if (std::exchange(m_isReplaced, false)) {
        m_isLost = false;
        return ExternalChange::Replaced;
    }
    const auto version = dataVersion();
    if (!version)
        return {};
    emptyLogWhenQuiet(now, *version);
    const bool isAccepted = m_rollbacks && m_rollbacks->isAcceptedElsewhere();
    if (m_rollbacks)
        m_rollbacks->save();
    const bool isBack = std::exchange(m_isLost, false);
    if (!isBack && !isAccepted && *version == m_reportedVersion)
        return {};
    m_reportedVersion = *version;
    return ExternalChange::Committed;
}

bool SqlSession::isQuiet() const
{
    if (!m_wasOpen)
        return true;
    const bool isWaiting = m_isLost || m_isReplaced || m_logHoldsSecret || !m_connection ||
                           (m_rollbacks && (m_rollbacks->isUnsaved() || m_rollbacks->rollback()));
    return !isWaiting && (!m_writable || QFileInfo(StoreWatch::logPath(m_path)).size() == 0);
}

void SqlSession::emptyLogWhenQuiet(Moment now, qint64 version)
{
    constexpr std::chrono::seconds quiet{2};
    if (!m_writable)
        return;
    if (!m_quietSince || version != m_quietVersion) {
        m_quietSince = now;
        m_quietVersion = version;
    }
    const bool isQuiet = now - *m_quietSince >= quiet && QFileInfo(StoreWatch::logPath(m_path)).size() > 0;
    if (!isQuiet && !m_logHoldsSecret)
        return;
    emptyLog();
    std::ignore = examine(); // how far the file has come now: a copy that is put into it is older
}

/// Copies the write-ahead log into the file and truncates it. Not while another process reads; poll() comes back to it.
void SqlSession::emptyLog()
{
    const auto busy = m_connection->value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!busy || busy->toInt() != 0)
        return;
    m_logHoldsSecret = false;
}

} // namespace gatehouse::store::sql
