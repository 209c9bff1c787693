#include "models/store/sql/CommitProbe.h"

#include "models/store/sql/SqliteLocks.h"

#include <QFile>

#include <sqlite3.h>
#include <utility>

namespace gatehouse::store::sql {

void CommitProbe::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

void CommitProbe::Close::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

CommitProbe::CommitProbe(QString path)
    : m_path(std::move(path))
{
}

CommitProbe::~CommitProbe() = default;

void CommitProbe::open()
{
    useDescriptorLocks();
    m_watch = StoreWatch(m_path);
    m_watch.note();
    sqlite3 *database = nullptr;
    const int opened = sqlite3_open_v2(QFile::encodeName(m_path).constData(), &database,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    m_database.reset(database);
    if (opened != SQLITE_OK) {
        close();
        return;
    }
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(database, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
        SQLITE_OK)
        close();
    else
        m_statement.reset(statement);
}

void CommitProbe::close()
{
    m_statement.reset();
    m_database.reset();
    m_seen = -1;
}

qint64 CommitProbe::version()
{
    if (!m_statement)
        return -1;
    const qint64 version =
        sqlite3_step(m_statement.get()) == SQLITE_ROW ? sqlite3_column_int64(m_statement.get(), 0) : -1;
    sqlite3_reset(m_statement.get());
    return version;
}

bool CommitProbe::isUnchanged()
{
    if (m_database && m_watch.look() == StoreWatch::State::Same) {
        const qint64 now = version();
        if (now >= 0 && now == m_seen)
            return true;
        m_seen = now;
        return false;
    }
    // Opened before whoever asks reads the store: a commit in between is seen by the next look.
    close();
    open();
    m_seen = version();
    return false;
}

} // namespace gatehouse::store::sql
