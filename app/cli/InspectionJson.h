#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::app::cli {

/// A whole inspection as members of `object`, in stable codes: the verdicts, header and payload, key, how it was found,
/// findings, scope sets, and what only some forms have. Never a token, nor a part of one that proves something.
void addInspection(jose::JsonValue &object, const inspector::TokenInspection &inspection);

} // namespace gatehouse::app::cli
