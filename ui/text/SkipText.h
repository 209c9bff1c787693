#pragma once

#include "models/transport/Containers.h"

namespace gatehouse::ui::text {

/// Why something in a container was not searched, or not to its end: a sentence.
QString skipReasonText(transport::SkipReason reason);

} // namespace gatehouse::ui::text
