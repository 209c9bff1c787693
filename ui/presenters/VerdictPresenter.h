#pragma once

#include "models/inspector/Headline.h"
#include "ui/theme/SeverityStyle.h"

namespace gatehouse::ui::presenters {

/// How a verdict looks. Three verdicts have three icons, three words and three colours; and because a person takes
/// green for "genuine", nothing about a token that is not verified is ever green.
theme::SeverityStyle verdictStyle(inspector::Verdict verdict);

/// The same with the headline as its word and color: green only where everything that was asked for is good.
theme::SeverityStyle headlineStyle(inspector::Headline headline, inspector::Verdict verdict);

/// The headline of a token.
theme::SeverityStyle bannerStyle(const inspector::TokenInspection &inspection);

/// Whether a key was found and the signature put to it; a key that was only looked for is none to speak of.
bool wasChecked(const inspector::TokenInspection &inspection);

/// Whether the text is a token to the letter. Green only on a verified token.
theme::SeverityStyle formStyle(const inspector::TokenInspection &inspection);

theme::SeverityStyle signatureStyle(const inspector::TokenInspection &inspection);

/// Expiry is judged apart from the signature: its own icon and tone. Green only on a verified token.
theme::SeverityStyle timeStyle(const inspector::TokenInspection &inspection);

/// Issuer and audience against what was expected. Green only on a verified token.
theme::SeverityStyle claimsStyle(const inspector::TokenInspection &inspection);

/// Whether the rules of API, key, header and profile are kept. Green only on a verified token.
theme::SeverityStyle policyStyle(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::presenters
