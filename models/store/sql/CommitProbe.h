#pragma once

#include "models/store/sql/StoreWatch.h"

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace gatehouse::store::sql {

/// Tells whether anything has been committed to a store since the last look, by anyone, and whether it still is the
/// same file: some microseconds, for each request of a server. Has a connection of its own, for reading. One thread at
/// a time.
class CommitProbe
{
public:
    explicit CommitProbe(QString path);
    ~CommitProbe();
    CommitProbe(const CommitProbe &) = delete;
    CommitProbe &operator=(const CommitProbe &) = delete;

    /// False the first time, and where nothing can be said: whoever asks reads the store then.
    bool isUnchanged();
    /// The next look opens it anew.
    void close();

private:
    struct Close
    {
        void operator()(sqlite3 *database) const;
        void operator()(sqlite3_stmt *statement) const;
    };

    void open();
    /// SQLite's data_version; -1 when it cannot be had.
    qint64 version();

    QString m_path;
    StoreWatch m_watch;
    std::unique_ptr<sqlite3, Close> m_database;
    std::unique_ptr<sqlite3_stmt, Close> m_statement;
    qint64 m_seen = -1;
};

} // namespace gatehouse::store::sql
