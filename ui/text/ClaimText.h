#pragma once

#include <QString>

namespace gatehouse::ui::text {

/// What a claim of a token's payload means, in one line; empty for one we do not know.
QString claimExplanation(const QString &claim);
/// What a header parameter means, in one line; empty for one we do not know.
QString headerExplanation(const QString &parameter);
/// One of the two, or for a name that nobody registered, that it is somebody's own.
QString memberExplanation(const QString &name, bool isHeader);
/// What is known of a member further down, by its JSON pointer ("/cnf/jkt"); empty for all others.
QString nestedClaimExplanation(const QString &pointer);
/// Whether the claim's number is a moment (NumericDate).
bool isTimeClaim(const QString &claim);

} // namespace gatehouse::ui::text
