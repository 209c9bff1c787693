#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreBackend.h"

#include <QString>

#include <memory>

namespace gatehouse::store::sql {

class SqlWorker;

/// A tenant in one SQLite file: WAL, synchronous FULL, one worker thread with one connection. A change set, its audit
/// entry and the new revision are one transaction. Several processes may have the same file open.
class SqlBackend final : public StoreBackend
{
public:
    /// Nothing is opened before load(); the file and its folder (0600 in 0700) are made when missing.
    explicit SqlBackend(QString path, const base::Clock &clock);
    ~SqlBackend() override;

    base::Job<StoreSnapshot> load() override;
    base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) override;
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) override;
    Capabilities capabilities() const override;
    void setExternalChangeListener(std::function<void()> listener) override;

    QString path() const;

private:
    const base::Clock &m_clock;
    std::unique_ptr<SqlWorker> m_worker;
};

} // namespace gatehouse::store::sql
