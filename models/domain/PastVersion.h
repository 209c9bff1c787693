#pragma once

#include "models/domain/AuditEntry.h"

#include <QStringList>

namespace gatehouse::domain {

/// An object as it was after an entry of the trail: what it is now, with what was changed since taken back field by
/// field. The trail keeps no secret and of a key only enough to tell two apart, so those stay as they are now.
template <typename Object> struct PastVersion
{
    Object object;
    QStringList lost; ///< fields that were changed since and that the trail cannot give back, each once
};

/// `newestFirst` holds every entry after `sequence`, and may hold more.
PastVersion<ResourceServer> versionAfter(const ResourceServer &now, const QList<AuditEntry> &newestFirst,
                                         qint64 sequence);
PastVersion<ClientApplication> versionAfter(const ClientApplication &now, const QList<AuditEntry> &newestFirst,
                                            qint64 sequence);
PastVersion<ClientGrant> versionAfter(const ClientGrant &now, const QList<AuditEntry> &newestFirst, qint64 sequence);
PastVersion<User> versionAfter(const User &now, const QList<AuditEntry> &newestFirst, qint64 sequence);

} // namespace gatehouse::domain
