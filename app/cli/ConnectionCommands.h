#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `connection add|list|test|remove|use`.
void addConnectionCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
