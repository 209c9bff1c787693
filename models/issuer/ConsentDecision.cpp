#include "models/issuer/ConsentDecision.h"

#include <algorithm>

namespace gatehouse::issuer {

namespace {

/// Whether what was agreed to before covers what is asked for now: each API of the request, and each scope.
bool isRemembered(const store::StoreSnapshot &tenant, const ConsentRequest &request)
{
    QStringList agreed;
    const auto covers = [&](const domain::ResourceServerId &api) {
        const domain::Consent *consent = tenant.consent(request.user, request.client.id, api);
        if (consent)
            agreed += consent->scopes;
        return consent != nullptr;
    };
    const bool hasAll =
        request.apis.isEmpty()
            ? covers({})
            : std::ranges::all_of(request.apis, [&](const domain::ResourceServer &api) { return covers(api.id); });
    return hasAll && std::ranges::all_of(request.scopes, [&](const QString &scope) { return agreed.contains(scope); });
}

} // namespace

ConsentReason consentFor(const store::StoreSnapshot &tenant, const ConsentRequest &request)
{
    return consentReason({.isPrompted = request.isPrompted,
                          .redirectUri = request.redirectUri,
                          .isFirstParty = request.client.isFirstParty,
                          .asksForApi = !request.apis.isEmpty(),
                          .allApisSkip = std::ranges::all_of(request.apis, &domain::ResourceServer::skipConsent),
                          .isRemembered = isRemembered(tenant, request)});
}

} // namespace gatehouse::issuer
