#include "models/store/sql/LedgerDatabase.h"

#include "models/store/sql/SqliteCodes.h"
#include "models/store/sql/StoreFile.h"

#include <QFile>

#include <sqlite3.h>

#include <unordered_map>

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeout = 5000; // milliseconds

void bind(sqlite3_stmt *statement, int at, const LedgerValue &value)
{
    if (const auto *number = std::get_if<qint64>(&value)) {
        sqlite3_bind_int64(statement, at, *number);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        sqlite3_bind_text(statement, at, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    } else {
        const QByteArray &bytes = std::get<QByteArray>(value);
        sqlite3_bind_blob(statement, at, bytes.constData(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    }
}

LedgerValue valueAt(sqlite3_stmt *statement, int at)
{
    const int size = sqlite3_column_bytes(statement, at);
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_column_int64(statement, at));
    case SQLITE_TEXT:
        return QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, at)), size);
    default:
        return QByteArray(static_cast<const char *>(sqlite3_column_blob(statement, at)), size);
    }
}

} // namespace

struct LedgerDatabase::Statements
{
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
    };
    /// By the address of their text: all are literals of this program.
    std::unordered_map<const char *, std::unique_ptr<sqlite3_stmt, Finalize>> prepared;
};

LedgerDatabase::LedgerDatabase(QString path)
    : m_path(std::move(path))
    , m_statements(std::make_unique<Statements>())
{
}

LedgerDatabase::~LedgerDatabase()
{
    m_statements.reset();
    sqlite3_close(m_handle);
}

std::unexpected<base::Error> LedgerDatabase::failed(int code) const
{
    return base::failure(errorCodeOf(code), base::ErrorStep::StoreJob, m_path, QString::fromUtf8(sqlite3_errstr(code)));
}

base::Result<std::unique_ptr<LedgerDatabase>> LedgerDatabase::open(const QString &path)
{
    if (!path.isEmpty() && !QFile::exists(path)) {
        if (auto made = StoreFile::create(path); !made)
            return std::unexpected(made.error());
    }
    std::unique_ptr<LedgerDatabase> database(new LedgerDatabase(path));
    const QByteArray name = path.isEmpty() ? ":memory:"_ba : QFile::encodeName(path);
    const int opened = sqlite3_open_v2(name.constData(), &database->m_handle,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW |
                                           (path.isEmpty() ? SQLITE_OPEN_MEMORY : 0),
                                       nullptr);
    if (opened != SQLITE_OK)
        return database->failed(opened);
    sqlite3_busy_timeout(database->m_handle, busyTimeout);
    // Not synced at each commit: what a crash of the machine takes is a login, and logins can be had again.
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA secure_delete = ON",
                               "PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY"}) {
        if (const auto set = database->run(pragma); !set)
            return std::unexpected(set.error());
    }
    return database;
}

base::Result<std::vector<LedgerRow>> LedgerDatabase::run(const char *statement, const LedgerRow &values)
{
    auto &prepared = m_statements->prepared[statement];
    if (!prepared) {
        sqlite3_stmt *made = nullptr;
        const int result = sqlite3_prepare_v3(m_handle, statement, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        prepared.reset(made);
        if (result != SQLITE_OK)
            return failed(result);
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        bind(prepared.get(), static_cast<int>(i) + 1, values[i]);
    std::vector<LedgerRow> rows;
    int result = sqlite3_step(prepared.get());
    for (; result == SQLITE_ROW; result = sqlite3_step(prepared.get())) {
        LedgerRow row;
        const int columns = sqlite3_column_count(prepared.get());
        row.reserve(static_cast<std::size_t>(columns));
        for (int at = 0; at < columns; ++at)
            row.push_back(valueAt(prepared.get(), at));
        rows.push_back(std::move(row));
    }
    sqlite3_reset(prepared.get());
    sqlite3_clear_bindings(prepared.get());
    if (result != SQLITE_DONE)
        return failed(result);
    return rows;
}

int LedgerDatabase::changes() const
{
    return sqlite3_changes(m_handle);
}

base::Result<void> LedgerDatabase::write(const std::function<base::Result<void>()> &work)
{
    if (const auto begun = run("BEGIN IMMEDIATE"); !begun)
        return std::unexpected(begun.error());
    auto done = work();
    const auto ended = run(done ? "COMMIT" : "ROLLBACK");
    if (done && !ended) {
        std::ignore = run("ROLLBACK");
        return std::unexpected(ended.error());
    }
    return done;
}

} // namespace gatehouse::store::sql
