#include "models/store/sql/SqlSession.h"

#include "models/base/Logging.h"
#include "models/domain/Members.h"
#include "models/store/AuditNames.h"
#include "models/store/CommitRules.h"
#include "models/store/sql/FirstStart.h"
#include "models/store/sql/LogOrigin.h"
#include "models/store/sql/Migrations.h"
#include "models/store/sql/RowMapping.h"
#include "models/store/sql/RowValues.h"
#include "models/store/sql/SqlConnection.h"

#include <QFileInfo>

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

namespace {

/// Whether a change takes a secret out of use: its old record must not stay in the write-ahead log.
bool dropsSecret(const domain::ChangeSet &changes)
{
    auto differs = [](const domain::SealedSecret &before, const domain::SealedSecret *after) {
        return !before.isEmpty() && (!after || !(before == *after));
    };
    return std::ranges::any_of(changes.changes, [&](const domain::Change &change) {
        return std::visit(
            [&](const auto &one) {
                bool dropped = false;
                if (!one.before)
                    return dropped;
                domain::eachMember(&*one.before, [&](const char *, auto member, domain::MemberKind) {
                    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member(*one.before))>,
                                                 domain::SealedSecret>)
                        dropped = dropped || differs(member(*one.before), one.after ? &member(*one.after) : nullptr);
                });
                return dropped;
            },
            change);
    });
}

/// After these the connection is not trusted any more; the next job opens the store anew.
bool spoilsConnection(ErrorCode code)
{
    using enum ErrorCode;
    return code == StoreCorrupt || code == StoreUnreadable || code == StoreForeign || code == StoreIsLink ||
           code == StoreOfOthers || code == StoreOpenToAll || code == StoreAltered || code == StoreValueUnknown ||
           code == KeyForeign || code == Internal;
}

} // namespace

SqlSession::SqlSession(QString path, StateSeal *seal, std::function<void()> releaseOthers, RollbackGuard *rollbacks)
    : m_path(std::move(path))
    , m_releaseOthers(std::move(releaseOthers))
    , m_guard(seal, m_path)
    , m_rollbacks(rollbacks)
{
}

SqlSession::~SqlSession()
{
    close();
}

void SqlSession::close()
{
    if (!m_connection)
        return;
    const StoreWatch::State state = examine();
    if (state != StoreWatch::State::Same) {
        if (state == StoreWatch::State::LogGone)
            std::ignore = rescue();
        leave(state);
        return;
    }
    if (m_writable)
        emptyLog();
    if (m_rollbacks)
        m_rollbacks->save();
    forgetConnection();
    LogOrigin(m_path).forget();
}

void SqlSession::forgetConnection()
{
    m_connection.reset();
    m_snapshot.reset();
    m_fileMark.reset();
    m_quietSince.reset();
}

base::Result<void> SqlSession::ensureOpen()
{
    const auto file = StoreFile::inspect(m_path);
    if (!file)
        return std::unexpected(file.error());
    if (m_stopped && FileId::of(m_path) == m_watch.store())
        return std::unexpected(*m_stopped);
    m_stopped.reset();
    if (m_connection) {
        const StoreWatch::State state = examine();
        if (state == StoreWatch::State::Same)
            return {};
        if (state == StoreWatch::State::Gone)
            return failure(ErrorCode::StoreGone, base::ErrorStep::OpenStore, m_path);
        if (state == StoreWatch::State::LogGone) {
            m_stopped = rescue();
            leave(state);
            if (m_stopped)
                return std::unexpected(*m_stopped);
        } else {
            leave(state);
            m_isReplaced = true;
        }
    }
    // A store that was there is not made anew: that would look as if everything had been deleted.
    if (!file->exists && m_wasOpen)
        return failure(ErrorCode::StoreGone, base::ErrorStep::OpenStore, m_path);
    if (auto sound = FirstStart(m_path).check(*file); !sound)
        return sound;
    if (file->exists)
        return open(*file);
    if (auto made = StoreFile::create(m_path); !made)
        return made;
    const auto fresh = StoreFile::inspect(m_path);
    if (!fresh)
        return std::unexpected(fresh.error());
    return open(*fresh);
}

base::Result<void> SqlSession::open(const StoreFile &file)
{
    m_writable = file.isWritable;
    if (file.isEmpty && !file.isWritable)
        return failure(ErrorCode::StoreReadOnly, base::ErrorStep::CreateStore, m_path);
    if (file.isWritable && !file.isPrivate)
        StoreFile::makePrivate(m_path);
    const LogOrigin origin(m_path);
    if (m_writable) {
        const auto aside = origin.putForeignLogAside();
        if (!aside)
            return std::unexpected(aside.error());
        if (!aside->isEmpty())
            qCWarning(base::logStore).noquote()
                << "The log beside the store was written for another file. It was kept as" << *aside;
    }
    auto connection = connect(file);
    if (!connection)
        return std::unexpected(connection.error());
    if (auto checked = check(**connection); !checked)
        return checked;
    if (m_writable) {
        if (auto prepared = prepareForWriting(**connection); !prepared)
            return prepared;
    }
    // SQLite makes the log with the first read, and only then it can be watched.
    if (auto read = (*connection)->run(u"SELECT count(*) FROM sqlite_schema"_s); !read)
        return read;
    // Moved or replaced while it was being opened: which of the two the connection has is not known.
    if (FileId::of(m_path) != FileId{.exists = true, .device = file.device, .inode = file.inode}) {
        (*connection)->abandon();
        return failure(ErrorCode::StoreBusy, base::ErrorStep::OpenStore, m_path,
                       u"it was replaced while it was being opened"_s);
    }
    FirstStart(m_path).end();
    m_connection = std::move(*connection);
    m_wasOpen = true;
    ++m_opened;
    m_watch = StoreWatch(m_path);
    if (m_writable)
        origin.record();
    m_snapshotVersion = m_reportedVersion = 0;
    if (m_rollbacks)
        m_rollbacks->begin(m_guard);
    return {};
}

