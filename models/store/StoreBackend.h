#pragma once

#include "models/base/Job.h"
#include "models/store/StoreSnapshot.h"

#include <functional>

namespace gatehouse::store {

/// Who commits: written into the audit entry of the same transaction.
struct Author
{
    QString user;
    QString source; ///< "window", "command line", "server", "first start"

    bool operator==(const Author &) const = default;
};

/// What a backend can do; pages hide by capability, never by asking which backend it is.
struct Capabilities
{
    bool write = true;
    bool audit = true;
    bool revealSecrets = true;
    bool undoDelete = true;
};

/// Where a tenant is kept. Callable from one thread (the façade's); work is done elsewhere and delivered as jobs, which
/// end in the order in which they were asked for.
class StoreBackend
{
public:
    virtual ~StoreBackend() = default;

    virtual base::Job<StoreSnapshot> load() = 0;
    /// Commits all of `changes` and their audit entry, or nothing. A value changed by someone else meanwhile is merged
    /// by field (domain/Merge); what cannot be merged is ErrorCode::Conflict. Answers the tenant as it then is.
    virtual base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) = 0;
    /// Up to `limit` entries with a sequence below `before` (0: from the newest), newest first.
    virtual base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) = 0;
    virtual Capabilities capabilities() const = 0;
    /// Called, in any thread, when another process has committed. At most one listener.
    virtual void setExternalChangeListener(std::function<void()> listener) = 0;
};

} // namespace gatehouse::store
