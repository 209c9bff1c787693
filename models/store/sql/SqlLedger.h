#pragma once

#include "models/store/Ledger.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace gatehouse::store::sql {

class LedgerDatabase;

/// The ledger in a database of its own beside the store, `STORE.ledger`. Made anew where it is another store's or
/// cannot be read: nothing in it is the tenant's.
class SqlLedger final : public Ledger
{
public:
    /// For the store at `storePath` with that id; an empty path keeps the ledger in memory.
    SqlLedger(QString storePath, std::function<base::Result<QByteArray>()> storeId);
    ~SqlLedger() override;

    static QString pathOf(const QString &storePath);

    base::Result<void> addCode(const TokenHash &code, const CodeRecord &record) override;
    base::Result<CodeUse> takeCode(const TokenHash &code, base::Instant now) override;
    base::Result<void> addSession(const TokenHash &token, const LoginSession &session) override;
    base::Result<std::optional<LoginSession>> session(const TokenHash &token, base::Instant now) override;
    base::Result<QList<LoginSession>> sessions(base::Instant now) override;
    base::Result<void> removeSession(const QString &id) override;
    base::Result<void> startFamily(const RefreshFamily &family, const TokenHash &token, const TokenHash &code) override;
    base::Result<RefreshUse> useRefreshToken(const TokenHash &token, const domain::ClientId &client,
                                             const domain::RefreshPolicy &policy, const TokenHash &replacement,
                                             base::Instant now) override;
    base::Result<QList<RefreshFamily>> families() override;
    base::Result<void> revokeFamily(const QString &id) override;
    base::Result<void> revokeToken(const TokenHash &token, const domain::ClientId &client) override;
    base::Result<void> removeUser(const domain::UserId &user) override;
    base::Result<void> revokeConsent(const domain::UserId &user, const domain::ClientId &client) override;
    void countIssued(const IssuedTokens &tokens) override;
    base::Result<QList<IssuedTokens>> issued(base::Instant now) override;
    base::Result<KeptAttempts> attempts(AttemptKind kind, const QByteArray &newKey) override;
    void keepAttempts(const AttemptCount &count) override;
    base::Result<void> forgetAttempts(AttemptKind kind) override;
    base::Result<bool> useAssertion(const TokenHash &assertion, base::Instant expires, base::Instant now) override;

private:
    /// Opens the file at the first use.
    base::Result<LedgerDatabase *> database();
    base::Result<std::unique_ptr<LedgerDatabase>> opened();
    /// Runs `work` in one transaction, alone in this process.
    base::Result<void> write(const std::function<base::Result<void>(LedgerDatabase &)> &work);
    base::Result<void> writeCounts(LedgerDatabase &database);
    base::Result<void> writeAttempts(LedgerDatabase &database);
    bool hasCounted() const { return !m_counted.isEmpty() || !m_attempts.isEmpty(); }
    /// After something was counted, with the lock held: has it written down.
    void flushSoon();
    base::Result<void> flush();
    /// On a thread of its own: writes down what was counted, a second after the first of it.
    void keepFlushing(const std::stop_token &stop);

    QString m_path;
    std::function<base::Result<QByteArray>()> m_storeId;
    std::mutex m_mutex;
    std::unique_ptr<LedgerDatabase> m_database;
    std::mutex m_countMutex;
    std::condition_variable_any m_hasCounted;
    QList<IssuedTokens> m_counted;  ///< and not written down yet
    QList<AttemptCount> m_attempts; ///< likewise
    std::jthread m_flusher;         ///< from the first count on
};

} // namespace gatehouse::store::sql
