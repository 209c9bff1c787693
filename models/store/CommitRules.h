#pragma once

#include "models/base/Result.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// `changes` as they are to be written over `current`: merged with what others committed, checked against every rule
/// that must hold in a tenant whatever client wrote it (unique identifiers and ids, grants that name existing objects,
/// the Management API's limits). Conflict or Refused otherwise; Refused carries the rule's name in `detail`. Every
/// backend that decides for itself asks this function, so that all of them decide alike.
base::Result<domain::ChangeSet> reconcile(const StoreSnapshot &current, const domain::ChangeSet &changes);

} // namespace gatehouse::store
