#include "models/issuer/TokenPlan.h"

#include "models/issuer/Answers.h"

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

std::optional<oauth::TokenErrorResponse> grantTypeRefusal(const domain::ClientApplication &client,
                                                          domain::GrantType type)
{
    if (!client.allows(type))
        return refusal(403, u"unauthorized_client"_s,
                       u"Grant type '%1' not allowed for the client."_s.arg(domain::grantTypeNames(type).value(0)));
    // A public client cannot have this grant type, whatever a store says: anybody could be it.
    if (type == domain::GrantType::ClientCredentials && client.isPublic())
        return unauthorized();
    return {};
}

std::expected<TokenPlan, oauth::TokenErrorResponse> clientTokenPlan(const store::StoreSnapshot &tenant,
                                                                    const domain::ClientApplication &client,
                                                                    const QList<domain::ResourceServer> &apis,
                                                                    const QString &requested, const TokenIssue &issue)
{
    if (apis.isEmpty())
        return std::unexpected(noAudience());
    const auto scopes = clientScopes(tenant, client, apis, requested);
    if (!scopes)
        return std::unexpected(scopes.error());
    TokenPlan plan{.apis = apis,
                   .content = {.issuer = issue.issuer, .client = client.id, .scopes = *scopes, .issuedAt = issue.at},
                   .scopes = {}};
    for (const QString &scope : *scopes)
        plan.scopes.append({scope, ScopeFate::Issued});
    const TokenProfile profile = plan.profile();
    if (profile.addsPermissions)
        plan.content.permissions = permissionsOf(apis, nullptr, *scopes);
    if (profile.isRfc9068)
        plan.content.tokenId = issue.tokenId;
    return plan;
}

std::expected<TokenPlan, oauth::TokenErrorResponse>
userTokenPlan(const store::StoreSnapshot &tenant, const domain::ClientApplication &client, const domain::User &user,
              const QList<domain::ResourceServer> &apis, const QStringList &requested, const TokenIssue &issue)
{
    if (const auto refused = userAccessRefusal(tenant, client, apis))
        return std::unexpected(*refused);
    TokenPlan plan{.apis = apis, .content = {}, .scopes = userScopes(tenant, client, &user, apis, requested)};
    const QStringList scopes = issuedScopes(plan.scopes);
    if (const auto scope = ambiguousScope(tenant, client, domain::SubjectType::User, apis, scopes)) {
        return std::unexpected(
            refusal(400, u"invalid_target"_s,
                    u"The scope is not granted for every API of this token that defines it: "_s + echoed(*scope)));
    }
    plan.content = {.issuer = issue.issuer,
                    .client = client.id,
                    .scopes = scopes,
                    .issuedAt = issue.at,
                    .user = user.id,
                    .hasUserInfo = scopes.contains("openid"_L1) || apis.isEmpty()};
    const TokenProfile profile = plan.profile();
    if (profile.addsPermissions)
        plan.content.permissions = permissionsOf(apis, &user, scopes);
    if (profile.isRfc9068)
        plan.content.tokenId = issue.tokenId;
    return plan;
}

} // namespace gatehouse::issuer
