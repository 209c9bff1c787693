#pragma once

#include <optional>
#include <string>
#include <vector>

namespace gatehouse::app::start {

/// The arguments for gatehouse-window when the command line asks for the window: none at all, nothing but
/// `--store FILE` and `--page ADDRESS`, or `tour DIR …`, which becomes `--tour DIR …`. Nothing for every other one.
std::optional<std::vector<std::string>> windowArguments(const std::vector<std::string> &arguments);

/// Becomes another of our programs, which lies beside this one or in ../libexec/gatehouse. Returns only if there is
/// none, with the places that were looked at.
std::vector<std::string> become(const char *program, const std::vector<std::string> &arguments);

} // namespace gatehouse::app::start
