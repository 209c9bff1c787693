#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreBackend.h"

#include <optional>

namespace gatehouse::store {

/// The reference backend: a tenant in memory, answering at once. What the contract test compares every other backend
/// with, and the store of tests.
class MemoryBackend final : public StoreBackend
{
public:
    explicit MemoryBackend(const base::Clock &clock, StoreSnapshot initial = {});

    base::Job<StoreSnapshot> load() override;
    base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) override;
    base::Job<StoreSnapshot> commitAt(const domain::ChangeSet &changes, const Author &author,
                                      Revision expected) override;
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) override;
    Capabilities capabilities() const override;
    void setExternalChangeListener(std::function<void(ExternalChange)> listener) override;

    /// The next commit answers this error and changes nothing.
    void failNextCommit(base::Error error);
    /// What another process would do to a shared store: commits, and tells the listener.
    base::Result<void> commitElsewhere(const domain::ChangeSet &changes, const Author &author);

private:
    base::Result<StoreSnapshot> write(const domain::ChangeSet &changes, const Author &author);

    const base::Clock &m_clock;
    StoreSnapshot m_snapshot;
    QList<domain::AuditEntry> m_audit; ///< oldest first
    std::optional<base::Error> m_nextError;
    std::function<void(ExternalChange)> m_listener;
};

} // namespace gatehouse::store
