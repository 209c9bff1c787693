#pragma once

#include "models/store/StoreBackend.h"
#include "models/store/sql/StoreFile.h"

#include <memory>
#include <optional>

namespace gatehouse::store::sql {

class SqlConnection;

/// One store, open or not, as the worker thread has it. Everything here blocks.
class SqlSession
{
public:
    explicit SqlSession(QString path);
    ~SqlSession();
    Q_DISABLE_COPY_MOVE(SqlSession)

    base::Result<StoreSnapshot> load();
    base::Result<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author, base::Instant at);
    base::Result<QList<domain::AuditEntry>> audit(qint64 before, int limit);

    /// To be called now and then: whether another process has committed since this session last read. Also empties the
    /// write-ahead log of a removed secret, where a reader was in the way before.
    bool poll();
    /// False once the store has turned out to be read-only.
    bool isWritable() const { return m_writable; }
    void close();

private:
    base::Result<void> ensureOpen();
    base::Result<void> open(const StoreFile &file);
    base::Result<std::unique_ptr<SqlConnection>> connect(const StoreFile &file);
    base::Result<void> check(SqlConnection &connection);
    base::Result<void> prepareForWriting(SqlConnection &connection);
    base::Result<qint64> dataVersion();
    base::Result<StoreSnapshot> currentSnapshot();
    base::Result<StoreSnapshot> commitInTransaction(const domain::ChangeSet &changes, const Author &author,
                                                    base::Instant at);
    void emptyLog();

    QString m_path;
    std::unique_ptr<SqlConnection> m_connection;
    StoreFile m_file; ///< the one that is open
    bool m_wasOpen = false;
    bool m_writable = true;
    bool m_logHoldsSecret = false;
    std::optional<StoreSnapshot> m_snapshot; ///< what was last read or written
    qint64 m_snapshotVersion = 0;            ///< SQLite's data_version at that moment
    qint64 m_reportedVersion = 0;            ///< the last one poll() spoke of
};

} // namespace gatehouse::store::sql
