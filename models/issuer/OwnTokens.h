#pragma once

#include "models/base/Clock.h"
#include "models/issuer/ClientAuthenticator.h"
#include "models/jose/CompactJws.h"
#include "models/store/SnapshotSource.h"

namespace gatehouse::issuer {

/// Reads tokens that this server signed itself: access tokens shown at /userinfo (contract section 2.8) and ID tokens
/// shown as a hint at logout. Thread-safe.
class OwnTokens
{
public:
    OwnTokens(const store::SnapshotSource &tenant, const AssertionTools &tools, const base::Clock &clock);

    /// What /userinfo answers to an access token; nothing where it is not one of ours, has expired, is not for
    /// /userinfo, or its person is gone. `issuers` are all of the tenant's own.
    std::optional<QByteArray> userInfo(const QByteArray &accessToken, const QStringList &issuers) const;

    struct Hint
    {
        domain::ClientId client;
        domain::UserId user;
        QString sessionId;
    };
    /// Of an ID token of ours, expired or not (OpenID Connect RP-Initiated Logout 1.0 section 2).
    std::optional<Hint> hint(const QByteArray &idToken, const QStringList &issuers) const;

    /// Who calls the Management API.
    struct Caller
    {
        domain::ClientApplication client;
        QStringList scopes; ///< of the token, as far as they are still granted
        QByteArray token;   ///< eight hex digits of its hash, for the log
    };
    enum class Fault { Invalid, BadSignature, Expired, WrongAudience };
    /// Of an access token that a client got in its own name for the Management API at one of `issuers`. The client has
    /// to be there still, and granted the API; what a person lets a client do is never management.
    std::expected<Caller, Fault> managementCaller(const QByteArray &accessToken, const QStringList &issuers) const;

private:
    struct Read
    {
        jose::JsonValue claims;
        QString issuer;
        QString type;
    };
    std::expected<Read, Fault> readOrFault(const QByteArray &token, const store::StoreSnapshot &tenant,
                                           const QStringList &issuers) const;
    std::optional<Read> read(const QByteArray &token, const store::StoreSnapshot &tenant,
                             const QStringList &issuers) const;

    const store::SnapshotSource &m_tenant;
    const AssertionTools &m_tools;
    const base::Clock &m_clock;
};

} // namespace gatehouse::issuer
