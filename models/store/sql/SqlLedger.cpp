#include "models/store/sql/SqlLedger.h"

#include "models/base/Logging.h"
#include "models/store/sql/LedgerRows.h"

#include <QFile>

#include <functional>

namespace gatehouse::store::sql {

using base::Instant;
using base::Result;
using domain::ClientId;
using domain::ResourceServerId;
using domain::UserId;
using namespace Qt::StringLiterals;

namespace {

constexpr auto schema = {
    "CREATE TABLE IF NOT EXISTS meta (only INTEGER PRIMARY KEY CHECK (only = 1), store_id BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS code (hash BLOB PRIMARY KEY, client TEXT NOT NULL, user TEXT NOT NULL,"
    " apis TEXT NOT NULL, scopes TEXT NOT NULL, authenticated_at INTEGER NOT NULL, session TEXT NOT NULL,"
    " redirect_uri TEXT NOT NULL, needs_redirect_uri INTEGER NOT NULL, nonce TEXT NOT NULL, challenge TEXT NOT NULL,"
    " is_plain INTEGER NOT NULL, expires INTEGER NOT NULL, is_used INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS code_by_time ON code (expires)",
    "CREATE TABLE IF NOT EXISTS session (hash BLOB PRIMARY KEY, id TEXT NOT NULL UNIQUE, user TEXT NOT NULL,"
    " authenticated_at INTEGER NOT NULL, last_used INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS family (id TEXT PRIMARY KEY, code BLOB NOT NULL, client TEXT NOT NULL,"
    " user TEXT NOT NULL, apis TEXT NOT NULL, scopes TEXT NOT NULL, authenticated_at INTEGER NOT NULL,"
    " session TEXT NOT NULL, created_at INTEGER NOT NULL, last_used INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS family_by_owner ON family (user, client, created_at)",
    "CREATE INDEX IF NOT EXISTS family_by_code ON family (code)",
    "CREATE TABLE IF NOT EXISTS refresh_token (hash BLOB PRIMARY KEY, family TEXT NOT NULL,"
    " replaced_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS refresh_token_by_family ON refresh_token (family)",
    "CREATE TABLE IF NOT EXISTS issued (key TEXT NOT NULL, api TEXT NOT NULL, client TEXT NOT NULL,"
    " minute INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (key, api, client, minute)) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS attempt_key (kind INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS attempt (kind INTEGER NOT NULL, place INTEGER NOT NULL, failures INTEGER NOT NULL,"
    " since INTEGER NOT NULL, PRIMARY KEY (kind, place)) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS assertion (hash BLOB PRIMARY KEY, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID",
};

} // namespace

SqlLedger::SqlLedger(QString storePath, std::function<Result<QByteArray>()> storeId)
    : m_path(storePath.isEmpty() ? QString() : pathOf(storePath))
    , m_storeId(std::move(storeId))
{
}

SqlLedger::~SqlLedger()
{
    if (m_flusher.joinable()) {
        m_flusher.request_stop();
        m_flusher.join();
    }
    std::ignore = flush(); // what was counted in the last second
}

QString SqlLedger::pathOf(const QString &storePath)
{
    return storePath + u".ledger"_s;
}

Result<std::unique_ptr<LedgerDatabase>> SqlLedger::opened()
{
    const auto storeId = m_storeId();
    if (!storeId)
        return std::unexpected(storeId.error());
    auto database = LedgerDatabase::open(m_path);
    if (!database)
        return database;
    bool isForeign = false;
    auto made = (*database)->write([&]() -> Result<void> {
        for (const char *statement : schema) {
            if (const auto done = (*database)->run(statement); !done)
                return std::unexpected(done.error());
        }
        const auto kept = (*database)->run("SELECT store_id FROM meta");
        if (!kept)
            return std::unexpected(kept.error());
        if (kept->empty()) {
            const auto done = (*database)->run("INSERT INTO meta (only, store_id) VALUES (1, ?)", {*storeId});
            return done ? Result<void>() : std::unexpected(done.error());
        }
        isForeign = std::get<QByteArray>(kept->front()[0]) != *storeId;
        return {};
    });
    if (!made)
        return std::unexpected(made.error());
    if (isForeign)
        return base::failure(base::ErrorCode::StoreForeign, base::ErrorStep::StoreJob, m_path);
    return database;
}

Result<LedgerDatabase *> SqlLedger::database()
{
    if (m_database)
        return m_database.get();
    auto database = opened();
    const bool isUseless = !database && (database.error().code == base::ErrorCode::StoreForeign ||
                                         database.error().code == base::ErrorCode::StoreCorrupt);
    if (isUseless && !m_path.isEmpty()) {
        qCWarning(base::logServer) << "the ledger is begun anew:" << base::errorName(database.error().code);
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(m_path + suffix);
        database = opened();
    }
    if (!database)
        return std::unexpected(database.error());
    m_database = *std::move(database);
    return m_database.get();
}

Result<void> SqlLedger::write(const std::function<Result<void>(LedgerDatabase &)> &work)
{
    const std::scoped_lock lock(m_mutex);
    const auto open = database();
    if (!open)
        return std::unexpected(open.error());
    return (*open)->write([&]() -> Result<void> {
        if (auto done = writeCounts(**open); !done)
            return done;
        return work(**open);
    });
}

Result<void> SqlLedger::addCode(const TokenHash &code, const CodeRecord &record)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        const auto done = database.run(
            "INSERT INTO code (hash, client, user, apis, scopes, authenticated_at, session, redirect_uri,"
            " needs_redirect_uri, nonce, challenge, is_plain, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            LedgerRow{code} + valuesOf(record.authorization) +
                LedgerRow{record.redirectUri, qint64(record.isRedirectUriRequired), record.nonce, record.challenge,
                          qint64(record.isChallengePlain), number(record.expires)});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

Result<CodeUse> SqlLedger::takeCode(const TokenHash &code, Instant now)
{
    CodeUse use;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        // Used codes stay for a day, so that a replay is known for one.
        constexpr qint64 day = 86'400'000;
        if (const auto gone = database.run("DELETE FROM code WHERE expires < ?", {number(now) - day}); !gone)
            return std::unexpected(gone.error());
        const auto rows = database.run(
            "SELECT client, user, apis, scopes, authenticated_at, session, redirect_uri, needs_redirect_uri, nonce,"
            " challenge, is_plain, expires, is_used FROM code WHERE hash = ?",
            {code});
        if (!rows)
            return std::unexpected(rows.error());
        if (rows->empty())
            return {};
        const LedgerRow &row = rows->front();
        if (std::get<qint64>(row[12])) {
            use.outcome = CodeUse::Outcome::Used;
            // For a first use that has not started its family yet.
            if (const auto marked = database.run("UPDATE code SET is_used = 2 WHERE hash = ?", {code}); !marked)
                return std::unexpected(marked.error());
            return dropFamilies(database, database.run("SELECT id FROM family WHERE code = ?", {code}));
        }
        if (const auto marked = database.run("UPDATE code SET is_used = 1 WHERE hash = ?", {code}); !marked)
            return std::unexpected(marked.error());
        if (number(now) >= std::get<qint64>(row[11]))
            return {};
        use.outcome = CodeUse::Outcome::Fresh;
        use.record = {.authorization = authorizationAt(row, 0),
                      .redirectUri = text(row[6]),
                      .isRedirectUriRequired = std::get<qint64>(row[7]) != 0,
                      .nonce = text(row[8]),
                      .challenge = text(row[9]),
                      .isChallengePlain = std::get<qint64>(row[10]) != 0,
                      .expires = instant(row[11])};
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return use;
}

Result<void> SqlLedger::addSession(const TokenHash &token, const LoginSession &session)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        const auto done = database.run(
            "INSERT INTO session (hash, id, user, authenticated_at, last_used, expires) VALUES (?, ?, ?, ?, ?, ?)",
            {token, session.id, session.user.text(), number(session.authenticatedAt), number(session.lastUsed),
             number(session.expires)});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

namespace {

LoginSession sessionAt(const LedgerRow &row)
{
    return {.id = text(row[0]),
            .user = UserId(text(row[1])),
            .authenticatedAt = instant(row[2]),
            .lastUsed = instant(row[3]),
            .expires = instant(row[4])};
}

} // namespace

Result<std::optional<LoginSession>> SqlLedger::session(const TokenHash &token, Instant now)
{
    std::optional<LoginSession> found;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        const auto rows = database.run(
            "SELECT id, user, authenticated_at, last_used, expires FROM session WHERE hash = ? AND expires > ?",
            {token, number(now)});
        if (!rows)
            return std::unexpected(rows.error());
        if (rows->empty())
            return {};
        found = sessionAt(rows->front());
        const auto used = database.run("UPDATE session SET last_used = ? WHERE hash = ?", {number(now), token});
        return used ? Result<void>() : std::unexpected(used.error());
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Result<QList<LoginSession>> SqlLedger::sessions(Instant now)
{
    QList<LoginSession> found;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        if (const auto gone = database.run("DELETE FROM session WHERE expires <= ?", {number(now)}); !gone)
            return std::unexpected(gone.error());
        const auto rows =
            database.run("SELECT id, user, authenticated_at, last_used, expires FROM session ORDER BY last_used DESC");
        if (!rows)
            return std::unexpected(rows.error());
        for (const LedgerRow &row : *rows)
            found.append(sessionAt(row));
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Result<void> SqlLedger::removeSession(const QString &id)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        const auto done = database.run("DELETE FROM session WHERE id = ?", {id});
        return done ? Result<void>() : std::unexpected(done.error());
    });
}

} // namespace gatehouse::store::sql
