#pragma once

#include <QString>

namespace gatehouse::ui::text {

/// What a claim of a token's payload means, in one line; empty for one we do not know.
QString claimExplanation(const QString &claim);
/// What a header parameter means, in one line; empty for one we do not know.
QString headerExplanation(const QString &parameter);
/// Whether the claim's number is a moment (NumericDate).
bool isTimeClaim(const QString &claim);

} // namespace gatehouse::ui::text
