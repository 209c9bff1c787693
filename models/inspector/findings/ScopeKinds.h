#pragma once

#include "models/inspector/findings/Kind.h"

/// What the token permits, and to which client.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"scope-type"> scopeType{Error, ofClaim("scope"), "RFC 8693 section 4.2", Breaks};
inline constexpr Kind<"scope-format"> scopeFormat{Warning, ofClaim("scope"), "RFC 6749 section 3.3", Warns};
inline constexpr Kind<"scope-in-other-claim", Member> scopeInOtherClaim{Info, ofClaim(), "RFC 9068 section 2.2.3"};
inline constexpr Kind<"scopes-disagree", Member, OptionalText<"onlyHere">, OptionalText<"onlyThere">> scopesDisagree{
    Warning, ofClaim(), "RFC 9068 section 2.2.3", Warns};
inline constexpr Kind<"scopes-many", Number<"count">> scopesMany{Warning, ofClaim("scope"), "RFC 9068 section 2.2.3",
                                                                 Warns};
inline constexpr Kind<"scope-undefined", Text<"scopes">> scopeUndefined{Warning, ofClaim("scope"),
                                                                        "RFC 9068 section 2.2.3", Breaks};
inline constexpr Kind<"scope-not-granted", Text<"scopes">> scopeNotGranted{Warning, ofClaim("scope"),
                                                                           "RFC 9068 section 2.2.3", Breaks};
inline constexpr Kind<"scope-granted-and-absent", Text<"scopes">> scopeGrantedAndAbsent{Info, ofClaim("scope"),
                                                                                        "RFC 6749 section 3.3"};
inline constexpr Kind<"scope-missing-for-call", Text<"scopes">> scopeMissingForCall{Error, ofClaim("scope"),
                                                                                    "RFC 6750 section 3.1", Breaks};
inline constexpr Kind<"client-unknown", Member, Text<"client">> clientUnknown{Warning, ofClaim(),
                                                                              "RFC 8725 section 3.8", Breaks};
inline constexpr Kind<"client-without-grant", Member, Text<"client">, Text<"apis">> clientWithoutGrant{
    Warning, ofClaim(), "RFC 8725 section 3.8", Breaks};
inline constexpr Kind<"client-differs", Member, Text<"client">, Text<"other">> clientDiffers{
    Warning, ofClaim(), "RFC 9068 section 2.2", Breaks};

using ScopeKinds =
    KindGroup<scopeType, scopeFormat, scopeInOtherClaim, scopesDisagree, scopesMany, scopeUndefined, scopeNotGranted,
              scopeGrantedAndAbsent, scopeMissingForCall, clientUnknown, clientWithoutGrant, clientDiffers>;

} // namespace gatehouse::inspector::kinds
