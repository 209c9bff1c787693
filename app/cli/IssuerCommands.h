#pragma once

namespace CLI {
class App;
}

namespace gatehouse::app::cli {

struct Invocation;

/// Issuers besides the tenant whose tokens are verified: `issuer add`, `list`, `show`, `refresh`, `remove`, `presets`.
void addIssuerCommands(CLI::App &app, Invocation &invocation);

} // namespace gatehouse::app::cli
