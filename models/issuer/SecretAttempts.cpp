#include "models/issuer/SecretAttempts.h"

#include "models/base/Logging.h"

#include <QHashSeed>
#include <QMessageAuthenticationCode>
#include <QtEndian>

#include <algorithm>

namespace gatehouse::issuer {

using store::AttemptCount;
using namespace Qt::StringLiterals;

SecretAttempts::SecretAttempts(store::AttemptKind kind)
    : m_kind(kind)
    , m_isLoaded(true)
    , m_key(QByteArray::number(quint64(size_t(QHashSeed::globalSeed()))))
{
}

SecretAttempts::SecretAttempts(store::AttemptKind kind, store::Ledger &ledger, base::RandomSource &random)
    : m_kind(kind)
    , m_ledger(&ledger)
    , m_random(&random)
{
}

void SecretAttempts::load()
{
    constexpr int keySize = 32;
    m_isLoaded = true;
    m_key = base::randomBytes(*m_random, keySize);
    const auto kept = m_ledger->attempts(m_kind, m_key);
    if (!kept) {
        qCWarning(base::logServer) << "wrong secrets are counted in memory alone:"
                                   << base::errorName(kept.error().code);
        m_ledger = nullptr;
        return;
    }
    m_key = kept->key;
    for (const AttemptCount &count : kept->counts) {
        if (count.place >= 0 && count.place < places)
            m_counts[static_cast<size_t>(count.place)] = count;
    }
}

AttemptCount &SecretAttempts::current(const QString &name, base::Instant now)
{
    if (!m_isLoaded)
        load();
    const QByteArray hash = QMessageAuthenticationCode::hash(name.toUtf8(), m_key, QCryptographicHash::Sha256);
    const int place = qFromBigEndian<quint16>(hash.constData()) % places;
    AttemptCount &count = m_counts[static_cast<size_t>(place)];
    count.kind = m_kind;
    count.place = place;
    if (count.failures <= 0 || now < count.since) {
        count.failures = std::max(0, count.failures);
        count.since = now; // also after the clock was set back, which must not lock anyone out
        return count;
    }
    const auto pauses = (now - count.since) / std::chrono::duration_cast<base::Instant::duration>(pause);
    count.failures = static_cast<int>(std::max<qint64>(0, count.failures - pauses));
    count.since += pauses * std::chrono::duration_cast<base::Instant::duration>(pause);
    return count;
}

bool SecretAttempts::isAllowed(const QString &name, base::Instant now)
{
    const std::scoped_lock lock(m_mutex);
    return current(name, now).failures < allowed;
}

void SecretAttempts::failed(const QString &name, base::Instant now)
{
    const std::scoped_lock lock(m_mutex);
    AttemptCount &count = current(name, now);
    ++count.failures;
    if (m_ledger)
        m_ledger->keepAttempts(count);
}

void SecretAttempts::reset()
{
    const std::scoped_lock lock(m_mutex);
    m_counts.fill({});
    if (!m_ledger)
        return;
    if (const auto forgotten = m_ledger->forgetAttempts(m_kind); !forgotten)
        qCWarning(base::logServer) << "attempts are not forgotten:" << base::errorName(forgotten.error().code);
}

} // namespace gatehouse::issuer
