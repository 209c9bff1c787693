#include "models/issuer/ScopeDecision.h"

#include "models/issuer/Answers.h"
#include "models/jose/StrictJson.h"
#include "models/oauth/OpenIdScopes.h"

#include <algorithm>

namespace gatehouse::issuer {

using domain::ClientApplication;
using domain::ClientGrant;
using domain::ResourceServer;
using domain::SubjectType;
using store::StoreSnapshot;
using namespace Qt::StringLiterals;

namespace {

constexpr auto offlineAccess = "offline_access"_L1;

bool isDefined(const QList<ResourceServer> &apis, const QString &scope)
{
    return std::ranges::any_of(apis, [&](const ResourceServer &api) { return api.scope(scope) != nullptr; });
}

/// Whether a client asks an API in a person's name by a grant, or as anybody may.
bool needsUserGrant(const ClientApplication &client, const ResourceServer &api)
{
    return api.userPolicy == domain::UserPolicy::RequireClientGrant || !client.isFirstParty;
}

ScopeFate offlineFate(const ClientApplication &client, const QList<ResourceServer> &apis)
{
    if (!client.allows(domain::GrantType::RefreshToken))
        return ScopeFate::NoRefreshGrant;
    return std::ranges::all_of(apis, &ResourceServer::allowOfflineAccess) ? ScopeFate::Issued
                                                                          : ScopeFate::OfflineForbidden;
}

ScopeFate fateOf(const StoreSnapshot &tenant, const ClientApplication &client, const domain::User *user,
                 const QList<ResourceServer> &apis, const QString &scope)
{
    if (scope == offlineAccess)
        return offlineFate(client, apis);
    if (oauth::isOpenIdScope(scope))
        return ScopeFate::Issued;
    if (!isDefined(apis, scope))
        return ScopeFate::NotDefined;
    // For one API of those that define it, or it would mean something else there.
    for (const ResourceServer &api : apis) {
        if (!api.scope(scope))
            continue;
        if (needsUserGrant(client, api)) {
            const ClientGrant *grant = tenant.grant(client.id, api.id, SubjectType::User);
            if (!grant || !grant->scopes.contains(scope))
                return ScopeFate::NotGranted;
        }
        if (user && api.enforcePolicies && !user->permissionsFor(api.id).contains(scope))
            return ScopeFate::NotPermitted;
    }
    return ScopeFate::Issued;
}

} // namespace

UserGrantUse userGrantUse(const ClientApplication &client, const ResourceServer &api)
{
    // A client of somebody else never acts on the tenant's own management (contract section 1.7).
    if (api.userPolicy == domain::UserPolicy::DenyAll || (api.isSystem && !client.isFirstParty))
        return UserGrantUse::Refused;
    return needsUserGrant(client, api) ? UserGrantUse::Decides : UserGrantUse::NotNeeded;
}

QStringList issuedScopes(const QList<ScopeRow> &rows)
{
    QStringList scopes;
    for (const ScopeRow &row : rows) {
        if (row.fate == ScopeFate::Issued)
            scopes.append(row.scope);
    }
    return scopes;
}

QString defaultAudience(const StoreSnapshot &tenant)
{
    const auto kept = tenant.tenant.kept.constFind(u"default_audience"_s);
    if (kept == tenant.tenant.kept.cend())
        return {};
    const auto value = jose::parseStrictJson(*kept);
    return value && value->isString() ? value->string : QString();
}

std::expected<QList<ResourceServer>, oauth::TokenErrorResponse>
namedApis(const StoreSnapshot &tenant, const QString &audience, const QStringList &resources)
{
    QList<ResourceServer> apis;
    // The Management API has an identifier at each origin of the server: a token is for the one that was asked for.
    const auto named = [](ResourceServer api, const QString &identifier) {
        api.identifier = identifier;
        return api;
    };
    const auto addOnce = [&apis](const ResourceServer &api) {
        if (std::ranges::find(apis, api.id, &ResourceServer::id) == apis.end())
            apis.append(api);
    };
    if (!audience.isEmpty()) {
        const ResourceServer *api = tenant.resourceServerByIdentifier(audience);
        if (!api)
            return std::unexpected(accessDenied(u"Service not enabled within domain: "_s + echoed(audience)));
        addOnce(named(*api, audience));
    }
    for (const QString &resource : resources) {
        const ResourceServer *api = tenant.resourceServerByIdentifier(resource);
        if (!api)
            return std::unexpected(refusal(400, u"invalid_target"_s, u"Unknown resource: "_s + echoed(resource)));
        addOnce(named(*api, resource));
    }
    if (apis.size() > 1) {
        const auto own = std::ranges::find(apis, domain::SigningAlgorithm::HS256, &ResourceServer::signingAlgorithm);
        if (own != apis.end()) {
            return std::unexpected(
                refusal(400, u"invalid_target"_s,
                        u"An API that signs with HS256 has a secret of its own, so its tokens can be for no other "
                        "API: "_s +
                            echoed(own->identifier)));
        }
    }
    return apis;
}

std::optional<QString> ambiguousScope(const StoreSnapshot &tenant, const ClientApplication &client, SubjectType subject,
                                      const QList<ResourceServer> &apis, const QStringList &scopes)
{
    if (apis.size() < 2)
        return {};
    for (const QString &scope : scopes) {
        for (const ResourceServer &api : apis) {
            if (!api.scope(scope) || (subject == SubjectType::User && !needsUserGrant(client, api)))
                continue;
            const ClientGrant *grant = tenant.grant(client.id, api.id, subject);
            if (!grant || !grant->scopes.contains(scope))
                return scope;
        }
    }
    return {};
}

std::expected<QStringList, oauth::TokenErrorResponse> clientScopes(const StoreSnapshot &tenant,
                                                                   const ClientApplication &client,
                                                                   const QList<ResourceServer> &apis,
                                                                   const QString &requested)
{
    QStringList granted;
    for (const ResourceServer &api : apis) {
        // Whatever a grant says: it may be older than the client's being somebody else's.
        if (api.isSystem && !client.isFirstParty)
            return std::unexpected(accessDenied(u"Third-party clients get no tokens for a system API."_s));
        const ClientGrant *grant = tenant.grant(client.id, api.id);
        if (api.clientPolicy == domain::ClientPolicy::DenyAll || !grant) {
            QString text = uR"(Client "%1" is not authorized to access resource server "%2".)"_s.arg(client.id.text(),
                                                                                                     api.identifier);
            if (api.clientPolicy != domain::ClientPolicy::DenyAll)
                text += uR"( You need to create a "client-grant" associated to this API.)"_s;
            return std::unexpected(accessDenied(text));
        }
        for (const QString &scope : grant->scopes) {
            if (api.scope(scope) && !granted.contains(scope))
                granted.append(scope);
        }
    }
    QStringList wanted = requested.split(u' ', Qt::SkipEmptyParts);
    wanted.removeDuplicates();
    QStringList refused = wanted;
    refused.removeIf([&](const QString &scope) { return granted.contains(scope); });
    if (!refused.isEmpty())
        return std::unexpected(accessDenied(u"Client has not been granted scopes: "_s + echoedList(refused)));
    const QStringList issued = wanted.isEmpty() ? granted : wanted;
    if (const auto scope = ambiguousScope(tenant, client, SubjectType::Client, apis, issued)) {
        return std::unexpected(
            refusal(400, u"invalid_target"_s,
                    u"The scope is not granted for every API of this token that defines it: "_s + echoed(*scope)));
    }
    return issued;
}

QList<ScopeRow> userScopes(const StoreSnapshot &tenant, const ClientApplication &client, const domain::User *user,
                           const QList<ResourceServer> &apis, const QStringList &requested)
{
    QList<ScopeRow> rows;
    for (const QString &scope : requested) {
        if (std::ranges::find(rows, scope, &ScopeRow::scope) == rows.end())
            rows.append({scope, fateOf(tenant, client, user, apis, scope)});
    }
    return rows;
}

std::optional<oauth::TokenErrorResponse> userAccessRefusal(const StoreSnapshot &tenant, const ClientApplication &client,
                                                           const QList<ResourceServer> &apis)
{
    for (const ResourceServer &api : apis) {
        const UserGrantUse use = userGrantUse(client, api);
        if (use == UserGrantUse::Refused ||
            (use == UserGrantUse::Decides && !tenant.grant(client.id, api.id, SubjectType::User))) {
            return refusal(400, u"invalid_request"_s,
                           uR"(Client "%1" is not authorized to access resource server "%2".)"_s.arg(client.id.text(),
                                                                                                     api.identifier));
        }
    }
    return {};
}

QStringList permissionsOf(const QList<ResourceServer> &apis, const domain::User *user, const QStringList &issued)
{
    if (!user)
        return issued;
    QStringList permissions;
    for (const ResourceServer &api : apis)
        permissions += user->permissionsFor(api.id);
    permissions.removeDuplicates();
    return permissions;
}

} // namespace gatehouse::issuer
