#pragma once

#include "models/scan/BatchInspection.h"
#include "models/scan/RotationRehearsal.h"

#include <functional>

namespace gatehouse::scan {

enum class ExportFormat { Json, Csv, Markdown };

/// Takes a part of what is written; false when no more can be.
using ExportSink = std::function<bool(QByteArrayView part)>;

/// Writes a batch for a ticket, a sheet or a script, row by row. No signature is in it, nor what is encrypted: a reader
/// of the export cannot use a token. JSON is exact; CSV (RFC 4180) has no cell that a spreadsheet would compute and,
/// like Markdown, marks in place of what an eye would miss. Whether everything was written.
bool exportBatch(const BatchResult &batch, ExportFormat format, const ExportSink &sink);

/// The columns, which are the members of the JSON too.
QStringList exportColumns();

} // namespace gatehouse::scan
