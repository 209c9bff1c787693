#pragma once

#include "models/store/sql/SeenHead.h"
#include "models/store/sql/StateGuard.h"

#include <mutex>

namespace gatehouse::store::sql {

class SqlConnection;

/// Holds a store against what this machine saw of it last. A store that has gone back, or on along another line, opens
/// all the same; that is reported until a person accepts it. Everything but rollback() on the worker's thread.
class RollbackGuard
{
public:
    /// Without a `folder` nothing is kept and nothing reported.
    RollbackGuard(QString folder, QString storePath);

    /// The store was opened. Before it is read: what was committed and seen after that is no rollback.
    void begin(StateGuard &guard);
    /// The state was read and fits its head. Inside the transaction that read it.
    base::Result<void> compare(SqlConnection &connection, StateGuard &guard, Rollback::State now);
    /// Whether the audit goes through what was seen last, which compare() leaves to a check of everything.
    base::Result<void> compareHistory(SqlConnection &connection, StateGuard &guard);
    /// A commit of ours.
    void advance(const StateGuard &guard, Rollback::State now);
    /// Writes down what is new since the last time; nothing while a rollback waits to be accepted. Some file calls, no
    /// waiting for the disk.
    void save();
    /// What was found is what counts from now on. FileUnwritable where that cannot be remembered: the next program
    /// would report it again.
    base::Result<void> accept();
    /// Whether another process has accepted what waits here.
    bool isAcceptedElsewhere();
    /// Another store was put in place on purpose: its head is what was seen last.
    void renew();

    bool isUnsaved() const { return m_isUnsaved; }
    /// What nobody has accepted yet. Any thread.
    std::optional<Rollback> rollback() const;

private:
    void report(std::optional<Rollback> rollback);
    void found(const SeenHead::Content &seen, const StateGuard &guard, Rollback::State now);
    bool takeAcceptedSince(const StateGuard &guard);

    QString m_folder;
    QString m_path;
    std::optional<SeenHead> m_file;
    std::optional<SeenHead::Content> m_atOpening; ///< in the file when the store was opened
    std::optional<SeenHead::Content> m_seen;      ///< as it is in the file, as far as we know
    SeenHead::Content m_newest;                   ///< of the store
    bool m_isCompared = false;
    bool m_isUnsaved = false;
    mutable std::mutex m_mutex;
    std::optional<Rollback> m_rollback;
};

} // namespace gatehouse::store::sql
