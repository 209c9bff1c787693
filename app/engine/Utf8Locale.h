#pragma once

namespace gatehouse::app {

/// For the beginning of a process: Qt wants a UTF-8 locale and complains aloud where there is none, as in a bare
/// container. The person's own is kept when it is one.
void ensureUtf8Locale();

} // namespace gatehouse::app
