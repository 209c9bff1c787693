#pragma once

#include "models/store/SnapshotSource.h"
#include "models/store/StoreBackend.h"

#include <QObject>

#include <functional>
#include <memory>

namespace gatehouse::store {

class WriteQueue;

/// The tenant as the program sees it: a snapshot to read at once, a queue to write. A submitted change shows
/// immediately and is taken back if the backend refuses it.
class ResourceServerStore : public QObject
{
    Q_OBJECT

public:
    /// `backend` outlives the store.
    ResourceServerStore(StoreBackend &backend, Author author, QObject *parent = nullptr);
    ~ResourceServerStore() override;

    const StoreSnapshot &snapshot() const { return m_shown; }
    /// Whose submits are audited.
    const Author &author() const { return m_author; }
    bool isLoaded() const { return m_loaded; }
    bool isRefreshing() const { return m_refreshing; }
    Capabilities capabilities() const;
    /// Whether every submitted change has been committed or refused.
    bool isSettled() const;
    /// The committed state, for other threads.
    const SnapshotSource &committedSnapshots() const { return m_committedSnapshots; }

    /// Loads the tenant; ends in loaded() or loadFailed().
    void load();
    /// Applies to the snapshot at once, commits behind it. Ends in committed() or submitFailed().
    void submit(const domain::ChangeSet &changes);
    /// Reads again what another process may have changed.
    void refresh();
    /// Shows what was kept of a tenant that cannot be reached, in place of one that is loaded; the tenant is lost until
    /// a refresh() shows what it is now.
    void showKept(StoreSnapshot kept);
    /// Ends the load() or refresh() under way, which then ends as cancelled.
    void cancelLoad() { m_load.cancel(); }
    /// What rolledBack() reported and nobody has accepted yet.
    const std::optional<Rollback> &rollback() const { return m_rollback; }
    /// Asks the backend again, which may have found one, and tells what is new.
    void tellRollback();
    /// Takes the store as it is; ends in rollbackAccepted().
    void acceptRollback();
    /// Commits in the name of someone else, beside what is queued: a refusal is told to who asked, and holds nothing
    /// up. What has the same `batch` belongs together, as a person sees it. With a revision `expected`, Conflict where
    /// the tenant is at another one when it is written to.
    base::Job<StoreSnapshot> commitFor(const domain::ChangeSet &changes, const Author &author,
                                       const QByteArray &batch = {}, std::optional<Revision> expected = {});
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit);
    base::Job<std::optional<AuditBreak>> checkAudit() { return m_backend.checkAudit(); }
    /// Calls `call` in the thread of the store as soon as it is settled; at once when it is.
    void whenSettled(QObject *context, std::function<void()> call);
    /// After a failure: whether change sets queued behind it are waiting for retryHeld() or dropHeld().
    bool hasHeld() const;
    void retryHeld();
    /// Gives the held change sets up: each ends in submitFailed() with ErrorCode::Cancelled.
    void dropHeld();

Q_SIGNALS:
    /// A part of the tenant is shown, and the rest of it is being read.
    void partLoaded();
    void loaded();
    void loadFailed(const gatehouse::base::Error &error);
    /// The snapshot differs from before by exactly `changes`: a submit, its roll-back, or another process's commit.
    void changed(const gatehouse::domain::ChangeSet &changes);
    void committed(const gatehouse::domain::ChangeSet &changes);
    /// After committed(), where it was commitFor().
    void committedFor(const gatehouse::domain::ChangeSet &changes, const gatehouse::store::Author &author,
                      const QByteArray &batch);
    /// Another process has committed this; after changed().
    void committedElsewhere(const gatehouse::domain::ChangeSet &changes);
    void submitFailed(const gatehouse::domain::ChangeSet &changes, const gatehouse::base::Error &error);
    void settled();
    /// What is shown is what the backend had just now.
    void synchronized();
    /// The store was replaced by other content, which is shown now.
    void replaced();
    /// What was shown is not in the store any more, and nothing can be saved, until regained().
    void lost(const gatehouse::base::Error &error);
    /// The store is read once more; synchronized() or refreshFailed() follows.
    void refreshStarted();
    /// A refresh failed or was cancelled; after lost(), where that is new.
    void refreshFailed(const gatehouse::base::Error &error);
    void regained();
    /// An older state was put in the store's place by hand. It is shown, and no token is issued from it until it is
    /// accepted.
    void rolledBack(const gatehouse::store::Rollback &rollback);
    void rollbackAccepted();
    /// Sent by the store alone, which then refreshes.
    void changedElsewhere(gatehouse::store::ExternalChange change, QPrivateSignal);
    /// Sent by the store alone, which then shows it.
    void partArrived(const gatehouse::store::StoreSnapshot &part, QPrivateSignal);

private:
    void show(StoreSnapshot next);
    void showCommittedAndPending();
    void adopt(StoreSnapshot committed, const domain::ChangeSet &own = {});
    void settleIfIdle();
    void onChangedElsewhere(ExternalChange change);
    void onPart(const StoreSnapshot &part);
    void onRefreshed(base::Result<StoreSnapshot> result);
    void onCommitted(const domain::ChangeSet &changes, StoreSnapshot committed);
    void onFailed(const domain::ChangeSet &changes, const base::Error &error);

    StoreBackend &m_backend;
    Author m_author;
    std::unique_ptr<WriteQueue> m_queue;
    StoreSnapshot m_shown;     ///< committed plus pending
    StoreSnapshot m_committed; ///< what the backend last answered
    SnapshotSource m_committedSnapshots;
    std::optional<Rollback> m_rollback;
    base::Job<StoreSnapshot> m_load; ///< the last one
    bool m_loaded = false;
    bool m_lost = false;
    bool m_replaced = false; ///< and not yet announced
    bool m_refreshing = false;
    bool m_refreshAgain = false; ///< asked for while one was under way
};

} // namespace gatehouse::store
