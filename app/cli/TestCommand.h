#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `test API --client CLIENT`: runs the flow over HTTP and verifies what comes back.
void addTestCommand(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
