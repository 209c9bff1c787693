#include "models/store/sql/SqlBackend.h"

#include "models/store/sql/SqlWorker.h"

#include <utility>

namespace gatehouse::store::sql {

SqlBackend::SqlBackend(QString path, const base::Clock &clock, StateSeal *seal, QString seenHeads)
    : m_clock(clock)
    , m_worker(std::make_unique<SqlWorker>(std::move(path), clock, seal, std::move(seenHeads)))
{
}

SqlBackend::~SqlBackend() = default;

base::Job<StoreSnapshot> SqlBackend::load()
{
    return m_worker->post<StoreSnapshot>([](SqlSession &session) { return session.load(); });
}

base::Job<StoreSnapshot> SqlBackend::commit(const domain::ChangeSet &changes, const Author &author)
{
    // Asked here, where the person acted: the clock need not know of the worker's thread.
    return m_worker->post<StoreSnapshot>(
        [changes, author, at = m_clock.now()](SqlSession &session) { return session.commit(changes, author, at); });
}

base::Job<StoreSnapshot> SqlBackend::commitAt(const domain::ChangeSet &changes, const Author &author, Revision expected)
{
    return m_worker->post<StoreSnapshot>([changes, author, expected, at = m_clock.now()](SqlSession &session) {
        return session.commit(changes, author, at, expected);
    });
}

base::Job<QList<domain::AuditEntry>> SqlBackend::audit(qint64 before, int limit)
{
    return m_worker->post<QList<domain::AuditEntry>>(
        [before, limit](SqlSession &session) { return session.audit(before, limit); });
}

base::Job<std::optional<AuditBreak>> SqlBackend::checkAudit()
{
    return m_worker->post<std::optional<AuditBreak>>([](SqlSession &session) {
        return session.checkState().transform([](const StateReport &report) { return report.auditBreak; });
    });
}

base::Job<StateReport> SqlBackend::checkState()
{
    return m_worker->post<StateReport>([](SqlSession &session) { return session.checkState(); });
}

Capabilities SqlBackend::capabilities() const
{
    return {.write = m_worker->isWritable(), .audit = true, .revealSecrets = true, .undoDelete = true};
}

std::optional<base::Result<std::shared_ptr<const StoreSnapshot>>> SqlBackend::newest()
{
    const std::scoped_lock lock(m_newestMutex);
    if (m_worker->isUnchanged() && m_newest)
        return m_newest;
    const auto read = m_worker->wait<StoreSnapshot>([](SqlSession &session) { return session.newest(); });
    if (!read) {
        m_newest.reset();
        return std::unexpected(read.error());
    }
    m_newest = std::make_shared<const StoreSnapshot>(*read);
    return m_newest;
}

void SqlBackend::setExternalChangeListener(std::function<void(ExternalChange)> listener)
{
    m_worker->setListener(std::move(listener));
}

std::optional<Rollback> SqlBackend::rollback() const
{
    return m_worker->rollback();
}

base::Job<StoreSnapshot> SqlBackend::acceptRollback()
{
    return m_worker->post<StoreSnapshot>([](SqlSession &session) { return session.acceptRollback(); });
}

base::Job<StoreCopy> SqlBackend::backUp(const QString &target, bool replace)
{
    return m_worker->post<StoreCopy>(
        [target, replace](SqlSession &session) { return session.backUp(target, replace); });
}

base::Job<StoreCopy> SqlBackend::restore(const QString &backup)
{
    return m_worker->post<StoreCopy>(
        [backup, at = m_clock.now()](SqlSession &session) { return session.restore(backup, at); });
}

QString SqlBackend::path() const
{
    return m_worker->path();
}

} // namespace gatehouse::store::sql
