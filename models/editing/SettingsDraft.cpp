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
    if (skipConsent)
        list.append(Field::SkipConsent);
    if (allowOfflineAccess)
        list.append(Field::AllowOfflineAccess);
    return list;
}

QList<domain::Violation> SettingsDraft::violations() const
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
    return wanted;
}

SettingsDraft SettingsDraft::between(const domain::ResourceServer &stored, const domain::ResourceServer &wanted)
{
    SettingsDraft draft{.name = wanted.name,
                        .lifetime = QString::number(wanted.tokenLifetime),
                        .skipConsent = wanted.skipConsent,
                        .allowOfflineAccess = wanted.allowOfflineAccess};
    draft.dropUnchanged(stored);
    return draft;
}

QList<Field> changedSettings(const domain::ResourceServer &before, const domain::ResourceServer &after)
{
    return SettingsDraft::between(before, after).fields();
}

} // namespace gatehouse::editing
