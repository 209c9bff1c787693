#pragma once

#include "models/inspector/Finding.h"

#include <QString>

namespace gatehouse::ui::text {

/// A parameter of a finding as words: codes of the rule that found it are translated, everything else is shown as it
/// is, made safe.
QString findingParameter(const inspector::Finding &finding, qsizetype index);

} // namespace gatehouse::ui::text
