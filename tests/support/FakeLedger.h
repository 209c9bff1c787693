#pragma once

#include "models/store/Endings.h"
#include "models/store/Ledger.h"
#include "models/store/ResourceServerStore.h"

#include <mutex>

namespace gatehouse::tests {

/// A ledger of lists: holds what a test puts in, and ends what it is told to end. Gives out no codes and no tokens.
class FakeLedger final : public store::Ledger
{
public:
    base::Result<void> addCode(const store::TokenHash &, const store::CodeRecord &) override { return {}; }
    base::Result<store::CodeUse> takeCode(const store::TokenHash &, base::Instant) override { return store::CodeUse{}; }
    base::Result<void> addSession(const store::TokenHash &, const store::LoginSession &session) override
    {
        return change([&] { m_sessions.append(session); });
    }
    base::Result<std::optional<store::LoginSession>> session(const store::TokenHash &, base::Instant) override
    {
        return std::optional<store::LoginSession>();
    }
    base::Result<QList<store::LoginSession>> sessions(base::Instant) override { return read(m_sessions); }
    base::Result<void> removeSession(const QString &id) override
    {
        return change([&] { m_sessions.removeIf([&](const auto &session) { return session.id == id; }); });
    }
    base::Result<void> startFamily(const store::RefreshFamily &family, const store::TokenHash &,
                                   const store::TokenHash &) override
    {
        return change([&] { m_families.append(family); });
    }
    base::Result<store::RefreshUse> useRefreshToken(const store::TokenHash &, const domain::ClientId &,
                                                    const domain::RefreshPolicy &, const store::TokenHash &,
                                                    base::Instant) override
    {
        return store::RefreshUse{};
    }
    base::Result<QList<store::RefreshFamily>> families() override { return read(m_families); }
    base::Result<void> revokeFamily(const QString &id) override
    {
        return change([&] { m_families.removeIf([&](const auto &family) { return family.id == id; }); });
    }
    base::Result<void> revokeToken(const store::TokenHash &, const domain::ClientId &) override { return {}; }
    base::Result<void> removeUser(const domain::UserId &user) override
    {
        return change([&] {
            m_sessions.removeIf([&](const auto &session) { return session.user == user; });
            m_families.removeIf([&](const auto &family) { return family.authorization.user == user; });
        });
    }
    base::Result<void> revokeConsent(const domain::UserId &user, const domain::ClientId &client) override
    {
        return change([&] {
            m_families.removeIf([&](const auto &family) {
                return family.authorization.user == user && family.authorization.client == client;
            });
        });
    }
    void countIssued(const store::IssuedTokens &tokens) override
    {
        const std::scoped_lock lock(m_mutex);
        m_issued.append(tokens);
    }
    base::Result<QList<store::IssuedTokens>> issued(base::Instant) override { return read(m_issued); }
    base::Result<store::KeptAttempts> attempts(store::AttemptKind, const QByteArray &newKey) override
    {
        return read(store::KeptAttempts{.key = newKey, .counts = {}});
    }
    void keepAttempts(const store::AttemptCount &) override {}
    base::Result<void> forgetAttempts(store::AttemptKind) override { return {}; }
    base::Result<bool> useAssertion(const store::TokenHash &, base::Instant, base::Instant) override
    {
        return read(true);
    }

    /// What every call answers from now on; nothing for success again.
    void setFailure(const std::optional<base::Error> &failure)
    {
        const std::scoped_lock lock(m_mutex);
        m_failure = failure;
    }

private:
    base::Result<void> change(auto work)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return std::unexpected(*m_failure);
        work();
        return {};
    }
    template <typename T> base::Result<T> read(const T &value)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failure)
            return std::unexpected(*m_failure);
        return value;
    }

    std::mutex m_mutex;
    QList<store::LoginSession> m_sessions;
    QList<store::RefreshFamily> m_families;
    QList<store::IssuedTokens> m_issued;
    std::optional<base::Error> m_failure;
};

/// Ends in a ledger what the committed changes of a store take back, as the engine does.
class EndingsFollower
{
public:
    EndingsFollower(const store::ResourceServerStore &store, store::Ledger &ledger)
    {
        QObject::connect(&store, &store::ResourceServerStore::committed, &m_context,
                         [&ledger](const domain::ChangeSet &changes) {
                             if (!store::endIn(ledger, store::endingsOf(changes)))
                                 qWarning("the ledger ended nothing");
                         });
    }

private:
    QObject m_context;
};

} // namespace gatehouse::tests
