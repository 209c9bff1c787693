#include "models/base/Logging.h"
#include "models/store/sql/LedgerRows.h"
#include "models/store/sql/SqlLedger.h"

#include <algorithm>

// What the ledger counts: tokens that were issued, wrong guesses, assertions that were shown.
namespace gatehouse::store::sql {

using base::Instant;
using base::Result;
using domain::ClientId;
using domain::ResourceServerId;

void SqlLedger::countIssued(const IssuedTokens &tokens)
{
    constexpr qint64 minute = 60'000;
    IssuedTokens rounded = tokens;
    rounded.expires = Instant(std::chrono::milliseconds((number(tokens.expires) + minute - 1) / minute * minute));
    const std::scoped_lock lock(m_countMutex);
    for (IssuedTokens &kept : m_counted) {
        if (kept.key == rounded.key && kept.api == rounded.api && kept.client == rounded.client &&
            kept.expires == rounded.expires) {
            kept.count += rounded.count;
            return;
        }
    }
    m_counted.append(rounded);
    flushSoon();
}

void SqlLedger::flushSoon()
{
    if (!m_flusher.joinable())
        m_flusher = std::jthread([this](const std::stop_token &stop) { keepFlushing(stop); });
    m_hasCounted.notify_one();
}

void SqlLedger::keepFlushing(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_countMutex);
            m_hasCounted.wait(lock, stop, [this] { return hasCounted(); });
            // More may come in the meantime, and is written down with it.
            m_hasCounted.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
        }
        if (const auto done = flush(); !done)
            qCWarning(base::logServer) << "what was counted is not written down:" << base::errorName(done.error().code);
    }
}

Result<QList<IssuedTokens>> SqlLedger::issued(Instant now)
{
    QList<IssuedTokens> found;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        if (const auto gone = database.run("DELETE FROM issued WHERE minute <= ?", {number(now)}); !gone)
            return std::unexpected(gone.error());
        const auto rows = database.run("SELECT key, api, client, minute, count FROM issued ORDER BY minute");
        if (!rows)
            return std::unexpected(rows.error());
        for (const LedgerRow &row : *rows) {
            found.append({.key = domain::KeyId(text(row[0])),
                          .api = ResourceServerId(text(row[1])),
                          .client = ClientId(text(row[2])),
                          .expires = instant(row[3]),
                          .count = std::get<qint64>(row[4])});
        }
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Result<void> SqlLedger::flush()
{
    {
        // Nothing to write down: a process that counted nothing makes no file.
        const std::scoped_lock lock(m_countMutex);
        if (!hasCounted())
            return {};
    }
    return write([](LedgerDatabase &) { return Result<void>(); });
}

Result<void> SqlLedger::writeCounts(LedgerDatabase &database)
{
    QList<IssuedTokens> counted;
    {
        const std::scoped_lock lock(m_countMutex);
        counted.swap(m_counted);
    }
    for (const IssuedTokens &tokens : std::as_const(counted)) {
        const auto done = database.run(
            "INSERT INTO issued (key, api, client, minute, count) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (key, api, client, minute) DO UPDATE SET count = count + excluded.count",
            {tokens.key.text(), tokens.api.text(), tokens.client.text(), number(tokens.expires), tokens.count});
        if (!done)
            return std::unexpected(done.error());
    }
    return writeAttempts(database);
}

Result<void> SqlLedger::writeAttempts(LedgerDatabase &database)
{
    QList<AttemptCount> counts;
    {
        const std::scoped_lock lock(m_countMutex);
        counts.swap(m_attempts);
    }
    for (const AttemptCount &count : std::as_const(counts)) {
        const auto done =
            database.run("INSERT OR REPLACE INTO attempt (kind, place, failures, since) VALUES (?, ?, ?, ?)",
                         {qint64(count.kind), qint64(count.place), qint64(count.failures), number(count.since)});
        if (!done)
            return std::unexpected(done.error());
    }
    return {};
}

void SqlLedger::keepAttempts(const AttemptCount &count)
{
    const std::scoped_lock lock(m_countMutex);
    const auto isSamePlace = [&](const AttemptCount &kept) {
        return kept.kind == count.kind && kept.place == count.place;
    };
    if (const auto kept = std::ranges::find_if(m_attempts, isSamePlace); kept != m_attempts.end())
        *kept = count;
    else
        m_attempts.append(count);
    flushSoon();
}

Result<KeptAttempts> SqlLedger::attempts(AttemptKind kind, const QByteArray &newKey)
{
    KeptAttempts kept;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        if (const auto added =
                database.run("INSERT OR IGNORE INTO attempt_key (kind, key) VALUES (?, ?)", {qint64(kind), newKey});
            !added)
            return std::unexpected(added.error());
        const auto key = database.run("SELECT key FROM attempt_key WHERE kind = ?", {qint64(kind)});
        if (!key)
            return std::unexpected(key.error());
        kept.key = std::get<QByteArray>(key->front()[0]);
        const auto rows = database.run("SELECT place, failures, since FROM attempt WHERE kind = ?", {qint64(kind)});
        if (!rows)
            return std::unexpected(rows.error());
        for (const LedgerRow &row : *rows) {
            kept.counts.append({.kind = kind,
                                .place = static_cast<int>(std::get<qint64>(row[0])),
                                .failures = static_cast<int>(std::get<qint64>(row[1])),
                                .since = instant(row[2])});
        }
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return kept;
}

Result<void> SqlLedger::forgetAttempts(AttemptKind kind)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        const auto done = database.run("DELETE FROM attempt WHERE kind = ?", {qint64(kind)});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

Result<bool> SqlLedger::useAssertion(const TokenHash &assertion, Instant expires, Instant now)
{
    bool isFirst = false;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        if (const auto gone = database.run("DELETE FROM assertion WHERE expires < ?", {number(now)}); !gone)
            return std::unexpected(gone.error());
        const auto added =
            database.run("INSERT OR IGNORE INTO assertion (hash, expires) VALUES (?, ?)", {assertion, number(expires)});
        if (!added)
            return std::unexpected(added.error());
        isFirst = database.changes() > 0;
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return isFirst;
}

} // namespace gatehouse::store::sql
