#pragma once

#include "models/domain/ChangeSet.h"
#include "models/store/Ledger.h"

#include <utility>

namespace gatehouse::store {

/// What a change of the tenant takes back of what its server gave out.
struct Endings
{
    QList<domain::UserId> users; ///< gone, blocked, or with another password: sessions, codes and refresh tokens end
    QList<std::pair<domain::UserId, domain::ClientId>> consents; ///< revoked, or for less: what came of them ends

    bool isEmpty() const { return users.isEmpty() && consents.isEmpty(); }
    bool operator==(const Endings &) const = default;
};

/// Of a change set in either direction: undoing a new password ends the sessions that began with it, too.
Endings endingsOf(const domain::ChangeSet &changes);

/// Has `ledger` forget them. All are tried; the first error is the answer.
base::Result<void> endIn(Ledger &ledger, const Endings &endings);

} // namespace gatehouse::store
