#pragma once

#include "tests/store/StoreSupport.h"

#include <deque>
#include <memory>

namespace gatehouse::tests {

/// A backend that answers when the test says so.
class ScriptedBackend final : public store::StoreBackend
{
public:
    struct Commit
    {
        domain::ChangeSet changes;
        store::Author author;
        std::shared_ptr<QPromise<base::Result<store::StoreSnapshot>>> promise;
    };

    base::Job<store::StoreSnapshot> load() override
    {
        ++loads;
        return base::Job<store::StoreSnapshot>::ready(stored);
    }
    base::Job<store::StoreSnapshot> commit(const domain::ChangeSet &changes, const store::Author &author) override
    {
        Commit commit{changes, author, std::make_shared<QPromise<base::Result<store::StoreSnapshot>>>()};
        commit.promise->start();
        waiting.push_back(commit);
        return base::Job<store::StoreSnapshot>(commit.promise->future());
    }
    base::Job<QList<domain::AuditEntry>> audit(qint64, int) override
    {
        return base::Job<QList<domain::AuditEntry>>::ready(QList<domain::AuditEntry>());
    }
    store::Capabilities capabilities() const override { return {}; }
    void setExternalChangeListener(std::function<void(store::ExternalChange)> fresh) override
    {
        listener = std::move(fresh);
    }

    /// Commits what has waited longest.
    void answer()
    {
        const Commit commit = takeFirst();
        stored = stored.applied(commit.changes);
        ++stored.revision;
        commit.promise->addResult(stored);
        commit.promise->finish();
    }
    void refuse(base::ErrorCode code)
    {
        const Commit commit = takeFirst();
        commit.promise->addResult(base::failure(code, base::ErrorStep::HttpRequest));
        commit.promise->finish();
    }
    /// What another process commits, before anybody has been told.
    void commitElsewhere(const domain::ChangeSet &changes)
    {
        stored = stored.applied(changes);
        ++stored.revision;
    }

    store::StoreSnapshot stored;
    std::deque<Commit> waiting;
    std::function<void(store::ExternalChange)> listener;
    int loads = 0;

private:
    Commit takeFirst()
    {
        Commit commit = waiting.front();
        waiting.pop_front();
        return commit;
    }
};

} // namespace gatehouse::tests
