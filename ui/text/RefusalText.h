#pragma once

#include "models/store/TenantEditor.h"

#include <QString>

namespace gatehouse::ui::text {

/// Why an edit was not made, in one line: a violation's sentence or an error's.
QString refusalText(const store::Refusal &refusal);

} // namespace gatehouse::ui::text
