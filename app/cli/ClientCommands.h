#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `client create | list | show | rotate-secret | delete`.
void addClientCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
