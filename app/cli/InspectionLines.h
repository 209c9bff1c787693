#pragma once

#include "app/cli/Output.h"
#include "models/inspector/TokenInspection.h"

namespace gatehouse::app::cli {

/// A whole inspection in words, for a terminal; times are told relative to `now`.
void tellInspection(Output &out, const inspector::TokenInspection &inspection, base::Instant now);

} // namespace gatehouse::app::cli
