#include "models/issuer/TokenPlan.h"

#include "models/issuer/Answers.h"

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

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
