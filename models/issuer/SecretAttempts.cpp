#include "models/issuer/SecretAttempts.h"

#include <QHashFunctions>

#include <algorithm>

namespace gatehouse::issuer {

SecretAttempts::Count &SecretAttempts::current(const QString &clientId, base::Instant now)
{
    Count &count = m_counts[qHash(clientId, QHashSeed::globalSeed()) % m_counts.size()];
    if (count.failures == 0 || now < count.since) {
        count.since = now; // also after the clock was set back, which must not lock anyone out
        return count;
    }
    const auto pauses = (now - count.since) / std::chrono::duration_cast<base::Instant::duration>(pause);
    count.failures = static_cast<int>(std::max<qint64>(0, count.failures - pauses));
    count.since += pauses * std::chrono::duration_cast<base::Instant::duration>(pause);
    return count;
}

bool SecretAttempts::isAllowed(const QString &clientId, base::Instant now)
{
    const std::scoped_lock lock(m_mutex);
    return current(clientId, now).failures < allowed;
}

void SecretAttempts::failed(const QString &clientId, base::Instant now)
{
    const std::scoped_lock lock(m_mutex);
    ++current(clientId, now).failures;
}

void SecretAttempts::reset()
{
    const std::scoped_lock lock(m_mutex);
    m_counts.fill({});
}

} // namespace gatehouse::issuer
