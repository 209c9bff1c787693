#pragma once

#include "ui/theme/Tone.h"

#include <QString>

namespace gatehouse::ui::theme {

/// The program's style sheet in one scheme, every colour taken from Tone. What it looks at: object class, the `kind` of
/// a button (ButtonKind), and the `surface` of a frame ("card", "danger", "banner", "bar", "pane", "locked").
QString styleSheet(Scheme scheme);

} // namespace gatehouse::ui::theme
