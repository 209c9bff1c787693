#pragma once

#include "models/base/Error.h"
#include "models/oauth/TokenMessages.h"

namespace gatehouse::issuer {

// The error answers that several endpoints give (contract section 2.3).

oauth::TokenErrorResponse refusal(int status, const QString &error, const QString &description);
oauth::TokenErrorResponse invalidRequest(const QString &description);
oauth::TokenErrorResponse accessDenied(const QString &description);
/// For a request that names no API.
oauth::TokenErrorResponse noAudience();
/// The same for an unknown client, a wrong secret and a missing one: who asks learns nothing about which ids exist.
oauth::TokenErrorResponse unauthorized();
/// For an unknown code, a used one, an expired one and another client's: they cannot be told apart (AS-30).
oauth::TokenErrorResponse invalidCode();
oauth::TokenErrorResponse invalidRefreshToken();
oauth::TokenErrorResponse serverError(const base::Error &error);
oauth::TokenErrorResponse storeUnavailable();

/// Text of a stranger, made visible and cut to what an error text needs.
QString echoed(const QString &text);
/// Several, separated by commas, and not all of many.
QString echoedList(const QStringList &texts);

} // namespace gatehouse::issuer
