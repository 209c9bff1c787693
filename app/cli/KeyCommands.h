#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `gatehouse key …`, `consent …` and `session …`: what signs, what people agreed to, and who is logged in.
void addKeyCommands(CLI::App &app, Invocation &invocation);
void addConsentCommands(CLI::App &app, Invocation &invocation);
void addSessionCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
