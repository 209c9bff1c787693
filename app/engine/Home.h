#pragma once

namespace gatehouse::app {

/// For the beginning of a process: where HOME is not set, as under some service managers, it is what the system's list
/// of users says. Without it, files would be looked for under the root folder.
void ensureHome();

} // namespace gatehouse::app
