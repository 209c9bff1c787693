#include "models/store/sql/SqlSession.h"

#include "models/base/Logging.h"
#include "models/store/AuditNames.h"
#include "models/store/CommitRules.h"
#include "models/store/sql/Migrations.h"
#include "models/store/sql/RowMapping.h"
#include "models/store/sql/SqlConnection.h"

#include <QFileInfo>

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
    for (const domain::Change &change : changes.changes) {
        if (const auto *api = std::get_if<domain::Changed<domain::ResourceServer>>(&change); api && api->before) {
            if (differs(api->before->signingSecret, api->after ? &api->after->signingSecret : nullptr))
                return true;
        } else if (const auto *client = std::get_if<domain::Changed<domain::ClientApplication>>(&change);
                   client && client->before) {
            if (differs(client->before->secret, client->after ? &client->after->secret : nullptr))
                return true;
        } else if (const auto *key = std::get_if<domain::Changed<domain::SigningKey>>(&change); key && key->before) {
            if (differs(key->before->privateKey, key->after ? &key->after->privateKey : nullptr))
                return true;
        }
    }
    return false;
}

/// After these the connection is not trusted any more; the next job opens the store anew.
bool spoilsConnection(ErrorCode code)
{
    using enum ErrorCode;
    return code == StoreCorrupt || code == StoreUnreadable || code == StoreForeign || code == StoreIsLink ||
           code == StoreOfOthers || code == StoreOpenToAll || code == Internal;
}

} // namespace

SqlSession::SqlSession(QString path)
    : m_path(std::move(path))
{
}

SqlSession::~SqlSession()
{
    close();
}

void SqlSession::close()
{
    if (m_connection && m_writable)
        emptyLog();
    m_connection.reset();
    m_snapshot.reset();
}

base::Result<void> SqlSession::ensureOpen()
{
    const auto file = StoreFile::inspect(m_path);
    if (!file)
        return std::unexpected(file.error());
    if (m_connection) {
        if (file->exists && file->isSameFile(m_file))
            return {};
        // SQLite would go on writing to a file that has no name any more.
        m_connection.reset();
        m_snapshot.reset();
    }
    // A store that was there is not made anew: that would look as if everything had been deleted.
    if (!file->exists && m_wasOpen)
        return failure(ErrorCode::StoreUnreadable, "open store", m_path, u"the file has been removed"_s);
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
        return failure(ErrorCode::StoreReadOnly, "create store", m_path);
    if (file.isWritable && !file.isPrivate)
        StoreFile::makePrivate(m_path);
    auto connection = connect(file);
    if (!connection)
        return std::unexpected(connection.error());
    if (auto checked = check(**connection); !checked)
        return checked;
    if (m_writable) {
        if (auto prepared = prepareForWriting(**connection); !prepared)
            return prepared;
    }
    m_connection = std::move(*connection);
    m_wasOpen = true;
    m_file = file;
    m_snapshotVersion = m_reportedVersion = 0;
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
        return failure(ErrorCode::StoreUnreadable, "open store", m_path, readable.error().detail);
    return SqlConnection::open(m_path, Mode::Immutable);
}

base::Result<void> SqlSession::check(SqlConnection &connection)
{
    // One state for all questions: another process may be making this very store at this moment.
    return connection.read([&]() -> base::Result<void> {
        const auto tables = connection.value(u"SELECT count(*) FROM sqlite_schema"_s);
        if (!tables)
            return std::unexpected(tables.error());
        const auto application = connection.value(u"PRAGMA application_id"_s);
        if (!application)
            return std::unexpected(application.error());
        const auto version = connection.value(u"PRAGMA user_version"_s);
        if (!version)
            return std::unexpected(version.error());
        if (tables->toInt() == 0 && application->toInt() == 0 && version->toInt() == 0)
            return {}; // new
        if (application->toInt() != storeApplicationId)
            return failure(ErrorCode::StoreForeign, "check store", m_path, u"the database of another program"_s);
        if (version->toInt() > latestVersion())
            return failure(ErrorCode::StoreTooNew, "check store", m_path, version->toString());
        const auto verdict = connection.value(u"PRAGMA quick_check(1)"_s);
        if (!verdict)
            return std::unexpected(verdict.error());
        if (verdict->toString() != "ok"_L1)
            return failure(ErrorCode::StoreCorrupt, "check store", m_path, verdict->toString());
        if (!m_writable && version->toInt() < latestVersion())
            return failure(ErrorCode::StoreReadOnly, "upgrade store", m_path);
        return checkSchema(connection, m_path, migrations(), version->toInt());
    });
}

