#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreBackend.h"
#include "models/store/StoreCopies.h"
#include "models/store/sql/StateGuard.h"

#include <QString>

#include <memory>
#include <mutex>

namespace gatehouse::store::sql {

class SqlWorker;

/// A tenant in one SQLite file: WAL, synchronous FULL, one worker thread with one connection. A change set, its audit
/// entry and the new revision are one transaction. Several processes may have the same file open.
class SqlBackend final : public StoreBackend, public StoreCopies
{
public:
    /// Nothing is opened before load(); the file and its folder (0600 in 0700) are made when missing.
    /// With a `seal`, which outlives the backend, the state is held against an authenticated head, and with a folder
    /// for `seenHeads` against the one that was seen last, too.
    explicit SqlBackend(QString path, const base::Clock &clock, StateSeal *seal = nullptr, QString seenHeads = {});
    ~SqlBackend() override;

    base::Job<StoreSnapshot> load() override;
    base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) override;
    base::Job<StoreSnapshot> commitAt(const domain::ChangeSet &changes, const Author &author,
                                      Revision expected) override;
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) override;
    base::Job<std::optional<AuditBreak>> checkAudit() override;
    Capabilities capabilities() const override;
    /// Holds the whole state against its head, and the audit against its chain.
    base::Job<StateReport> checkState();
    std::optional<base::Result<std::shared_ptr<const StoreSnapshot>>> newest() override;
    void setExternalChangeListener(std::function<void(ExternalChange)> listener) override;

    std::optional<Rollback> rollback() const override;
    base::Job<StoreSnapshot> acceptRollback() override;

    base::Job<StoreCopy> backUp(const QString &target, bool replace) override;
    base::Job<StoreCopy> restore(const QString &backup) override;

    QString path() const;

private:
    const base::Clock &m_clock;
    std::unique_ptr<SqlWorker> m_worker;
    std::mutex m_newestMutex;
    std::shared_ptr<const StoreSnapshot> m_newest;
};

} // namespace gatehouse::store::sql
