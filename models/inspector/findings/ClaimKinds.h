#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"

/// What the claims say, and should not.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"payload-not-object"> payloadNotObject{Error, ofClaim(), "RFC 7519 section 7.2"};
inline constexpr Kind<"duplicate-claim", Member> duplicateClaim{Error, ofClaim(), "RFC 7519 section 4"};
inline constexpr Kind<"claim-type", Member, Code<"expected", JsonType>> claimType{Error, ofClaim(),
                                                                                  "RFC 7519 section 4.1"};
inline constexpr Kind<"time-out-of-range", Member, Text<"value">> timeOutOfRange{Error, ofClaim(),
                                                                                 "RFC 7519 section 2"};
inline constexpr Kind<"time-milliseconds", Member, Text<"value">> timeMilliseconds{Warning, ofClaim(),
                                                                                   "RFC 7519 section 2"};
inline constexpr Kind<"no-expiry"> noExpiry{Warning, ofClaim("exp"), "RFC 9068 section 2.2", Warns};
inline constexpr Kind<"issued-in-future", Number<"seconds">> issuedInFuture{Warning, ofClaim("iat"),
                                                                            "RFC 7519 section 4.1.6"};
inline constexpr Kind<"expires-before-issued"> expiresBeforeIssued{Error, ofClaim("exp"), "RFC 7519 section 4.1.4",
                                                                   Breaks};
inline constexpr Kind<"never-valid"> neverValid{Error, ofClaim("nbf"), "RFC 7519 section 4.1.5", Breaks};
inline constexpr Kind<"lifetime-too-long", Number<"lifetime">, Number<"allowed">> lifetimeTooLong{
    Warning, ofClaim("exp"), "RFC 7519 section 4.1.4", Breaks};
inline constexpr Kind<"audience-missing"> audienceMissing{Warning, ofClaim("aud"), "RFC 8725 section 3.9", Warns};
inline constexpr Kind<"audience-repeated"> audienceRepeated{Info, ofClaim("aud"), "RFC 7519 section 4.1.3"};
inline constexpr Kind<"audience-near-miss", Text<"value">, Text<"expected">> audienceNearMiss{Warning, ofClaim("aud"),
                                                                                              "RFC 8725 section 3.9"};
inline constexpr Kind<"issuer-near-miss", Text<"value">, Text<"expected">> issuerNearMiss{Warning, ofClaim("iss"),
                                                                                          "RFC 8725 section 3.8"};
inline constexpr Kind<"similar-claim", Member, Text<"registered">> similarClaim{Warning, ofClaim(),
                                                                                "RFC 7519 section 7.3", Warns};
inline constexpr Kind<"missing-claim", Member> missingClaim{Warning, ofClaim(), "RFC 9068 section 2.2", Breaks};
inline constexpr Kind<"profile-subject", Text<"subject">, Text<"expected">> profileSubject{
    Warning, ofClaim("sub"), "RFC 9068 section 2.2", Warns};
inline constexpr Kind<"looks-like-id-token", Member> looksLikeIdToken{Warning, ofClaim(), "RFC 8725 section 3.12",
                                                                      Breaks};
inline constexpr Kind<"personal-data", Member, Code<"what", PersonalDatum>> personalData{Info, ofClaim(),
                                                                                         "RFC 7519 section 12"};
inline constexpr Kind<"card-number", Member, Text<"masked">> cardNumber{Warning, ofClaim(), "RFC 7519 section 12"};
inline constexpr Kind<"secret-in-claim", Member, Code<"what", SecretKind>, Text<"masked">> secretInClaim{
    Error, ofClaim(), "RFC 7519 section 12", Warns};
inline constexpr Kind<"token-in-claim", Member> tokenInClaim{Warning, ofClaim(), "RFC 7519 section 12"};
inline constexpr Kind<"hidden-characters", Member> hiddenCharacters{Warning, ofClaim(), "RFC 8725 section 3.10"};
inline constexpr Kind<"markup-in-claim", Member, Code<"what", Markup>> markupInClaim{Info, ofClaim(),
                                                                                     "RFC 8725 section 3.10"};
inline constexpr Kind<"text-very-long", Member, Number<"length">> textVeryLong{Info, ofClaim(),
                                                                               "RFC 8725 section 3.10"};
inline constexpr Kind<"number-inexact", Member, Text<"value">> numberInexact{Info, ofClaim(), "RFC 8259 section 6"};

using ClaimKinds =
    KindGroup<payloadNotObject, duplicateClaim, claimType, timeOutOfRange, timeMilliseconds, noExpiry, issuedInFuture,
              expiresBeforeIssued, neverValid, lifetimeTooLong, audienceMissing, audienceRepeated, audienceNearMiss,
              issuerNearMiss, similarClaim, missingClaim, profileSubject, looksLikeIdToken, personalData, cardNumber,
              secretInClaim, tokenInClaim, hiddenCharacters, markupInClaim, textVeryLong, numberInexact>;

} // namespace gatehouse::inspector::kinds