base::Result<void> SqlSession::prepareForWriting(SqlConnection &connection)
{
    // The schema first, in a rollback journal, so that the file itself says whose it is; then the switch to WAL.
    if (auto done = migrate(connection, m_path, migrations()); !done)
        return done;
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
        m_snapshot = *snapshot;
        m_snapshotVersion = m_reportedVersion = *version;
    }
    return snapshot;
}

base::Result<StoreSnapshot> SqlSession::load()
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
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
        m_connection.reset();
    return std::unexpected(done.error());
}

base::Result<StoreSnapshot> SqlSession::commit(const domain::ChangeSet &changes, const Author &author, base::Instant at)
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    if (!m_writable)
        return failure(ErrorCode::StoreReadOnly, "commit", m_path);
    base::Result<StoreSnapshot> next;
    bool secretDropped = false;
    const auto done = m_connection->write([&]() -> base::Result<void> {
        next = commitInTransaction(changes, author, at);
        if (!next)
            return std::unexpected(next.error());
        secretDropped = dropsSecret(m_snapshot->changesTo(*next));
        return {};
    });
    if (!done) {
        if (spoilsConnection(done.error().code))
            m_connection.reset();
        return std::unexpected(done.error());
    }
    m_snapshot = *next;
    m_logHoldsSecret = m_logHoldsSecret || secretDropped;
    if (m_logHoldsSecret)
        emptyLog();
    return next;
}

base::Result<StoreSnapshot> SqlSession::commitInTransaction(const domain::ChangeSet &changes, const Author &author,
                                                            base::Instant at)
{
    const auto current = currentSnapshot();
    if (!current)
        return current;
    const auto merged = reconcile(*current, changes);
    if (!merged)
        return std::unexpected(merged.error());
    if (merged->isEmpty())
        return current;
    StoreSnapshot next = current->applied(*merged);
    ++next.revision;
    // The difference rather than `merged` itself: it comes in an order that unique columns allow at every step.
    if (auto written = writeChanges(*m_connection, current->changesTo(next)); !written)
        return std::unexpected(written.error());
    if (auto written = writeRevision(*m_connection, next.revision); !written)
        return std::unexpected(written.error());
    const domain::AuditEntry entry{.sequence = 0,
                                   .at = at,
                                   .user = author.user,
                                   .source = author.source,
                                   .items = domain::describe(*merged, AuditNames(*current, next))};
    if (auto written = appendAudit(*m_connection, entry); !written)
        return std::unexpected(written.error());
    return next;
}

base::Result<QList<domain::AuditEntry>> SqlSession::audit(qint64 before, int limit)
{
    if (auto opened = ensureOpen(); !opened)
        return std::unexpected(opened.error());
    return readAudit(*m_connection, before, limit);
}

bool SqlSession::poll()
{
    if (!m_connection)
        return false;
    if (m_logHoldsSecret)
        emptyLog();
    const auto version = dataVersion();
    if (!version || *version == m_snapshotVersion || *version == m_reportedVersion)
        return false;
    m_reportedVersion = *version;
    return true;
}

/// Copies the write-ahead log into the file and truncates it. Not while another process reads; poll() comes back to it.
void SqlSession::emptyLog()
{
    const auto busy = m_connection->value(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (busy && busy->toInt() == 0)
        m_logHoldsSecret = false;
}

} // namespace gatehouse::store::sql
