#pragma once

#include "models/domain/AuditEntry.h"
#include "models/store/TenantEditor.h"

#include <QStringList>

namespace gatehouse::store {

/// What would make the objects of an entry again what they were after it: a change like any other.
struct Restoration
{
    domain::ChangeSet changes; ///< empty where everything is as it was
    QStringList lost;          ///< members that changed since and cannot come back: secrets and keys
    QStringList gone;          ///< names of objects that are there no longer; untrusted
    QStringList left;          ///< names of objects that no version is kept of: keys, consents, the tenant; untrusted
};

/// Whether versions are kept of any object of the entry.
bool hasVersions(const domain::AuditEntry &entry);

/// Plans it; nothing is changed yet. `newestFirst` holds every entry of the trail after that one. Scopes and
/// permissions that are defined no longer are not granted again, which counts as lost.
Edit<Restoration> planRestoration(TenantEditor &editor, const StoreSnapshot &tenant,
                                  const QList<domain::AuditEntry> &newestFirst, const domain::AuditEntry &entry);

} // namespace gatehouse::store
