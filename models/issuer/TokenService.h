#pragma once

#include "models/base/Random.h"
#include "models/issuer/ClientAuthenticator.h"
#include "models/issuer/TokenMint.h"
#include "models/oauth/TokenMessages.h"
#include "models/store/SnapshotSource.h"

namespace gatehouse::issuer {

/// The rules of POST /oauth/token and /oauth/revoke (contract sections 2.1 to 2.3, 2.6, 2.7). Thread-safe.
class TokenService
{
public:
    /// Without `users` clients get tokens in their own name alone.
    TokenService(const store::SnapshotSource &tenant, const store::Custody &custody, const base::Clock &clock,
                 const UserGrantParts *users = nullptr);

    /// `issuer` ends with a slash and is the `iss` of what is issued.
    oauth::TokenAnswer answer(const TokenParameters &parameters, const QString &issuer) const;
    /// RFC 7009: nothing where it went well, and a token that is nobody's went well.
    std::optional<oauth::TokenErrorResponse> revoke(const TokenParameters &parameters, const QString &issuer) const;
    /// Lets clients in again that are slowed down because of wrong secrets.
    void forgetAttempts() const { m_clients.forgetAttempts(); }

private:
    oauth::TokenAnswer clientCredentials(const TokenParameters &parameters, const store::StoreSnapshot &tenant,
                                         const domain::ClientApplication &client, const QString &issuer) const;
    oauth::TokenAnswer authorizationCode(const TokenParameters &parameters, const store::StoreSnapshot &tenant,
                                         const domain::ClientApplication &client, const QString &issuer) const;
    oauth::TokenAnswer refreshToken(const TokenParameters &parameters, const store::StoreSnapshot &tenant,
                                    const domain::ClientApplication &client, const QString &issuer) const;
    struct UserTokens
    {
        store::Authorization authorization;
        QStringList scopes; ///< of this token: those of the authorization, or fewer
        QString nonce;
        base::Secret refreshToken; ///< empty where none is given out
    };
    oauth::TokenAnswer userTokens(const store::StoreSnapshot &tenant, const domain::ClientApplication &client,
                                  const UserTokens &wanted, const QString &issuer) const;
    TokenIssue newIssue(const QString &issuer) const;
    QString newTokenId() const;

    const store::SnapshotSource &m_tenant;
    const base::Clock &m_clock;
    const UserGrantParts *m_users;
    TokenMint m_mint;
    mutable ClientAuthenticator m_clients;
};

/// A random token of 256 bits, and what the ledger keeps of one.
base::Secret newToken(base::RandomSource &random, QLatin1StringView prefix = {});
store::TokenHash tokenHash(const base::Secret &token);

} // namespace gatehouse::issuer
