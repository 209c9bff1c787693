#pragma once

#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/Id.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace gatehouse::store {

/// SHA-256 of a random token in hex: what is kept of codes, sessions and refresh tokens. The tokens themselves are
/// known to who holds them and to nobody else.
using TokenHash = QByteArray;

/// What a person let a client have: whatever a code or a refresh token is good for.
struct Authorization
{
    domain::ClientId client;
    domain::UserId user;
    QList<domain::ResourceServerId> apis; ///< empty where only OpenID scopes were asked for
    QStringList scopes;
    base::Instant authenticatedAt; ///< when the person last typed the password
    QString sessionId;

    bool operator==(const Authorization &) const = default;
};

/// An authorization code as it was given out (RFC 6749 section 4.1.2).
struct CodeRecord
{
    Authorization authorization;
    QString redirectUri;
    bool isRedirectUriRequired = true; ///< it was sent to /authorize and has to come again
    QString nonce;
    QString challenge; ///< of PKCE (RFC 7636); empty without
    bool isChallengePlain = false;
    base::Instant expires;

    bool operator==(const CodeRecord &) const = default;
};

/// What came of presenting a code.
struct CodeUse
{
    enum class Outcome { Unknown, Fresh, Used };
    Outcome outcome = Outcome::Unknown;
    CodeRecord record; ///< of Fresh
};

/// A person's login in one browser.
struct LoginSession
{
    QString id;
    domain::UserId user;
    base::Instant authenticatedAt;
    base::Instant lastUsed;
    base::Instant expires;

    bool operator==(const LoginSession &) const = default;
};

/// All refresh tokens that came of one login: each replaces the one before, and they end together.
struct RefreshFamily
{
    QString id;
    Authorization authorization;
    base::Instant createdAt;
    base::Instant lastUsed;

    bool operator==(const RefreshFamily &) const = default;
};

/// What came of presenting a refresh token.
struct RefreshUse
{
    enum class Outcome {
        Unknown, ///< or of another client, expired, revoked
        Valid,
        Reused, ///< it had been replaced longer ago than the leeway: the whole family is revoked now
    };
    Outcome outcome = Outcome::Unknown;
    RefreshFamily family; ///< of Valid
};

/// Tokens that were issued and may still be alive.
struct IssuedTokens
{
    domain::KeyId key; ///< empty: signed with the secret of the API
    domain::ResourceServerId api;
    domain::ClientId client;
    base::Instant expires; ///< to the minute, never too early
    qint64 count = 0;

    bool operator==(const IssuedTokens &) const = default;
};

inline constexpr int maxRefreshFamilies = 200; ///< for one user and client (contract section 2.6)

/// What the authorization server remembers of logins and of what it gave out. Losing it ends sessions and refresh
/// tokens and nothing else: it is no part of the tenant. Callable from several threads at once; each call is one
/// transaction.
class Ledger
{
public:
    virtual ~Ledger() = default;

    virtual base::Result<void> addCode(const TokenHash &code, const CodeRecord &record) = 0;
    /// Each code is Fresh once. A second time revokes the family that the first use started.
    virtual base::Result<CodeUse> takeCode(const TokenHash &code, base::Instant now) = 0;

    virtual base::Result<void> addSession(const TokenHash &token, const LoginSession &session) = 0;
    /// Nothing where there is none any more.
    virtual base::Result<std::optional<LoginSession>> session(const TokenHash &token, base::Instant now) = 0;
    virtual base::Result<QList<LoginSession>> sessions(base::Instant now) = 0;
    virtual base::Result<void> removeSession(const QString &id) = 0;

    /// `code` is the one it came of; Conflict where that was presented again meanwhile. The oldest family of this user
    /// and client goes when there are too many.
    virtual base::Result<void> startFamily(const RefreshFamily &family, const TokenHash &token,
                                           const TokenHash &code) = 0;
    /// `replacement` is the next token; empty where tokens are not rotated. Times are checked against `policy`.
    virtual base::Result<RefreshUse> useRefreshToken(const TokenHash &token, const domain::ClientId &client,
                                                     const domain::RefreshPolicy &policy, const TokenHash &replacement,
                                                     base::Instant now) = 0;
    virtual base::Result<QList<RefreshFamily>> families() = 0;
    virtual base::Result<void> revokeFamily(const QString &id) = 0;
    /// The family of that token, if it is this client's.
    virtual base::Result<void> revokeToken(const TokenHash &token, const domain::ClientId &client) = 0;
    /// Everything of a person who is gone, blocked, or has a new password.
    virtual base::Result<void> removeUser(const domain::UserId &user) = 0;
    /// Everything this person let this client have.
    virtual base::Result<void> revokeConsent(const domain::UserId &user, const domain::ClientId &client) = 0;

    /// Counts a token; kept in memory and written down each second, so that issuing waits for no commit.
    virtual void countIssued(const IssuedTokens &tokens) = 0;
    /// What may be alive at `now`.
    virtual base::Result<QList<IssuedTokens>> issued(base::Instant now) = 0;
};

} // namespace gatehouse::store
