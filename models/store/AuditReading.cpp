#include "models/store/AuditReading.h"

#include <QPromise>

#include <utility>

namespace gatehouse::store {

namespace {

/// Entries of one portion: few enough that a commit never waits for a whole trail.
constexpr int portionSize = 500;

/// Asks for one portion after the other; delivers once, then goes.
class AuditReading final : public QObject
{
public:
    using Value = base::Result<QList<domain::AuditEntry>>;

    AuditReading(ResourceServerStore &store, domain::AuditFilter filter)
        : QObject(&store)
        , m_store(store)
        , m_filter(std::move(filter))
    {
        m_promise.start();
    }

    base::Job<QList<domain::AuditEntry>> start()
    {
        const QFuture<Value> future = m_promise.future();
        readBefore(0);
        return base::Job<QList<domain::AuditEntry>>(future);
    }

private:
    void readBefore(qint64 sequence)
    {
        m_store.audit(sequence, portionSize).then(this, [this](const Value &portion) {
            if (!portion) {
                deliver(std::unexpected(portion.error()));
                return;
            }
            for (const domain::AuditEntry &entry : *portion) {
                if (m_filter.matches(entry))
                    m_found.append(entry);
            }
            if (portion->size() < portionSize)
                deliver(std::move(m_found));
            else
                readBefore(portion->last().sequence);
        });
    }

    void deliver(Value value)
    {
        m_promise.addResult(std::move(value));
        m_promise.finish();
        deleteLater();
    }

    ResourceServerStore &m_store;
    const domain::AuditFilter m_filter;
    QList<domain::AuditEntry> m_found;
    QPromise<Value> m_promise;
};

} // namespace

base::Job<QList<domain::AuditEntry>> readAudit(ResourceServerStore &store, const domain::AuditFilter &filter)
{
    return (new AuditReading(store, filter))->start();
}

} // namespace gatehouse::store
