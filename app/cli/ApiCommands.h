#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `api create | list | show | update | delete`.
void addApiCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
