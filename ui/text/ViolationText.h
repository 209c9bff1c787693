#pragma once

#include "models/domain/Violation.h"

#include <QString>

namespace gatehouse::ui::text {

/// One whole sentence that says what is allowed in this field, with the limit: shown at the field, printed by the
/// command line.
QString violationText(const domain::Violation &violation);

/// The label a form gives this field: "Token Expiration (seconds)".
QString fieldLabel(domain::Field field);

} // namespace gatehouse::ui::text
