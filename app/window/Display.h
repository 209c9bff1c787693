#pragma once

#include <span>

namespace gatehouse::app {

/// Sees to it that QApplication can be made, which ends the process with an abort where it finds no display; to be
/// asked before. A tour needs none and gets the offscreen platform. False, after a line on standard error that says so,
/// for anything else where there is no display.
bool prepareDisplay(std::span<char *const> arguments);

} // namespace gatehouse::app