base::Result<std::unique_ptr<SqlConnection>> SqlSession::connect(const StoreFile &file)
{
    using Mode = SqlConnection::Mode;
    auto first = SqlConnection::open(m_path, file.isWritable ? Mode::ReadWrite : Mode::ReadOnly);
    if (!first)
        return first;
    for (const QString &pragma :
         {u"foreign_keys = ON"_s, u"trusted_schema = OFF"_s, u"cell_size_check = ON"_s, u"mmap_size = 0"_s,
          u"temp_store = MEMORY"_s, u"secure_delete = ON"_s, u"synchronous = FULL"_s}) {
        // Some of them read the file; where that cannot work read-only, the question below finds out.
        if (auto set = (*first)->run(u"PRAGMA "_s + pragma); !set && file.isWritable)
            return std::unexpected(set.error());
    }
    if (file.isWritable)
        return first;
    // The first read tells whether SQLite can make its -shm here. Where it cannot, and no log holds anything newer, the
    // file itself is the whole store.
    const auto readable = (*first)->value(u"SELECT count(*) FROM sqlite_schema"_s);
    if (readable ||
        (readable.error().code != ErrorCode::StoreUnreadable && readable.error().code != ErrorCode::StoreReadOnly))
        return first;
    if (QFileInfo(m_path + u"-wal"_s).size() > 0)
        return failure(ErrorCode::StoreUnreadable, base::ErrorStep::OpenStore, m_path, readable.error().detail);
    return SqlConnection::open(m_path, Mode::Immutable);
}

base::Result<void> SqlSession::check(SqlConnection &connection)
{
    const auto isStore = checkStore(connection, m_path, Thoroughness::Quick);
    if (!isStore)
        return std::unexpected(isStore.error());
    if (*isStore && !m_writable) {
        const auto version = connection.value(u"PRAGMA user_version"_s);
        if (!version)
            return std::unexpected(version.error());
        if (version->toInt() < latestVersion())
            return failure(ErrorCode::StoreReadOnly, base::ErrorStep::UpgradeStore, m_path);
    }
    return {};
}

base::Result<void> SqlSession::prepareForWriting(SqlConnection &connection)
{
    // The schema first, in a rollback journal, so that the file itself says whose it is; then the switch to WAL.
    if (auto done = migrate(connection, m_path, migrations()); !done)
        return done;
    if (auto begun = connection.write([&] { return m_guard.begin(connection); }); !begun)
        return begun;
    const auto mode = connection.value(u"PRAGMA journal_mode = WAL"_s);
    if (!mode)
        return std::unexpected(mode.error());
    if (mode->toString() != "wal"_L1) // a file system without shared memory: slower, and as safe
        qCInfo(base::logStore) << "no write-ahead log here; journal mode is" << mode->toString();
    return {};
}

base::Result<qint64> SqlSession::dataVersion()
{
    const auto version = m_connection->value(u"PRAGMA data_version"_s);
    if (!version)
        return std::unexpected(version.error());
    return version->toLongLong();
}

/// The tenant as the transaction sees it, read from disk only when another process has written since.
base::Result<StoreSnapshot> SqlSession::currentSnapshot()
{
    // data_version is current only after the transaction has taken its lock, which a read does.
    if (auto locked = m_connection->value(u"SELECT revision FROM tenant"_s); !locked)
        return std::unexpected(locked.error());
    const auto version = dataVersion();
    if (!version)
        return std::unexpected(version.error());
    if (m_snapshot && *version == m_snapshotVersion)
        return *m_snapshot;
    auto snapshot = readSnapshot(*m_connection);
    if (snapshot) {
        if (auto verified = verifyState(*snapshot); !verified)
            return std::unexpected(verified.error());
        m_snapshot = *snapshot;
        m_snapshotVersion = m_reportedVersion = *version;
    }
    return snapshot;
}

base::Result<void> SqlSession::verifyState(const StoreSnapshot &snapshot)
{
    if (auto verified = m_guard.verify(*m_connection, snapshot); !verified || !m_rollbacks)
        return verified;
    const auto mark = StoreMark::read(*m_connection);
    if (!mark)
        return std::unexpected(mark.error());
    return m_rollbacks->compare(*m_connection, m_guard, {.revision = mark->revision, .at = instant(mark->at)});
}

