#pragma once

#include "models/base/Clock.h"

#include <QString>

#include <array>
#include <mutex>

namespace gatehouse::issuer {

/// Slows down whoever guesses client secrets: counted by client id, since on the loopback all clients have one address,
/// and whether or not there is a client of that id. Bounded: ids share the places of a table by a hash that nobody
/// outside the process knows. Thread-safe.
class SecretAttempts
{
public:
    /// So many wrong secrets in a row are nobody's guessing; one more for each pause.
    static constexpr int allowed = 20;
    static constexpr std::chrono::seconds pause{3};

    /// Whether a secret for that id may be looked at now.
    bool isAllowed(const QString &clientId, base::Instant now);
    void failed(const QString &clientId, base::Instant now);
    /// Forgets all attempts.
    void reset();

private:
    struct Count
    {
        int failures = 0;
        base::Instant since; ///< up to when the pauses have been taken off
    };
    Count &current(const QString &clientId, base::Instant now);

    std::mutex m_mutex;
    std::array<Count, 4096> m_counts{};
};

} // namespace gatehouse::issuer
