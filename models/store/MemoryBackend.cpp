#include "models/store/MemoryBackend.h"

#include "models/store/AuditNames.h"
#include "models/store/CommitRules.h"

#include <utility>

namespace gatehouse::store {

MemoryBackend::MemoryBackend(const base::Clock &clock, StoreSnapshot initial)
    : m_clock(clock)
    , m_snapshot(std::move(initial))
{
    m_snapshot.sort();
}

base::Job<StoreSnapshot> MemoryBackend::load()
{
    return base::Job<StoreSnapshot>::ready(m_snapshot);
}

base::Job<StoreSnapshot> MemoryBackend::commit(const domain::ChangeSet &changes, const Author &author)
{
    if (const auto error = std::exchange(m_nextError, std::nullopt))
        return base::Job<StoreSnapshot>::ready(std::unexpected(*error));
    return base::Job<StoreSnapshot>::ready(write(changes, author));
}

base::Job<StoreSnapshot> MemoryBackend::commitAt(const domain::ChangeSet &changes, const Author &author,
                                                 Revision expected)
{
    if (m_snapshot.revision != expected)
        return base::Job<StoreSnapshot>::ready(base::failure(base::ErrorCode::Conflict, base::ErrorStep::Commit));
    return commit(changes, author);
}

base::Job<QList<domain::AuditEntry>> MemoryBackend::audit(qint64 before, int limit)
{
    QList<domain::AuditEntry> entries;
    for (auto entry = m_audit.crbegin(); entry != m_audit.crend() && entries.size() < limit; ++entry) {
        if (before <= 0 || entry->sequence < before)
            entries.append(*entry);
    }
    return base::Job<QList<domain::AuditEntry>>::ready(entries);
}

Capabilities MemoryBackend::capabilities() const
{
    return {};
}

void MemoryBackend::setExternalChangeListener(std::function<void(ExternalChange)> listener)
{
    m_listener = std::move(listener);
}

void MemoryBackend::failNextCommit(base::Error error)
{
    m_nextError = std::move(error);
}

base::Result<void> MemoryBackend::commitElsewhere(const domain::ChangeSet &changes, const Author &author)
{
    if (auto written = write(changes, author); !written)
        return std::unexpected(written.error());
    if (m_listener)
        m_listener(ExternalChange::Committed);
    return {};
}

base::Result<StoreSnapshot> MemoryBackend::write(const domain::ChangeSet &changes, const Author &author)
{
    const auto merged = reconcile(m_snapshot, changes);
    if (!merged)
        return std::unexpected(merged.error());
    if (merged->isEmpty())
        return m_snapshot;
    StoreSnapshot next = m_snapshot.applied(*merged);
    ++next.revision;
    m_audit.append({.sequence = m_audit.size() + 1,
                    .at = m_clock.now(),
                    .user = author.user,
                    .source = author.source,
                    .items = domain::describe(*merged, AuditNames(m_snapshot, next))});
    m_snapshot = next;
    return m_snapshot;
}

} // namespace gatehouse::store
