#pragma once

#include "models/base/Result.h"
#include "models/transport/Containers.h"
#include "models/transport/FoundToken.h"

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
    /// Opens what is compressed or packed; without, such inputs are searched as they are.
    const transport::Containers *containers = nullptr;
    /// What is found next is in that member of a container.
    std::function<void(const QString &member)> entered = {};
    /// What was not searched, or not to its end; an empty name is the input itself.
    std::function<void(const QString &member, transport::SkipReason reason)> skipped = {};
};

/// Tokens in the order in which they stand, some at a time.
using FoundSink = std::function<void(QList<transport::FoundToken> &&found)>;

/// Scans a file on several threads, each a piece at a time; what is held in memory does not grow with the file. A HAR
/// is read by one thread, since an entry can only be counted from the beginning, and so is a text in UTF-16. The bytes
/// read; Cancelled when stopped.
base::Result<qint64> scanFile(const QString &path, const ScanOptions &options, const FoundSink &sink);

/// Scans what cannot be read twice: a pipe, a text that was pasted.
base::Result<qint64> scanDevice(QIODevice &device, const ScanOptions &options, const FoundSink &sink);

} // namespace gatehouse::scan
