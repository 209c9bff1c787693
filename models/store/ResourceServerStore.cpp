#include "models/store/ResourceServerStore.h"

#include "models/base/Logging.h"
#include "models/store/WriteQueue.h"

#include <utility>

namespace gatehouse::store {

using base::ErrorCode;
using namespace Qt::StringLiterals;

ResourceServerStore::ResourceServerStore(StoreBackend &backend, Author author, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_author(std::move(author))
    , m_queue(std::make_unique<WriteQueue>(backend, m_author))
    , m_committedSnapshots(backend)
{
    connect(m_queue.get(), &WriteQueue::committed, this, &ResourceServerStore::onCommitted);
    connect(m_queue.get(), &WriteQueue::failed, this, &ResourceServerStore::onFailed);
    // The listener is called in the backend's thread, where a signal may be sent and nothing else done.
    connect(this, &ResourceServerStore::changedElsewhere, this, &ResourceServerStore::onChangedElsewhere,
            Qt::QueuedConnection);
    m_backend.setExternalChangeListener(
        [this](ExternalChange change) { Q_EMIT changedElsewhere(change, QPrivateSignal()); });
    connect(this, &ResourceServerStore::partArrived, this, &ResourceServerStore::onPart, Qt::QueuedConnection);
    m_backend.setPartListener([this](const StoreSnapshot &part) { Q_EMIT partArrived(part, QPrivateSignal()); });
}

ResourceServerStore::~ResourceServerStore()
{
    // Before anything else goes: the listener is called from the backend's thread.
    m_backend.setExternalChangeListener({});
    m_backend.setPartListener({});
}

Capabilities ResourceServerStore::capabilities() const
{
    return m_backend.capabilities();
}

bool ResourceServerStore::isSettled() const
{
    return m_queue->isIdle();
}

void ResourceServerStore::load()
{
    m_refreshing = true;
    m_load = m_backend.load();
    m_load.then(this, [this](base::Result<StoreSnapshot> result) {
        m_refreshing = false;
        if (!result) {
            Q_EMIT loadFailed(result.error());
            return;
        }
        m_loaded = true;
        m_committed = *result; // nothing of it was done since it was looked at
        adopt(std::move(*result));
        Q_EMIT loaded();
        Q_EMIT synchronized();
        tellRollback();
        if (std::exchange(m_refreshAgain, false))
            refresh();
    });
}

void ResourceServerStore::showKept(StoreSnapshot kept)
{
    kept.revision = -1; // whatever is read is newer
    m_loaded = true;
    m_lost = true;
    m_committed = std::move(kept);
    m_committedSnapshots.write(m_committed);
    showCommittedAndPending();
    Q_EMIT loaded();
}

void ResourceServerStore::submit(const domain::ChangeSet &changes)
{
    if (changes.isEmpty()) {
        Q_EMIT committed(changes);
        return;
    }
    // Queued first, shown second, sent last: whoever hears changed() may submit in turn, and an answer may come at
    // once.
    m_queue->push(changes);
    show(m_shown.applied(changes));
    m_queue->send();
}

void ResourceServerStore::refresh()
{
    if (std::exchange(m_refreshing, true)) {
        m_refreshAgain = true; // what is being read may be older than what changed just now
        return;
    }
    if (!m_loaded) {
        load(); // of which a part is shown perhaps
        return;
    }
    Q_EMIT refreshStarted();
    m_load = m_backend.load();
    m_load.then(this, [this](base::Result<StoreSnapshot> result) {
        m_refreshing = false;
        onRefreshed(std::move(result));
        if (std::exchange(m_refreshAgain, false))
            refresh();
    });
}

void ResourceServerStore::onChangedElsewhere(ExternalChange change)
{
    m_replaced = m_replaced || change == ExternalChange::Replaced;
    refresh();
}

void ResourceServerStore::onPart(const StoreSnapshot &part)
{
    // Of a refresh, which has something better to show; or late, after the load has ended.
    if (m_loaded || !m_refreshing)
        return;
    m_committed = part;
    m_committedSnapshots.write(m_committed);
    showCommittedAndPending();
    Q_EMIT partLoaded();
}

void ResourceServerStore::onRefreshed(base::Result<StoreSnapshot> result)
{
    if (!result && result.error().code == ErrorCode::Cancelled) {
        Q_EMIT refreshFailed(result.error()); // what is shown stays, as old as it is
        return;
    }
    if (!result) {
        qCInfo(base::logStore) << "refresh failed:" << base::errorName(result.error().code) << result.error().detail;
        if (!std::exchange(m_lost, true))
            Q_EMIT lost(result.error());
        Q_EMIT refreshFailed(result.error());
        return;
    }
    adopt(std::move(*result));
    Q_EMIT synchronized();
    const bool wasLost = std::exchange(m_lost, false);
    if (std::exchange(m_replaced, false))
        Q_EMIT replaced();
    if (wasLost)
        Q_EMIT regained();
    tellRollback();
}

void ResourceServerStore::tellRollback()
{
    const std::optional<Rollback> before = std::exchange(m_rollback, m_backend.rollback());
    if (m_rollback && m_rollback != before)
        Q_EMIT rolledBack(*m_rollback);
    else if (before && !m_rollback)
        Q_EMIT rollbackAccepted();
}

void ResourceServerStore::acceptRollback()
{
    m_backend.acceptRollback().then(this,
                                    [this](base::Result<StoreSnapshot> result) { onRefreshed(std::move(result)); });
}

base::Job<StoreSnapshot> ResourceServerStore::commitFor(const domain::ChangeSet &changes, const Author &author,
                                                        const QByteArray &batch, std::optional<Revision> expected)
{
    const auto promise = std::make_shared<QPromise<base::Result<StoreSnapshot>>>();
    promise->start();
    (expected ? m_backend.commitAt(changes, author, *expected) : m_backend.commit(changes, author))
        .then(this, [this, promise, changes, author, batch](base::Result<StoreSnapshot> result) {
            if (result) {
                adopt(*result, changes);
                Q_EMIT committed(changes);
                Q_EMIT committedFor(changes, author, batch);
            }
            promise->addResult(std::move(result));
            promise->finish();
        });
    return base::Job<StoreSnapshot>(promise->future());
}

base::Job<QList<domain::AuditEntry>> ResourceServerStore::audit(qint64 before, int limit)
{
    return m_backend.audit(before, limit);
}

void ResourceServerStore::whenSettled(QObject *context, std::function<void()> call)
{
    if (isSettled())
        call();
    else
        connect(this, &ResourceServerStore::settled, context, std::move(call), Qt::SingleShotConnection);
}

bool ResourceServerStore::hasHeld() const
{
    return m_queue->isHeld();
}

void ResourceServerStore::retryHeld()
{
    m_queue->releaseHeld();
}

void ResourceServerStore::dropHeld()
{
    const QList<domain::ChangeSet> dropped = m_queue->dropHeld();
    if (dropped.isEmpty())
        return;
    showCommittedAndPending();
    for (const domain::ChangeSet &changes : dropped)
        Q_EMIT submitFailed(
            changes, {.code = ErrorCode::Cancelled, .step = base::ErrorStep::DropHeld, .subject = {}, .detail = {}});
    settleIfIdle();
}

void ResourceServerStore::show(StoreSnapshot next)
{
    const domain::ChangeSet difference = m_shown.changesTo(next);
    m_shown = std::move(next);
    if (!difference.isEmpty())
        Q_EMIT changed(difference);
}

void ResourceServerStore::showCommittedAndPending()
{
    StoreSnapshot next = m_committed;
    for (const domain::ChangeSet &changes : m_queue->pending())
        next = next.applied(changes);
    show(std::move(next));
}

/// `own` is what this process had committed; what else is new was done elsewhere.
void ResourceServerStore::adopt(StoreSnapshot committed, const domain::ChangeSet &own)
{
    domain::ChangeSet elsewhere;
    const Revision expected = m_committed.revision + (own.isEmpty() ? 0 : 1);
    const bool isSame = !m_replaced && !m_lost && !m_rollback && !m_backend.rollback();
    if (m_loaded && isSame && committed.revision > expected)
        elsewhere = m_committed.applied(own).changesTo(committed);
    m_committed = std::move(committed);
    m_committedSnapshots.write(m_committed);
    showCommittedAndPending();
    if (!elsewhere.isEmpty())
        Q_EMIT committedElsewhere(elsewhere);
}

void ResourceServerStore::settleIfIdle()
{
    if (isSettled())
        Q_EMIT settled();
}

void ResourceServerStore::onCommitted(const domain::ChangeSet &changes, StoreSnapshot committedSnapshot)
{
    adopt(std::move(committedSnapshot), changes);
    Q_EMIT committed(changes);
    Q_EMIT synchronized();
    if (std::exchange(m_lost, false)) // what can be written to is there
        Q_EMIT regained();
    settleIfIdle();
}

void ResourceServerStore::onFailed(const domain::ChangeSet &changes, const base::Error &error)
{
    showCommittedAndPending();
    Q_EMIT submitFailed(changes, error);
    // Someone else's commit is the usual reason: the person decides on what is there now.
    if (error.code == ErrorCode::Conflict || error.code == ErrorCode::Refused || error.code == ErrorCode::StoreReplaced)
        refresh();
    settleIfIdle();
}

} // namespace gatehouse::store
