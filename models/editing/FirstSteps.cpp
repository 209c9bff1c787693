#include "models/editing/FirstSteps.h"

#include <algorithm>

namespace gatehouse::editing {

bool FirstSteps::isDone(Step step) const
{
    switch (step) {
    case Step::Server:
        return isServerRunning;
    case Step::Api:
        return !api.isEmpty();
    case Step::Client:
        return !client.isEmpty();
    case Step::Token:
        return hasToken;
    case Step::Verified:
        return isVerified;
    }
    return false;
}

std::optional<FirstSteps::Step> FirstSteps::next() const
{
    for (const Step step : allSteps) {
        if (!isDone(step))
            return step;
    }
    return std::nullopt;
}

int FirstSteps::doneCount() const
{
    return static_cast<int>(std::ranges::count_if(allSteps, [this](Step step) { return isDone(step); }));
}

void FirstSteps::read(const store::StoreSnapshot &tenant)
{
    api = {};
    client = {};
    int best = 0;
    for (const domain::ResourceServer &candidate : tenant.resourceServers) {
        if (candidate.isSystem || candidate.scopes.isEmpty())
            continue;
        const auto grant = std::ranges::find_if(tenant.grants, [&](const domain::ClientGrant &each) {
            return each.resourceServerId == candidate.id && each.subject == domain::SubjectType::Client &&
                   !each.scopes.isEmpty();
        });
        const bool isAuthorized = grant != tenant.grants.cend();
        const int rank = 1 + (candidate.isSample ? 0 : 1) + (isAuthorized ? 2 : 0);
        if (rank <= best)
            continue;
        best = rank;
        api = candidate.id;
        client = isAuthorized ? grant->clientId : domain::ClientId();
    }
}

bool isFresh(const store::StoreSnapshot &tenant)
{
    return tenant.users.isEmpty() &&
           std::ranges::all_of(tenant.resourceServers,
                               [](const domain::ResourceServer &api) { return api.isSystem || api.isSample; }) &&
           std::ranges::all_of(tenant.clients, [](const domain::ClientApplication &client) { return client.isSample; });
}

} // namespace gatehouse::editing
