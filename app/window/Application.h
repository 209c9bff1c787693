#pragma once

namespace gatehouse::app {

/// What the process promises before it holds a secret: no core dumps, and every log line through base::redacted().
/// Called first thing in main(), before a QApplication exists.
void prepareProcess();

/// Names the program for the desktop, and finds its translations. Called once a QApplication exists.
void prepareApplication(const char *version);

} // namespace gatehouse::app
