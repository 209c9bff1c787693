#pragma once

#include "models/base/Random.h"
#include "models/store/Ledger.h"

#include <QString>

#include <array>
#include <mutex>

namespace gatehouse::issuer {

/// Slows down whoever guesses secrets of a kind: counted by the name they are for (a client id, an email), since on the
/// loopback all clients have one address, and whether or not there is anybody of that name. Bounded: names share the
/// places of a table by a keyed hash. The ledger keeps the table, so that a restart is no new start. Thread-safe.
class SecretAttempts
{
public:
    /// So many wrong secrets in a row are nobody's guessing; one more for each pause.
    static constexpr int allowed = 20;
    static constexpr std::chrono::seconds pause{3};

    /// In memory alone.
    explicit SecretAttempts(store::AttemptKind kind);
    /// What the ledger keeps is read when it is first needed; while it cannot be, the table is in memory alone.
    SecretAttempts(store::AttemptKind kind, store::Ledger &ledger, base::RandomSource &random);

    /// Whether a secret for that name may be looked at now.
    bool isAllowed(const QString &name, base::Instant now);
    void failed(const QString &name, base::Instant now);
    /// Forgets all attempts.
    void reset();

private:
    static constexpr int places = 4096;

    void load();
    /// Up to date at `now`.
    store::AttemptCount &current(const QString &name, base::Instant now);

    const store::AttemptKind m_kind;
    store::Ledger *m_ledger = nullptr; ///< none from the moment on that it cannot be read
    base::RandomSource *m_random = nullptr;
    std::mutex m_mutex;
    bool m_isLoaded = false;
    QByteArray m_key;
    std::array<store::AttemptCount, places> m_counts{};
};

} // namespace gatehouse::issuer
