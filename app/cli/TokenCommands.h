#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `token inspect | verify`.
void addTokenCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
