#pragma once

#include "app/cli/Command.h"

#include <string>
#include <variant>
#include <vector>

namespace gatehouse::app::cli {

/// A command line that asks for help, or is not in the grammar.
struct Usage
{
    std::string text;
    Exit exit = Exit::WrongUse; ///< Done when help was asked for
};

/// Reads `arguments` (without the program's name) by the one grammar there is. `version` is printed by --version.
std::variant<Invocation, Usage> parse(const std::vector<std::string> &arguments, const std::string &version);

} // namespace gatehouse::app::cli
