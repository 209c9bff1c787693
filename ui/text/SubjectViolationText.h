#pragma once

#include "models/domain/Violation.h"

namespace gatehouse::ui::text {

/// The sentence for what is wrong with a client, a test user, a consent or a key; empty for every other field and for
/// pairs that no check produces. violationText() asks here.
QString subjectViolationText(const domain::Violation &violation);

} // namespace gatehouse::ui::text
