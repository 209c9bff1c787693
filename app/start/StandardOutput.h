#pragma once

#include "app/start/Exit.h"

namespace gatehouse::app::start {

/// Takes the places of standard streams that are closed, so that no file of ours is opened in one of them and printed
/// into. What is read or written there fails as before. Called first thing in main().
void reserveStandardStreams();

/// Writing to a pipe that nobody reads becomes an error of the write instead of the end of the process. Called
/// early in main(), so that every output fails in the same way, whatever it leads to.
void reportWriteErrors();

/// Says on standard error that standard output took no more: `error` is the errno of the write. Answers the exit code.
Exit reportUnwritten(int error);

/// The exit code of a program that has printed with stdio and is about to end with `exit`: writes what is still held
/// back, and reports what could not be written now or earlier.
Exit withOutputWritten(Exit exit);

} // namespace gatehouse::app::start
