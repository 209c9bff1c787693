#pragma once

#include "models/issuer/ConsentPolicy.h"
#include "models/issuer/ScopeDecision.h"

#include <QString>

namespace gatehouse::ui::text {

/// What becomes of a scope that was asked for, and why.
QString scopeFateText(const issuer::ScopeRow &row);
/// Whether a person is asked before the client may act for them, and why.
QString consentReasonText(issuer::ConsentReason reason);

} // namespace gatehouse::ui::text
