#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `gatehouse store …`: where the store lies and what protects its secrets.
void addStoreCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
