#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `scope add | import | list | remove`.
void addScopeCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
