#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `serve`: the authorization server alone, until interrupted.
void addServeCommand(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
