#pragma once

#include "models/issuer/AccessTokenBuilder.h"
#include "models/issuer/ScopeDecision.h"

namespace gatehouse::issuer {

/// Everything about an access token but its signature: what the preview shows and the mint signs.
struct TokenPlan
{
    QList<domain::ResourceServer> apis; ///< none for a token that is good at /userinfo alone
    AccessTokenContent content;
    QList<ScopeRow> scopes; ///< each that was asked for or granted, with its fate

    TokenProfile profile() const { return profileOf(apis); }
};

/// When, by whom and under which `jti` a token is issued.
struct TokenIssue
{
    QString issuer;
    base::Instant at;
    QString tokenId;
};

/// Why this client gets no token by that grant type, whatever it asks for; nothing where it may.
std::optional<oauth::TokenErrorResponse> grantTypeRefusal(const domain::ClientApplication &client,
                                                          domain::GrantType type);

/// A token in the client's own name; an error where the client gets none (contract section 2.3). `requested` empty:
/// everything granted.
std::expected<TokenPlan, oauth::TokenErrorResponse> clientTokenPlan(const store::StoreSnapshot &tenant,
                                                                    const domain::ClientApplication &client,
                                                                    const QList<domain::ResourceServer> &apis,
                                                                    const QString &requested, const TokenIssue &issue);

/// A token in a person's name.
std::expected<TokenPlan, oauth::TokenErrorResponse>
userTokenPlan(const store::StoreSnapshot &tenant, const domain::ClientApplication &client, const domain::User &user,
              const QList<domain::ResourceServer> &apis, const QStringList &requested, const TokenIssue &issue);

} // namespace gatehouse::issuer
