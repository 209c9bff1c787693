#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `gatehouse activity`: who changed what, for a person, a sheet or a script.
void addActivityCommand(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
