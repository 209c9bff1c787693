#pragma once

#include <QtGlobal>

#include <functional>

namespace gatehouse::scan {

/// Calls `work(index)` for every index below `count` from up to `threads` threads, this one among them, and returns
/// when all are done. Exceptions must not leave `work`.
void forEachIndex(qsizetype count, int threads, const std::function<void(qsizetype index)> &work);

/// The processors this process may use; at least one.
int processorCount();

} // namespace gatehouse::scan
