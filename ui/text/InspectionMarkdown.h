#pragma once

#include "models/inspector/TokenInspection.h"

#include <QString>

namespace gatehouse::ui::text {

/// The token as it may be shown to anybody: a JWS with its signature replaced by REDACTED, and of an SD-JWT the signed
/// part alone. Empty when the text is no compact JWS.
QString redactedToken(const inspector::TokenInspection &inspection);

/// A report on one token for a ticket: the five verdicts, how the key was found, the findings with their citations,
/// header and claims; no signature, and nothing of the token that is not escaped.
QString inspectionMarkdown(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::text
