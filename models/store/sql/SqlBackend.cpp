#include "models/store/sql/SqlBackend.h"

#include "models/store/sql/SqlWorker.h"

#include <utility>

namespace gatehouse::store::sql {

SqlBackend::SqlBackend(QString path, const base::Clock &clock)
    : m_clock(clock)
    , m_worker(std::make_unique<SqlWorker>(std::move(path)))
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

base::Job<QList<domain::AuditEntry>> SqlBackend::audit(qint64 before, int limit)
{
    return m_worker->post<QList<domain::AuditEntry>>(
        [before, limit](SqlSession &session) { return session.audit(before, limit); });
}

Capabilities SqlBackend::capabilities() const
{
    return {.write = m_worker->isWritable(), .audit = true, .revealSecrets = true, .undoDelete = true};
}

void SqlBackend::setExternalChangeListener(std::function<void()> listener)
{
    m_worker->setListener(std::move(listener));
}

QString SqlBackend::path() const
{
    return m_worker->path();
}

} // namespace gatehouse::store::sql
