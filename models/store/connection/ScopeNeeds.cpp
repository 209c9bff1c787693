#include "models/store/connection/ScopeNeeds.h"

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;

namespace {

QStringList changing(const QString &kind)
{
    return {u"create:"_s + kind, u"update:"_s + kind, u"delete:"_s + kind};
}

} // namespace

const QList<ScopeNeed> &scopeNeeds()
{
    static const QList<ScopeNeed> needs{
        {Feature::BrowseApis, {u"read:resource_servers"_s}},
        {Feature::BrowseClients, {u"read:clients"_s}},
        {Feature::BrowseGrants, {u"read:client_grants"_s}},
        {Feature::BrowseKeys, {u"read:signing_keys"_s}},
        {Feature::BrowseSettings, {u"read:tenant_settings"_s}},
        {Feature::ChangeApis, changing(u"resource_servers"_s)},
        {Feature::ChangeClients, changing(u"clients"_s)},
        {Feature::ReplaceSecrets, {u"update:client_keys"_s}},
        {Feature::ChangeGrants, changing(u"client_grants"_s)},
        {Feature::RevokeKeys, {u"update:signing_keys"_s}},
        {Feature::ChangeSettings, {u"update:tenant_settings"_s}},
    };
    return needs;
}

QStringList missingOf(const ScopeNeed &need, const QStringList &has)
{
    QStringList missing;
    for (const QString &scope : need.scopes) {
        if (!has.contains(scope))
            missing.append(scope);
    }
    return missing;
}

} // namespace gatehouse::store::remote
