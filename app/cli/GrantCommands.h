#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `grant set | list | remove`.
void addGrantCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
