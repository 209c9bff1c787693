#pragma once

#include "models/base/Result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace gatehouse::store::sql {

/// A value of a row or of a parameter.
using LedgerValue = std::variant<qint64, QString, QByteArray>;
using LedgerRow = std::vector<LedgerValue>;

/// SQLite for the ledger: one connection that any thread may use while it holds the ledger's lock, which QtSql's
/// cannot. Statements are prepared once.
class LedgerDatabase
{
public:
    /// Opens or makes the file at `path`, private from its first byte on; an empty path is a database in memory.
    static base::Result<std::unique_ptr<LedgerDatabase>> open(const QString &path);
    ~LedgerDatabase();
    LedgerDatabase(const LedgerDatabase &) = delete;
    LedgerDatabase &operator=(const LedgerDatabase &) = delete;

    /// Runs one statement and answers its rows.
    base::Result<std::vector<LedgerRow>> run(const char *statement, const LedgerRow &values = {});
    /// How many rows the last statement changed.
    int changes() const;
    /// Runs `work` in a transaction that holds the write lock from the start.
    base::Result<void> write(const std::function<base::Result<void>()> &work);

private:
    explicit LedgerDatabase(QString path);
    std::unexpected<base::Error> failed(int code) const;

    struct Statements;
    QString m_path;
    sqlite3 *m_handle = nullptr;
    std::unique_ptr<Statements> m_statements;
};

} // namespace gatehouse::store::sql
