#pragma once

#include "models/base/Result.h"
#include "models/scan/FoundToken.h"

#include <QList>

#include <functional>
#include <stop_token>

class QIODevice;

namespace gatehouse::scan {

/// How an input is scanned. Callbacks come in the thread that called.
struct ScanOptions
{
    int threads = 1;
    std::stop_token stop;
    std::function<void(qint64 bytesDone)> progress = {};
};

/// Tokens in the order in which they stand, some at a time.
using FoundSink = std::function<void(QList<FoundToken> &&found)>;

/// Scans a file on several threads, each a piece at a time; what is held in memory does not grow with the file. A HAR
/// is read by one thread, since an entry can only be counted from the beginning, and so is a text in UTF-16. The bytes
/// read; Cancelled when stopped.
base::Result<qint64> scanFile(const QString &path, const ScanOptions &options, const FoundSink &sink);

/// Scans what cannot be read twice: a pipe, a text that was pasted.
base::Result<qint64> scanDevice(QIODevice &device, const ScanOptions &options, const FoundSink &sink);

} // namespace gatehouse::scan
