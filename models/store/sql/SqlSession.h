#pragma once

#include "models/store/StoreBackend.h"
#include "models/store/StoreCopies.h"
#include "models/store/sql/RollbackGuard.h"
#include "models/store/sql/StoreCheck.h"
#include "models/store/sql/StoreFile.h"
#include "models/store/sql/StoreWatch.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace gatehouse::store::sql {

class SqlConnection;

/// One store, open or not, as the worker thread has it. Everything here blocks.
///
/// The file at the path may become another one while it is open. Before each job, and in poll(), the session compares;
/// it then goes on with the new file, or refuses to work until the old one is back, and never mixes the two.
class SqlSession
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// With a `seal`, which outlives the session, the state is held against its head.
    /// `releaseOthers` closes whatever else this process has open of the store. SQLite shares the index of a log
    /// between all connections that a process has to a file: one that stays would carry the old index over to the new
    /// log.
    /// `rollbacks` outlives the session too; without it there are none.
    explicit SqlSession(
        QString path, StateSeal *seal = nullptr, std::function<void()> releaseOthers = [] {},
        RollbackGuard *rollbacks = nullptr);
    ~SqlSession();
    Q_DISABLE_COPY_MOVE(SqlSession)

    /// StoreGone, StoreLogGone where what was open is not there any more. A store that was replaced is read anew.
    base::Result<StoreSnapshot> load();
    /// The same for readers beside the one who loads: poll() still tells of what came in by it.
    base::Result<StoreSnapshot> newest();
    /// StoreReplaced when the change was made for other content than is there now.
    /// Conflict where `expected` is given and is not the revision that is written over.
    base::Result<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author, base::Instant at,
                                       std::optional<Revision> expected = {});
    base::Result<QList<domain::AuditEntry>> audit(qint64 before, int limit);
    /// Holds everything against the head, the audit too.
    base::Result<StateReport> checkState();
    /// A store that went back is used as it is from now on.
    base::Result<StoreSnapshot> acceptRollback();
    /// Of what is open, also when its file has been deleted.
    base::Result<StoreCopy> backUp(const QString &target, bool replace);
    base::Result<StoreCopy> restore(const QString &backup, base::Instant at);

    /// To be called now and then: what has happened to the store since this session last read. Also copies the log into
    /// the file once nothing has been written for two seconds, so that the file alone is the tenant.
    std::optional<ExternalChange> poll(Moment now);
    /// False once the store has turned out to be read-only.
    bool isWritable() const { return m_writable; }
    /// Whether poll() need not be called before something happens to the files.
    bool isQuiet() const;
    void close();

private:
    base::Result<void> ensureOpen();
    base::Result<void> open(const StoreFile &file);
    base::Result<std::unique_ptr<SqlConnection>> connect(const StoreFile &file);
    base::Result<void> check(SqlConnection &connection);
    base::Result<void> prepareForWriting(SqlConnection &connection);
    /// What has become of the open store; Written is looked into and never answered.
    StoreWatch::State examine();
    bool isRewritten();
    /// What the file at the path holds, the log aside.
    struct FileContent
    {
        bool isOfOtherLine = false;    ///< it cannot have come from what is open
        bool isOtherFormat = false;    ///< nor from a checkpoint that broke off
        std::optional<StoreMark> mark; ///< how far it has come, if that can be told
    };
    FileContent contentOfFile();
    bool isCheckpointBrokenOff();
    /// Leaves a store that is not the one at the path any more, without touching what is there now.
    void leave(StoreWatch::State state);
    /// The log has gone: what only it held is written beside the store. Nothing where the file has it all.
    std::optional<base::Error> rescue();
    base::Result<qint64> dataVersion();
    base::Result<StoreSnapshot> currentSnapshot();
    base::Result<void> verifyState(const StoreSnapshot &snapshot);
    base::Result<StoreSnapshot> commitInTransaction(const domain::ChangeSet &changes, const Author &author,
                                                    base::Instant at, std::optional<Revision> expected);
    void forgetConnection();
    void emptyLog();
    void emptyLogWhenQuiet(Moment now, qint64 version);

    QString m_path;
    std::function<void()> m_releaseOthers;
    StateGuard m_guard;
    RollbackGuard *m_rollbacks;
    std::unique_ptr<SqlConnection> m_connection;
    StoreWatch m_watch; ///< of the files that are open
    bool m_wasOpen = false;
    bool m_writable = true;
    bool m_logHoldsSecret = false;
    bool m_isReplaced = false;               ///< and poll() has not reported it yet
    bool m_isLost = false;                   ///< and poll() has reported it
    std::optional<base::Error> m_stopped;    ///< nothing is done with the file of m_watch any more
    std::optional<StoreSnapshot> m_snapshot; ///< what was last read or written
    qint64 m_snapshotVersion = 0;            ///< SQLite's data_version at that moment
    qint64 m_reportedVersion = 0;            ///< the last one poll() spoke of
    std::optional<StoreMark> m_fileMark;     ///< of the file without its log, as it was last seen
    std::optional<Moment> m_quietSince;
    qint64 m_quietVersion = 0;
    int m_opened = 0; ///< how often: a commit made for one opening is not for the next
};

} // namespace gatehouse::store::sql
