#include "models/editing/LedgerDesk.h"

#include "models/store/PasswordHash.h"

#include <algorithm>
#include <utility>

namespace gatehouse::editing {

using base::Job;
using base::Result;

LedgerDesk::LedgerDesk(const store::ResourceServerStore &store, Parts parts, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_parts(parts)
{
    connect(&store, &store::ResourceServerStore::committed, this, [this](const domain::ChangeSet &changes) {
        const bool concernsPeople = std::ranges::any_of(changes.changes, [](const domain::Change &change) {
            return std::holds_alternative<domain::Changed<domain::User>>(change) ||
                   std::holds_alternative<domain::Changed<domain::Consent>>(change);
        });
        if (concernsPeople)
            refresh();
    });
}

template <typename T> Job<T> LedgerDesk::inThread(std::function<Result<T>()> work)
{
    const auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    Job<T> job(promise->future());
    const bool isStarted = m_thread.post([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    if (!isStarted) {
        promise->addResult(base::failure(base::ErrorCode::ThreadRefused, base::ErrorStep::RunJob));
        promise->finish();
    }
    return job;
}

Result<LedgerView> LedgerDesk::read() const
{
    const base::Instant now = m_parts.clock.now();
    auto sessions = m_parts.ledger.sessions(now);
    if (!sessions)
        return std::unexpected(sessions.error());
    auto families = m_parts.ledger.families();
    if (!families)
        return std::unexpected(families.error());
    auto issued = m_parts.ledger.issued(now);
    if (!issued)
        return std::unexpected(issued.error());
    return LedgerView{.sessions = *std::move(sessions), .families = *std::move(families), .issued = *std::move(issued)};
}

void LedgerDesk::refresh()
{
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    inThread<LedgerView>([this] { return read(); }).then(this, [this](Result<LedgerView> read) {
        m_isReading = false;
        if (std::exchange(m_readAgain, false))
            refresh();
        if (!read) {
            Q_EMIT failed(read.error());
        } else if (!(*read == m_view)) {
            m_view = *std::move(read);
            Q_EMIT changed();
        }
    });
}

Job<void> LedgerDesk::endSession(const QString &id)
{
    return inThread<void>([this, id] { return m_parts.ledger.removeSession(id); });
}

Job<void> LedgerDesk::revokeFamily(const QString &id)
{
    return inThread<void>([this, id] { return m_parts.ledger.revokeFamily(id); });
}

Job<base::Secret> LedgerDesk::hashPassword(const base::Secret &password)
{
    return inThread<base::Secret>(
        [this, password] { return store::hashedPassword(m_parts.kdf, m_parts.random, password); });
}

Job<store::Edit<domain::ChangeSet>> LedgerDesk::rotateSigningKey()
{
    return inThread<store::Edit<domain::ChangeSet>>(
        [this, tenant = m_store.snapshot()]() -> Result<store::Edit<domain::ChangeSet>> {
            return m_parts.editor.rotateSigningKey(tenant, m_parts.signers);
        });
}

} // namespace gatehouse::editing
