#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/inspector/findings/FindingSink.h"

namespace gatehouse::inspector {

/// Reads the registered claims into `inspection` (times, issuer, audience, scopes) and judges their types. What is of
/// the wrong type or not a time is skipped and reported.
void readClaims(TokenInspection &inspection, FindingSink &findings);

/// The whole seconds of a time claim; nothing when it is absent or no time between 1970 and 9999.
std::optional<qint64> timeClaim(const jose::JsonValue &claims, QStringView name);

/// What limits a token in time, in Unix seconds, as far as it says.
struct TokenTimes
{
    std::optional<double> notBefore, expiresAt;
};
/// Their verdict at `now` (RFC 7519 sections 4.1.4, 4.1.5): expired from the second of exp on, later by the leeway in
/// seconds, which is capped.
Time timeVerdict(const TokenTimes &times, base::Instant now, qint64 leeway);

/// exp, nbf and iat against `now` (RFC 7519 sections 4.1.4 to 4.1.6): expired from the second of exp on, later by the
/// leeway.
void judgeTime(TokenInspection &inspection, std::optional<base::Instant> now, qint64 leeway);

/// `aud` as RFC 7519 section 4.1.3 has it: a string, or an array of strings.
bool isAudienceReadable(const jose::JsonValue &aud);

/// The claim that names the scopes: `scope`, else `scp`, else `permissions`; nullptr without one.
const jose::JsonValue *scopeClaim(const jose::JsonValue &claims);
/// A string of scopes, or an array of them.
bool isScopeReadable(const jose::JsonValue &scope);

/// Whom the token was issued to: `azp`, else `client_id`, else `cid`.
QString clientOf(const jose::JsonValue &claims);
/// Whether a token of this tenant speaks in the name of one of its people.
bool isUsersToken(const jose::JsonValue &claims, const store::StoreSnapshot &tenant);

/// Fills the four sets of scopes; those of several APIs are united, as the token's are.
void compareScopeSets(TokenInspection &inspection, const VerificationPolicy &policy,
                      const QList<const domain::ResourceServer *> &apis);

} // namespace gatehouse::inspector
