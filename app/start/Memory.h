#pragma once

namespace gatehouse::app::start {

/// Ends the process with one sentence and exit code 1 where memory cannot be had, in whatever thread: the store is as
/// safe then as after a kill.
void reportMissingMemory();

} // namespace gatehouse::app::start
