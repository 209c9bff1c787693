#pragma once

#include "models/base/Clock.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <mutex>
#include <optional>

namespace gatehouse::server::management {

/// What is left to a client of this second.
struct RateStatus
{
    int limit = 0;
    int remaining = 0;
    qint64 reset = 0; ///< UNIX seconds
    bool isExceeded = false;
};

/// Counts the requests of each client in a window of one second (contract section 1.3). Thread-safe.
class RequestRate
{
public:
    /// 0: nothing is counted.
    explicit RequestRate(int perSecond)
        : m_limit(perSecond)
    {
    }

    /// Nothing without a limit.
    std::optional<RateStatus> take(const QString &client, base::Instant now)
    {
        if (m_limit <= 0)
            return {};
        const qint64 second = base::unixSeconds(now);
        const std::scoped_lock lock(m_mutex);
        if (second != m_second) {
            m_second = second;
            m_taken.clear();
        }
        int &taken = m_taken[client];
        const bool isExceeded = taken >= m_limit;
        if (!isExceeded)
            ++taken;
        return RateStatus{
            .limit = m_limit, .remaining = m_limit - taken, .reset = second + 1, .isExceeded = isExceeded};
    }

private:
    const int m_limit;
    std::mutex m_mutex;
    qint64 m_second = 0;
    QHash<QString, int> m_taken;
};

/// Tells which requests a person sees as one deployment. Thread-safe.
class Deployments
{
public:
    static constexpr std::chrono::seconds gap{60};

    QByteArray batchOf(const QByteArray &token, base::Instant now)
    {
        const std::scoped_lock lock(m_mutex);
        // Tokens that are silent for longer begin anew and need not be remembered.
        m_running.removeIf([&](const auto &entry) { return now - entry.value().last >= gap; });
        Running &running = m_running[token];
        if (running.number == 0)
            running.number = ++m_count;
        running.last = now;
        return token + '-' + QByteArray::number(running.number);
    }

private:
    struct Running
    {
        qint64 number = 0;
        base::Instant last;
    };
    std::mutex m_mutex;
    qint64 m_count = 0;
    QHash<QByteArray, Running> m_running;
};

} // namespace gatehouse::server::management
