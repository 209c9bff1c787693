#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::inspector {

/// The whole of a judgement in one line: what a person reads first, and what decides the color. Only the first is
/// green.
enum class Headline {
    Verified, ///< form, signature, time, claims and policy are good, and everything expected was compared
    // A verified token that is not good now, or not in every respect.
    Expired,
    NotYetValid,
    InvalidTime,
    MalformedClaims,
    PolicyViolated,
    NoExpiry,
    PolicyWarned, ///< against good practice
    TokenInside,  ///< the signature is over another token, which has to be inspected itself
    OtherContent, ///< a signed message that need not be a JWT, and is not one
    // A valid signature that is not enough.
    WrongIssuer,
    WrongAudience,
    WrongIssuerAndAudience,
    NoIssuer,
    NoAudience,
    NoIssuerAndAudience,
    MissingScopes,
    IssuerNotCompared,
    AudienceNotCompared,
    IssuerAndAudienceNotCompared,
    ScopesNotCompared,
    NotAJwt, ///< the payload is not a claims set (RFC 7519 section 7.2)
    // No valid signature.
    NotAToken,
    SeveralTokens,
    Malformed,
    NotSigned,
    InvalidSignature,
    WrongAlgorithm,
    KeyConfusion,
    UnfitKey,
    HeaderRefused,
    BadPresentation, ///< SD-JWT: a disclosure or the key binding
    // Nothing is known of the signature.
    NoKey,
    NoFittingKey,
    UnusableKey,
    UnsupportedAlgorithm,
    ContentMissing,
    Incomplete, ///< found, and a part of it was not there
    SeveralSignatures,
    Encrypted,
    NotDecrypted,
    Decrypted,
};

inline constexpr int headlineCount = static_cast<int>(Headline::Decrypted) + 1;

/// How a headline looks.
enum class Light {
    Green, ///< everything that was asked for is good
    Amber, ///< genuine with a caveat, or not everything could be checked
    Red,   ///< do not accept
};

Headline headlineOf(const TokenInspection &inspection);
Light lightOf(Headline headline);

} // namespace gatehouse::inspector
