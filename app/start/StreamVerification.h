#pragma once

#include "app/start/Exit.h"

#include <string>
#include <vector>

namespace gatehouse::app::start {

/// Whether `arguments` are `token verify --jsonl` and nothing that needs explaining: the one command line that is
/// answered without the grammar, because scripts start it thousands of times.
bool isStreamVerification(const std::vector<std::string> &arguments);

/// Answers `token verify --jsonl` from one file descriptor to another: no tenant, no event loop, no clock stand between
/// the bytes and the verdicts. Done when every line was verified and written.
Exit verifyStream(int input, int output);

} // namespace gatehouse::app::start
