#include "models/editing/SettingsDraft.h"

namespace gatehouse::editing {

using domain::Field;

QList<Field> SettingsDraft::fields() const
{
    QList<Field> list;
    if (name)
        list.append(Field::ApiName);
    if (lifetime)
        list.append(Field::TokenLifetime);
    if (webLifetime)
        list.append(Field::TokenLifetimeForWeb);
    if (dialect)
        list.append(Field::TokenDialect);
    if (skipConsent)
        list.append(Field::SkipConsent);
    if (allowOfflineAccess)
        list.append(Field::AllowOfflineAccess);
    if (enforcePolicies)
        list.append(Field::EnforcePolicies);
    if (userPolicy || clientPolicy)
        list.append(Field::SubjectPolicy);
    return list;
}

QList<domain::Violation> SettingsDraft::violations(const domain::ResourceServer &stored) const
{
    QList<domain::Violation> list;
    if (name) {
        if (const auto violation = domain::checkApiName(*name))
            list.append(*violation);
    }
    if (lifetime) {
        if (const auto violation = domain::checkTokenLifetimeText(*lifetime))
            list.append(*violation);
    }
    if (webLifetime) {
        if (const auto violation = domain::checkWebLifetimeText(*webLifetime, appliedTo(stored).tokenLifetime))
            list.append(*violation);
    }
    return list;
}

void SettingsDraft::dropUnchanged(const domain::ResourceServer &stored)
{
    if (name == stored.name)
        name.reset();
    if (lifetime && lifetime->trimmed() == QString::number(stored.tokenLifetime))
        lifetime.reset();
    if (skipConsent == stored.skipConsent)
        skipConsent.reset();
    if (allowOfflineAccess == stored.allowOfflineAccess)
        allowOfflineAccess.reset();
    if (webLifetime && webLifetime->trimmed() == QString::number(stored.tokenLifetimeForWeb))
        webLifetime.reset();
    if (dialect == stored.dialect)
        dialect.reset();
    if (enforcePolicies == stored.enforcePolicies)
        enforcePolicies.reset();
    if (userPolicy == stored.userPolicy)
        userPolicy.reset();
    if (clientPolicy == stored.clientPolicy)
        clientPolicy.reset();
}

void SettingsDraft::drop(const SettingsDraft &other)
{
    const auto drop = [](auto &field, const auto &given) {
        if (given && field == given)
            field.reset();
    };
    drop(name, other.name);
    drop(lifetime, other.lifetime);
    drop(skipConsent, other.skipConsent);
    drop(allowOfflineAccess, other.allowOfflineAccess);
    drop(webLifetime, other.webLifetime);
    drop(dialect, other.dialect);
    drop(enforcePolicies, other.enforcePolicies);
    drop(userPolicy, other.userPolicy);
    drop(clientPolicy, other.clientPolicy);
}

domain::ResourceServer SettingsDraft::appliedTo(const domain::ResourceServer &stored) const
{
    domain::ResourceServer wanted = stored;
    if (name && !domain::checkApiName(*name))
        wanted.name = *name;
    if (lifetime && !domain::checkTokenLifetimeText(*lifetime))
        wanted.tokenLifetime = lifetime->trimmed().toInt();
    wanted.skipConsent = skipConsent.value_or(stored.skipConsent);
    wanted.allowOfflineAccess = allowOfflineAccess.value_or(stored.allowOfflineAccess);
    if (webLifetime && !domain::checkWebLifetimeText(*webLifetime, wanted.tokenLifetime))
        wanted.tokenLifetimeForWeb = webLifetime->trimmed().toInt();
    wanted.dialect = dialect.value_or(stored.dialect);
    wanted.enforcePolicies = enforcePolicies.value_or(stored.enforcePolicies);
    wanted.userPolicy = userPolicy.value_or(stored.userPolicy);
    wanted.clientPolicy = clientPolicy.value_or(stored.clientPolicy);
    return wanted;
}

SettingsDraft SettingsDraft::between(const domain::ResourceServer &stored, const domain::ResourceServer &wanted)
{
    SettingsDraft draft{.name = wanted.name,
                        .lifetime = QString::number(wanted.tokenLifetime),
                        .skipConsent = wanted.skipConsent,
                        .allowOfflineAccess = wanted.allowOfflineAccess,
                        .webLifetime = QString::number(wanted.tokenLifetimeForWeb),
                        .dialect = wanted.dialect,
                        .enforcePolicies = wanted.enforcePolicies,
                        .userPolicy = wanted.userPolicy,
                        .clientPolicy = wanted.clientPolicy};
    draft.dropUnchanged(stored);
    return draft;
}

QList<Field> changedSettings(const domain::ResourceServer &before, const domain::ResourceServer &after)
{
    return SettingsDraft::between(before, after).fields();
}

} // namespace gatehouse::editing
