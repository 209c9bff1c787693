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

/// Whose wrong guesses are counted.
enum class AttemptKind { ClientSecret, Password };

/// Wrong guesses at one place of the table that the names of a kind share.
struct AttemptCount
{
    AttemptKind kind = AttemptKind::ClientSecret;
    int place = 0;
    int failures = 0;
    base::Instant since; ///< up to when the pauses have been taken off

    bool operator==(const AttemptCount &) const = default;
};

/// What is known of wrong guesses of a kind.
struct KeptAttempts
{
    QByteArray key; ///< of the hash that says which place a name has; nobody outside knows it
    QList<AttemptCount> counts;
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

    /// `newKey` becomes the key where there is none yet.
    virtual base::Result<KeptAttempts> attempts(AttemptKind kind, const QByteArray &newKey) = 0;
    /// Replaces what is known of that place; written down like what was issued.
    virtual void keepAttempts(const AttemptCount &count) = 0;
    virtual base::Result<void> forgetAttempts(AttemptKind kind) = 0;
    /// Whether this assertion (RFC 7523 section 3, jti) was not shown before. Remembered until it expires.
    virtual base::Result<bool> useAssertion(const TokenHash &assertion, base::Instant expires, base::Instant now) = 0;
};

} // namespace gatehouse::store
