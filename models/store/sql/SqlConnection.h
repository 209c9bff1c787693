#pragma once

#include "models/base/Result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_file;

namespace gatehouse::store::sql {

/// One SQLite connection, used, like QSqlDatabase, in the thread that opened it. Waits up to ten seconds for other
/// processes before it answers StoreBusy, and turns SQLite's result codes into ErrorCodes.
class SqlConnection
{
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        Immutable, ///< a file that cannot change, on a medium on which SQLite cannot make its -shm
        InMemory,
    };
    using Row = std::function<base::Result<void>(const QSqlQuery &row)>;

    static base::Result<std::unique_ptr<SqlConnection>> open(const QString &path, Mode mode);
    ~SqlConnection();
    Q_DISABLE_COPY_MOVE(SqlConnection)

    /// Runs one statement and forgets its rows.
    base::Result<void> run(const QString &statement, const QVariantList &values = {});
    /// Calls `row` for each row; stops at its first error.
    base::Result<void> each(const QString &statement, const QVariantList &values, const Row &row);
    /// The first column of the first row; an invalid QVariant when there is none.
    base::Result<QVariant> value(const QString &statement, const QVariantList &values = {});

    /// Runs `work` in a transaction that holds the write lock from the start, so that it never has to give up half way.
    base::Result<void> write(const std::function<base::Result<void>()> &work);
    /// Runs `work` on one state of the store.
    base::Result<void> read(const std::function<base::Result<void>()> &work);

    /// From now on closing leaves log and index where they are: at their path others may have put their own.
    void keepLog();
    /// keepLog(), and closing does not copy the log into the file either: the content it was written for is gone.
    void abandon();
    /// Whether a checkpoint began to copy the log into the file and did not come to its end, or not yet: it was killed,
    /// or the disk was full. The file is then of two states, and the log still has all of the newer one.
    bool isCheckpointUnfinished() const;
    /// What the header of the file says, whatever is open: that changes go through a log. Yes where it cannot be read.
    bool isFileForLog() const;

private:
    SqlConnection(QString path, QString name);
    base::Result<QSqlQuery> execute(const QString &statement, const QVariantList &values);
    base::Error error(const QSqlError &error, const QString &statement) const;
    sqlite3 *handle() const;
    /// The store as SQLite has it open; null where there is none.
    sqlite3_file *storeFile() const;
    base::Result<void> transaction(const QString &begin, const std::function<base::Result<void>()> &work);

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace gatehouse::store::sql
