#pragma once

#include "models/domain/AuditFilter.h"
#include "models/store/ResourceServerStore.h"

namespace gatehouse::store {

/// Every entry that `filter` wants, newest first, read in portions in the background. Ends as Cancelled where `store`,
/// which is asked, goes first.
base::Job<QList<domain::AuditEntry>> readAudit(ResourceServerStore &store, const domain::AuditFilter &filter);

} // namespace gatehouse::store
