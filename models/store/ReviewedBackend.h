#pragma once

#include "models/store/StoreBackend.h"

#include <QObject>

namespace gatehouse::store {

/// A backend whose changes somebody has to agree to before they are sent, such as those of a production tenant. A
/// refusal ends the commit as any other does: what was shown is taken back, and nothing has been sent.
class ReviewedBackend final : public StoreBackend
{
public:
    /// Asked in the thread of who commits, one change set after the other; an error is the refusal.
    using Review = std::function<base::Job<void>(const domain::ChangeSet &changes)>;

    /// `backend` outlives it. Without a review everything goes through.
    explicit ReviewedBackend(StoreBackend &backend);

    void setReview(Review review) { m_review = std::move(review); }

    base::Job<StoreSnapshot> load() override { return m_backend.load(); }
    base::Job<StoreSnapshot> commit(const domain::ChangeSet &changes, const Author &author) override;
    base::Job<QList<domain::AuditEntry>> audit(qint64 before, int limit) override
    {
        return m_backend.audit(before, limit);
    }
    base::Job<std::optional<AuditBreak>> checkAudit() override { return m_backend.checkAudit(); }
    Capabilities capabilities() const override { return m_backend.capabilities(); }
    std::optional<base::Result<std::shared_ptr<const StoreSnapshot>>> newest() override { return m_backend.newest(); }
    std::optional<Rollback> rollback() const override { return m_backend.rollback(); }
    base::Job<StoreSnapshot> acceptRollback() override { return m_backend.acceptRollback(); }
    void setExternalChangeListener(std::function<void(ExternalChange)> listener) override
    {
        m_backend.setExternalChangeListener(std::move(listener));
    }
    void setPartListener(std::function<void(const StoreSnapshot &)> listener) override
    {
        m_backend.setPartListener(std::move(listener));
    }

private:
    StoreBackend &m_backend;
    Review m_review;
    QObject m_context; ///< what waits for an answer ends with it
};

} // namespace gatehouse::store
