#include "models/store/WriteQueue.h"

#include <utility>

namespace gatehouse::store {

WriteQueue::WriteQueue(StoreBackend &backend, Author author)
    : m_backend(backend)
    , m_author(std::move(author))
{
}

void WriteQueue::push(const domain::ChangeSet &changes)
{
    m_pending.append(changes);
}

void WriteQueue::releaseHeld()
{
    m_held = false;
    send();
}

QList<domain::ChangeSet> WriteQueue::dropHeld()
{
    // Held means that nothing is in flight: all of what is pending stands behind a failure.
    if (!m_held)
        return {};
    m_held = false;
    return std::exchange(m_pending, {});
}

void WriteQueue::send()
{
    if (m_inFlight || m_held || m_pending.isEmpty())
        return;
    m_inFlight = true;
    m_backend.commit(m_pending.constFirst(), m_author).then(this, [this](base::Result<StoreSnapshot> result) {
        m_inFlight = false;
        const domain::ChangeSet changes = m_pending.takeFirst();
        if (!result) {
            m_held = !m_pending.isEmpty();
            Q_EMIT failed(changes, result.error());
            return;
        }
        Q_EMIT committed(changes, *result);
        send();
    });
}

} // namespace gatehouse::store
