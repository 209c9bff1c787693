#pragma once

#include "models/base/Job.h"
#include "models/store/AuditBreak.h"
#include "models/store/Rollback.h"

#include <functional>
#include <memory>
#include <optional>

namespace gatehouse::store {

/// Who commits: written into the audit entry of the same transaction.
struct Author
{
    static constexpr QLatin1StringView management{"Management API"};

    QString user;
    QString source; ///< "window", "command line", "server", "first start", `management`

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

/// What has happened to a store without this process.
enum class ExternalChange {
    Committed, ///< another process has committed, or what was lost is back
    Replaced,  ///< other content is in the store's place: a backup was restored, a copy moved there or written over it
    Lost,      ///< the store cannot be used any more; load() says why
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
    /// The same where the tenant is still at revision `expected` when it is written to; Conflict otherwise, and from a
    /// backend that has no revisions of its own.
    virtual base::Job<StoreSnapshot> commitAt(const domain::ChangeSet &, const Author &, Revision /*expected*/)
    {
        return base::Job<StoreSnapshot>::ready(base::failure(base::ErrorCode::Conflict, base::ErrorStep::Commit));
    }
    /// Up to `limit` entries with a sequence below `before` (0: from the newest), newest first.
    virtual base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) = 0;
    /// Follows the whole audit; nothing where every entry is as it was written.
    virtual base::Job<std::optional<AuditBreak>> checkAudit()
    {
        return base::Job<std::optional<AuditBreak>>::ready(std::optional<AuditBreak>());
    }
    virtual Capabilities capabilities() const = 0;
    /// The tenant with everything that any process has committed so far, or why there is none; nothing from a backend
    /// that only this process writes to. From any thread; takes microseconds where nothing was committed.
    virtual std::optional<base::Result<std::shared_ptr<const StoreSnapshot>>> newest() { return {}; }
    /// Set while the state that this machine saw last is missing from the store and nobody has accepted that: newest()
    /// is StoreRolledBack then. Any thread.
    virtual std::optional<Rollback> rollback() const { return {}; }
    /// The store as it is counts from now on.
    virtual base::Job<StoreSnapshot> acceptRollback() { return load(); }
    /// Called, in any thread, with as much of the tenant as the load under way has read so far; never by a backend that
    /// reads it in one go. At most one listener.
    virtual void setPartListener(std::function<void(const StoreSnapshot &)>) {}
    /// Called, in any thread, with what has happened to the store. At most one listener.
    virtual void setExternalChangeListener(std::function<void(ExternalChange)> listener) = 0;
};

} // namespace gatehouse::store
