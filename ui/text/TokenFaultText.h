#pragma once

#include "models/inspector/Removal.h"
#include "models/jose/CompactJws.h"
#include "models/jose/JsonJws.h"
#include "models/jose/Jwe.h"
#include "models/jose/Jwk.h"

#include <QString>

namespace gatehouse::ui::text {

/// Why a text is not a token to the letter, with the place: "The payload has a character at position 141 that base64url
/// does not have."
QString jwsErrorText(const jose::JwsError &error);
/// Why a text in JSON serialization is not a JWS, or not a JWE; what to do about it is the reason's advice.
QString jsonJwsErrorText(const jose::JsonJwsError &error);
QString jweErrorText(const jose::JweError &error);
/// Why bytes are not the JSON we accept.
QString jsonErrorText(const jose::JsonError &error);
/// Why a text is not a key we verify with.
QString keyErrorText(const jose::KeyError &error);
/// What was around a token: "the word Bearer before it".
QString removalText(inspector::Removal removal);
/// All of it in a sentence: "Removed from around the token: quotation marks around it, …."; empty for nothing.
QString removedText(const inspector::Removals &removed);

} // namespace gatehouse::ui::text
