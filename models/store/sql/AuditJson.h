#pragma once

#include "models/domain/AuditEntry.h"

#include <optional>

namespace gatehouse::store::sql {

/// The items of an audit entry as they lie in the store: a compact JSON array.
QString auditItemsToJson(const QList<domain::AuditItem> &items);
/// Nothing when the text is not what auditItemsToJson() writes.
std::optional<QList<domain::AuditItem>> auditItemsFromJson(const QString &json);

} // namespace gatehouse::store::sql
