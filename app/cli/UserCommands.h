#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `gatehouse user …`: the test users who log in at the tenant's own server.
void addUserCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
