#pragma once

namespace gatehouse::app::start {

/// The memory of this process, with keys and secrets in it, goes into no core file, and no other process of the user
/// attaches to it. Called first thing in main(); whatever the process becomes has to call it again.
void forbidCoreDumps();

} // namespace gatehouse::app::start
