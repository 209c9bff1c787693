#pragma once

#include <QList>
#include <QStringList>

namespace gatehouse::store::remote {

/// What a person does with a tenant, as far as Management scopes go.
enum class Feature {
    BrowseApis,
    BrowseClients,
    BrowseGrants,
    BrowseKeys,
    BrowseSettings,
    ChangeApis,
    ChangeClients,
    ReplaceSecrets,
    ChangeGrants,
    RevokeKeys,
    ChangeSettings,
};

struct ScopeNeed
{
    Feature feature;
    QStringList scopes; ///< all of them
};

/// Every feature with what it needs, and nothing more (contract section 1.5).
const QList<ScopeNeed> &scopeNeeds();
/// Those of `need` that are not in `has`.
QStringList missingOf(const ScopeNeed &need, const QStringList &has);

} // namespace gatehouse::store::remote