base::Result<StoreSnapshot> SqlSession::load()
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    if (m_rollbacks)
        m_rollbacks->isAcceptedElsewhere();
    base::Result<StoreSnapshot> snapshot;
    const auto done = m_connection->read([&]() -> base::Result<void> {
        snapshot = currentSnapshot();
        if (!snapshot)
            return std::unexpected(snapshot.error());
        return {};
    });
    if (done)
        return snapshot;
    if (spoilsConnection(done.error().code))
        forgetConnection();
    return std::unexpected(done.error());
}

base::Result<StoreSnapshot> SqlSession::newest()
{
    const SqlConnection *before = m_connection.get();
    const qint64 reported = m_reportedVersion;
    auto snapshot = load();
    m_reportedVersion = m_connection.get() == before ? reported : 0; // no version of SQLite's
    if (snapshot && m_rollbacks && m_rollbacks->rollback())
        return failure(ErrorCode::StoreRolledBack, base::ErrorStep::OpenStore, m_path);
    return snapshot;
}

base::Result<StoreSnapshot> SqlSession::commit(const domain::ChangeSet &changes, const Author &author, base::Instant at,
                                               std::optional<Revision> expected)
{
    const int openedFor = m_opened;
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    if (openedFor > 0 && m_opened != openedFor && m_isReplaced)
        return failure(ErrorCode::StoreReplaced, base::ErrorStep::Commit, m_path);
    if (!m_writable)
        return failure(ErrorCode::StoreReadOnly, base::ErrorStep::Commit, m_path);
    base::Result<StoreSnapshot> next;
    bool secretDropped = false;
    const auto done = m_connection->write([&]() -> base::Result<void> {
        next = commitInTransaction(changes, author, at, expected);
        if (!next)
            return std::unexpected(next.error());
        secretDropped = dropsSecret(m_snapshot->changesTo(*next));
        return {};
    });
    if (!done) {
        if (spoilsConnection(done.error().code))
            forgetConnection();
        return std::unexpected(done.error());
    }
    if (next->revision != m_snapshot->revision) {
        m_guard.kept();
        if (m_rollbacks)
            m_rollbacks->advance(m_guard, {.revision = next->revision, .at = at});
    }
    m_snapshot = *next;
    m_quietSince.reset();
    // Acknowledged is only what is in the store that is at the path.
    if (const StoreWatch::State state = m_watch.look();
        state != StoreWatch::State::Same && state != StoreWatch::State::Written)
        return failure(ErrorCode::StoreReplaced, base::ErrorStep::Commit, m_path);
    m_logHoldsSecret = m_logHoldsSecret || secretDropped;
    if (m_logHoldsSecret) {
        emptyLog();
        std::ignore = examine();
    }
    return next;
}

base::Result<StoreSnapshot> SqlSession::commitInTransaction(const domain::ChangeSet &changes, const Author &author,
                                                            base::Instant at, std::optional<Revision> expected)
{
    const auto current = currentSnapshot();
    if (!current)
        return current;
    if (expected && current->revision != *expected)
        return failure(ErrorCode::Conflict, base::ErrorStep::Commit, m_path);
    const auto merged = reconcile(*current, changes);
    if (!merged)
        return std::unexpected(merged.error());
    if (merged->isEmpty())
        return current;
    StoreSnapshot next = current->applied(*merged);
    ++next.revision;
    // The difference rather than `merged` itself: it comes in an order that unique columns allow at every step.
    const domain::ChangeSet difference = current->changesTo(next);
    if (auto written = writeChanges(*m_connection, difference); !written)
        return std::unexpected(written.error());
    if (auto written = writeRevision(*m_connection, next.revision); !written)
        return std::unexpected(written.error());
    const domain::AuditEntry entry{.sequence = 0,
                                   .at = at,
                                   .user = author.user,
                                   .source = author.source,
                                   .items = domain::describe(*merged, AuditNames(*current, next))};
    const auto row = appendAudit(*m_connection, entry);
    if (!row)
        return std::unexpected(row.error());
    if (auto written = m_guard.advance(*m_connection, difference, next.revision, *row); !written)
        return std::unexpected(written.error());
    return next;
}

base::Result<QList<domain::AuditEntry>> SqlSession::audit(qint64 before, int limit)
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    return readAudit(*m_connection, before, limit);
}

base::Result<StoreSnapshot> SqlSession::acceptRollback()
{
    auto snapshot = load();
    if (snapshot && m_rollbacks) {
        if (auto accepted = m_rollbacks->accept(); !accepted)
            return std::unexpected(accepted.error());
    }
    return snapshot;
}

base::Result<StateReport> SqlSession::checkState()
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    base::Result<StateReport> report;
    const auto done = m_connection->read([&]() -> base::Result<void> {
        const auto tenant = readSnapshot(*m_connection);
        if (!tenant)
            return std::unexpected(tenant.error());
        report = m_guard.check(*m_connection, *tenant);
        return report && m_rollbacks ? m_rollbacks->compareHistory(*m_connection, m_guard) : base::Result<void>();
    });
    return done ? report : std::unexpected(done.error());
}

} // namespace gatehouse::store::sql
