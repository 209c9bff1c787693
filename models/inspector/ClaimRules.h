#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::inspector {

/// Reads the registered claims into `inspection` (times, issuer, audience, scopes) and judges their types. What is of
/// the wrong type or no time is left out, and said in a finding.
void readClaims(TokenInspection &inspection);

/// The whole seconds of a time claim; nothing when it is absent or no time between 1970 and 9999.
std::optional<qint64> timeClaim(const jose::JsonValue &claims, QStringView name);

/// exp, nbf and iat against `now` (RFC 7519 sections 4.1.4 to 4.1.6): expired from the second of exp on, later by the
/// leeway.
void judgeTime(TokenInspection &inspection, std::optional<base::Instant> now, qint64 leeway);

/// Issuer and audience against what is expected: exact matches only, near misses are named (RFC 8725
/// sections 3.8, 3.9). `api` is the one whose key was used, if any.
void judgeParties(TokenInspection &inspection, const VerificationPolicy &policy, const domain::ResourceServer *api);

/// Issuers and audiences a token is compared with, and the audiences worth naming as nearly meant.
struct ExpectedParties
{
    QStringList issuers;
    QStringList audiences;
    QStringList configured;
};
ExpectedParties expectedParties(const VerificationPolicy &policy, const domain::ResourceServer *api);

/// Whom the token was issued to: `azp`, else `client_id`, else `cid`.
QString clientOf(const jose::JsonValue &claims);

/// Fills the four sets of scopes; those of several APIs are united, as the token's are.
void compareScopeSets(TokenInspection &inspection, const VerificationPolicy &policy,
                      const QList<const domain::ResourceServer *> &apis);

} // namespace gatehouse::inspector
