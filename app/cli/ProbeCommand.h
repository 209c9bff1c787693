#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// `api probe URL`: the negative lab.
void addProbeCommand(CLI::App &group, Invocation &invocation);

} // namespace gatehouse::app::cli
