#include "models/store/sql/SqlConnection.h"

#include "models/store/sql/SqliteCodes.h"
#include "models/store/sql/SqliteLocks.h"

#include <QDeadlineTimer>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <sqlite3.h>
#include <thread>
#include <tuple>

namespace gatehouse::store::sql {

using base::ErrorCode;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 10s;
constexpr auto pause = 10ms;

int nativeCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt();
}

bool isBusy(const QSqlError &error)
{
    const int primary = nativeCode(error) & 0xff;
    return primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
}

QString uniqueName()
{
    static std::atomic<quint64> count = 0;
    return u"gatehouse-store-%1"_s.arg(++count);
}

} // namespace

SqlConnection::SqlConnection(QString path, QString name)
    : m_path(std::move(path))
    , m_name(std::move(name))
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
}

SqlConnection::~SqlConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

base::Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &path, Mode mode)
{
    useDescriptorLocks();
    std::unique_ptr<SqlConnection> connection(new SqlConnection(path, uniqueName()));
    QString options = u"QSQLITE_BUSY_TIMEOUT=200"_s;
    QString name = path;
    if (mode == Mode::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    if (mode == Mode::Immutable) {
        options += u";QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s;
        name = QString::fromLatin1(QUrl::fromLocalFile(path).toEncoded()) + u"?immutable=1"_s;
    }
    if (mode == Mode::InMemory)
        name = u":memory:"_s;
    connection->m_database.setConnectOptions(options);
    connection->m_database.setDatabaseName(name);
    if (!connection->m_database.open())
        return std::unexpected(connection->error(connection->m_database.lastError(), u"open"_s));
    return connection;
}

sqlite3 *SqlConnection::handle() const
{
    const QVariant handle = m_database.driver()->handle();
    return handle.isValid() ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

void SqlConnection::keepLog()
{
    int on = 1;
    if (sqlite3 *database = handle())
        sqlite3_file_control(database, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
}

void SqlConnection::abandon()
{
    keepLog();
    if (sqlite3 *database = handle())
        sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

sqlite3_file *SqlConnection::storeFile() const
{
    sqlite3_file *file = nullptr;
    sqlite3 *const database = handle();
    const bool isKnown = database && sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER,
                                                          static_cast<void *>(&file)) == SQLITE_OK;
    return isKnown && file && file->pMethods ? file : nullptr;
}

bool SqlConnection::isCheckpointUnfinished() const
{
    // Where the index of a log says how far the log has been copied, and how far somebody set out to copy it
    // (sqlite.org/walformat.html, "The WAL-Index File Format").
    constexpr int regionSize = 32768;
    constexpr std::size_t copiedAt = 96;
    constexpr std::size_t attemptedAt = 128;
    sqlite3_file *const file = storeFile();
    if (!file || file->pMethods->iVersion < 2)
        return false;
    void volatile *region = nullptr;
    if (file->pMethods->xShmMap(file, 0, regionSize, 0, &region) != SQLITE_OK || !region)
        return false; // no log here
    const auto *bytes = static_cast<const volatile char *>(region);
    const auto numberAt = [bytes](std::size_t offset) {
        return *reinterpret_cast<const volatile quint32 *>(bytes + offset);
    };
    return numberAt(attemptedAt) > numberAt(copiedAt);
}

bool SqlConnection::isFileForLog() const
{
    // The versions that write and read the format (sqlite.org/fileformat.html, section 1.3.3): 2 is for a log.
    constexpr int versionsAt = 18;
    std::array<char, 2> versions{};
    sqlite3_file *const file = storeFile();
    if (!file ||
        file->pMethods->xRead(file, versions.data(), static_cast<int>(versions.size()), versionsAt) != SQLITE_OK)
        return true;
    return versions[0] == 2 && versions[1] == 2;
}

base::Error SqlConnection::error(const QSqlError &error, const QString &statement) const
{
    // SQLite knows a full disk, and calls a limit on the size of files a fault of the device.
    sqlite3 *const database = handle();
    const int system = database ? sqlite3_system_errno(database) : 0;
    const bool isFull = (nativeCode(error) & 0xff) == SQLITE_IOERR && (system == EFBIG || system == EDQUOT);
    // The statement's first words say what was tried; its values are bound and never part of it.
    return {.code = isFull ? ErrorCode::StoreFull : errorCodeOf(nativeCode(error)),
            .step = base::ErrorStep::RunStatement,
            .subject = m_path,
            .detail = statement.simplified().left(40) + u": "_s + error.databaseText() + u" ("_s +
                      error.nativeErrorCode() + u")"_s};
}

base::Result<QSqlQuery> SqlConnection::execute(const QString &statement, const QVariantList &values)
{
    // SQLite's own waiting does not cover every case (recovery, the switch to WAL, a deadlock it foresees): those
    // answer "busy" at once. A statement that did not run can be run again.
    const QDeadlineTimer deadline(patience);
    while (true) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        bool ok = query.prepare(statement);
        if (ok) {
            for (qsizetype i = 0; i < values.size(); ++i)
                query.bindValue(static_cast<int>(i), values[i]);
            ok = query.exec();
        }
        if (ok)
            return query;
        if (!isBusy(query.lastError()) || deadline.hasExpired())
            return std::unexpected(error(query.lastError(), statement));
        query.finish();
        std::this_thread::sleep_for(pause);
    }
}

base::Result<void> SqlConnection::run(const QString &statement, const QVariantList &values)
{
    if (auto query = execute(statement, values); !query)
        return std::unexpected(query.error());
    return {};
}

base::Result<void> SqlConnection::each(const QString &statement, const QVariantList &values, const Row &row)
{
    auto query = execute(statement, values);
    if (!query)
        return std::unexpected(query.error());
    while (query->next()) {
        if (auto ok = row(*query); !ok)
            return ok;
    }
    // next() also ends at a damaged page.
    if (query->lastError().isValid())
        return std::unexpected(error(query->lastError(), statement));
    return {};
}

base::Result<QVariant> SqlConnection::value(const QString &statement, const QVariantList &values)
{
    auto query = execute(statement, values);
    if (!query)
        return std::unexpected(query.error());
    return query->next() ? query->value(0) : QVariant();
}

base::Result<void> SqlConnection::write(const std::function<base::Result<void>()> &work)
{
    return transaction(u"BEGIN IMMEDIATE"_s, work);
}

base::Result<void> SqlConnection::read(const std::function<base::Result<void>()> &work)
{
    return transaction(u"BEGIN"_s, work);
}

base::Result<void> SqlConnection::transaction(const QString &begin, const std::function<base::Result<void>()> &work)
{
    if (auto begun = run(begin); !begun)
        return begun;
    auto done = work();
    if (done)
        done = run(u"COMMIT"_s);
    // After some failures SQLite has rolled back by itself; that this one then fails says nothing.
    if (!done)
        std::ignore = run(u"ROLLBACK"_s);
    return done;
}

} // namespace gatehouse::store::sql
