#pragma once

#include "models/domain/AuditEntry.h"
#include "models/jose/StrictJson.h"

#include <QByteArray>

namespace gatehouse::ui::text {

/// The activity for a spreadsheet (RFC 4180, UTF-8, a header line): a row for each field that changed, and one for each
/// object of which no field is told. Times in UTC.
QByteArray activityCsv(const QList<domain::AuditEntry> &entries);
/// The same for programs: an array with an object for each entry, as `gatehouse activity --json` prints it.
jose::JsonValue activityJson(const QList<domain::AuditEntry> &entries);

} // namespace gatehouse::ui::text
