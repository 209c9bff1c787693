#pragma once

#include "models/scan/StreamScan.h"

namespace gatehouse::scan {

/// Opens what was compressed inside a text. Its members are named behind the line that it begins in; `within` is what
/// the text came out of.
base::Result<void> scanPacked(std::vector<PackedWithin> &&packed, const QString &within, const ScanOptions &options,
                              const FoundSink &sink, transport::ContainerUse &use);

/// Scans each member of a container. The bytes read, where that can be told.
base::Result<qint64> scanContainer(QIODevice &device, const ScanOptions &options, const FoundSink &sink);

} // namespace gatehouse::scan
