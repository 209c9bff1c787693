#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/theme/SeverityStyle.h"

namespace gatehouse::ui::presenters {

/// How a verdict looks. Three verdicts have three icons, three words and three colours; and because a person takes
/// green for "genuine", nothing about a token that is not verified is ever green.
theme::SeverityStyle verdictStyle(inspector::Verdict verdict);

/// Whether a key was found and the signature put to it; a key that was only looked for is none to speak of.
bool wasChecked(const inspector::TokenInspection &inspection);

/// Expiry is judged apart from the signature: its own icon and tone. Green only on a verified token.
theme::SeverityStyle timeStyle(const inspector::TokenInspection &inspection);

/// Issuer and audience against what was expected. Green only on a verified token.
theme::SeverityStyle claimsStyle(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::presenters
