#pragma once

#include "models/inspector/TokenInspection.h"

#include <QString>

namespace gatehouse::ui::text {

/// One step of how the key was found, as a sentence.
QString resolutionText(const inspector::ResolutionStep &step);

/// Whether the step is one that spoke against the token, to be drawn as such.
bool isAgainst(inspector::ResolutionStep::Kind kind);

} // namespace gatehouse::ui::text
