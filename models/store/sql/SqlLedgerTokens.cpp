// Refresh tokens, and what ends them.
#include "models/store/sql/SqlLedger.h"

#include "models/base/Logging.h"
#include "models/store/sql/LedgerRows.h"

namespace gatehouse::store::sql {

using base::Instant;
using base::Result;
using domain::ClientId;
using domain::ResourceServerId;
using domain::UserId;

namespace {

/// Whether times allow a family's tokens to be used still.
bool isAlive(const RefreshFamily &family, const domain::RefreshPolicy &policy, Instant now)
{
    if (policy.hasLifetime && now >= family.createdAt + std::chrono::seconds(policy.lifetime))
        return false;
    return !policy.hasIdleLifetime || now < family.lastUsed + std::chrono::seconds(policy.idleLifetime);
}

} // namespace

Result<void> SqlLedger::startFamily(const RefreshFamily &family, const TokenHash &token, const TokenHash &code)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        auto done = dropFamilies(
            database, database.run("SELECT id FROM family WHERE user = ? AND client = ? ORDER BY created_at DESC"
                                   " LIMIT -1 OFFSET ?",
                                   {family.authorization.user.text(), family.authorization.client.text(),
                                    qint64(maxRefreshFamilies - 1)}));
        if (!done)
            return done;
        const auto replayed = database.run("SELECT 1 FROM code WHERE hash = ? AND is_used = 2", {code});
        if (!replayed)
            return std::unexpected(replayed.error());
        if (!replayed->empty())
            return base::failure(base::ErrorCode::Conflict, base::ErrorStep::StoreJob, m_path);
        const auto added = database.run("INSERT INTO family (id, code, client, user, apis, scopes, authenticated_at, "
                                        "session, created_at, last_used)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        LedgerRow{family.id, code} + valuesOf(family.authorization) +
                                            LedgerRow{number(family.createdAt), number(family.lastUsed)});
        if (!added)
            return std::unexpected(added.error());
        const auto first = database.run("INSERT INTO refresh_token (hash, family) VALUES (?, ?)", {token, family.id});
        return first ? Result<void>() : std::unexpected(first.error());
    });
}

namespace {

constexpr auto familyColumns =
    "SELECT f.id, f.client, f.user, f.apis, f.scopes, f.authenticated_at, f.session, f.created_at, f.last_used,"
    " t.replaced_at FROM refresh_token t JOIN family f ON f.id = t.family WHERE t.hash = ?";

RefreshFamily familyAt(const LedgerRow &row)
{
    return {.id = text(row[0]),
            .authorization = authorizationAt(row, 1),
            .createdAt = instant(row[7]),
            .lastUsed = instant(row[8])};
}

} // namespace

Result<RefreshUse> SqlLedger::useRefreshToken(const TokenHash &token, const ClientId &client,
                                              const domain::RefreshPolicy &policy, const TokenHash &replacement,
                                              Instant now)
{
    RefreshUse use;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        const auto rows = database.run(familyColumns, {token});
        if (!rows)
            return std::unexpected(rows.error());
        if (rows->empty() || text(rows->front()[1]) != client.text())
            return {};
        RefreshFamily family = familyAt(rows->front());
        const qint64 replacedAt = std::get<qint64>(rows->front()[9]);
        // Without a leeway not even in the same instant, nor before it, should the clock have been set back.
        const qint64 since = number(now) - replacedAt;
        if (replacedAt > 0 && (since < 0 || since >= qint64(policy.leeway) * 1000)) {
            use.outcome = RefreshUse::Outcome::Reused;
            return dropFamily(database, family.id);
        }
        if (!isAlive(family, policy, now))
            return dropFamily(database, family.id);
        if (!replacement.isEmpty()) {
            if (const auto old =
                    database.run("UPDATE refresh_token SET replaced_at = ? WHERE hash = ? AND replaced_at = 0",
                                 {number(now), token});
                !old)
                return std::unexpected(old.error());
            if (const auto next =
                    database.run("INSERT INTO refresh_token (hash, family) VALUES (?, ?)", {replacement, family.id});
                !next)
                return std::unexpected(next.error());
        }
        if (const auto used = database.run("UPDATE family SET last_used = ? WHERE id = ?", {number(now), family.id});
            !used)
            return std::unexpected(used.error());
        family.lastUsed = now;
        use = {.outcome = RefreshUse::Outcome::Valid, .family = std::move(family)};
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return use;
}

Result<QList<RefreshFamily>> SqlLedger::families()
{
    QList<RefreshFamily> found;
    auto done = write([&](LedgerDatabase &database) -> Result<void> {
        const auto rows =
            database.run("SELECT id, client, user, apis, scopes, authenticated_at, session, created_at, last_used"
                         " FROM family ORDER BY last_used DESC");
        if (!rows)
            return std::unexpected(rows.error());
        for (const LedgerRow &row : *rows)
            found.append(familyAt(row));
        return {};
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Result<void> SqlLedger::revokeFamily(const QString &id)
{
    return write([&](LedgerDatabase &database) { return dropFamily(database, id); });
}

Result<void> SqlLedger::revokeToken(const TokenHash &token, const ClientId &client)
{
    return write([&](LedgerDatabase &database) {
        return dropFamilies(database, database.run("SELECT f.id FROM refresh_token t JOIN family f ON f.id = t.family"
                                                   " WHERE t.hash = ? AND f.client = ?",
                                                   {token, client.text()}));
    });
}

Result<void> SqlLedger::removeUser(const UserId &user)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        for (const char *statement : {"DELETE FROM session WHERE user = ?", "DELETE FROM code WHERE user = ?"}) {
            if (const auto done = database.run(statement, {user.text()}); !done)
                return std::unexpected(done.error());
        }
        return dropFamilies(database, database.run("SELECT id FROM family WHERE user = ?", {user.text()}));
    });
}

Result<void> SqlLedger::revokeConsent(const UserId &user, const ClientId &client)
{
    return write([&](LedgerDatabase &database) -> Result<void> {
        if (const auto done =
                database.run("DELETE FROM code WHERE user = ? AND client = ?", {user.text(), client.text()});
            !done)
            return std::unexpected(done.error());
        return dropFamilies(database, database.run("SELECT id FROM family WHERE user = ? AND client = ?",
                                                   {user.text(), client.text()}));
    });
}

} // namespace gatehouse::store::sql
