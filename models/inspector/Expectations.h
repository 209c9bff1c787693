#pragma once

#include "models/inspector/TokenInspector.h"

namespace gatehouse::inspector {

/// What a token's issuer and audience are compared with, and the audiences worth naming as nearly meant. A list that
/// is expected and empty means that there is nothing to compare with: a tenant that has not issued a token yet.
struct ExpectedParties
{
    bool isIssuerExpected = false;
    bool isAudienceExpected = false;
    QStringList issuers = {};
    QStringList audiences = {};
    QStringList also = {}; ///< of which the token names one as well, where the issuer's tokens are for these alone
    QStringList configured = {};
    bool isAudienceClient = false; ///< the token names its client where others name the audience
};
ExpectedParties expectedParties(const TokenInspection &token, const VerificationPolicy &policy,
                                const domain::ResourceServer *api);

/// The worse of two answers: are the claims well formed, and is each expectation met?
Claims claimsVerdict(Claims form, const Expectations &expectations);
/// What a valid signature comes to: it is not enough if an expectation is not met.
Reason reasonOf(Claims verdict, const Expectations &expectations);

/// Compares issuer, audience and scopes with what the policy expects, each by itself and byte by byte (RFC 8725
/// sections 3.8, 3.9; RFC 6750 section 3.1). Sets `inspection.expectations`, the worse of this and of the claims' form
/// as the verdict on the claims, and the reason where a valid signature is not enough. `api` is the one whose key was
/// used, if any.
void judgeExpectations(TokenInspection &inspection, const VerificationPolicy &policy,
                       const domain::ResourceServer *api);

} // namespace gatehouse::inspector
