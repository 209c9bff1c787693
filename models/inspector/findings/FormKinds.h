#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"
#include "models/jose/SdJwt.h"

/// What the text is: other forms of tokens, other things than tokens.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"several-tokens", Number<"count">> severalTokens{Warning, ofToken()};
inline constexpr Kind<"shortened-copy"> shortenedCopy{Error, ofToken()};
inline constexpr Kind<"known-family", Text<"family">> knownFamily{Info, ofToken()};
inline constexpr Kind<"packed-data", Text<"format">> packedData{Info, ofToken()};
inline constexpr Kind<"encoded-token"> encodedToken{Info, ofToken(), "RFC 7519 section 5.2"};
inline constexpr Kind<"key-in-token-box"> keyInTokenBox{Warning, ofToken()};
inline constexpr Kind<"token-in-key-box"> tokenInKeyBox{Warning, ofKey()};
inline constexpr Kind<"payload-detached"> payloadDetached{Info, ofToken(), "RFC 7515 appendix F"};
inline constexpr Kind<"json-serialization", Number<"count">> jsonSerialization{Info, ofToken(), "RFC 7515 section 7.2"};
inline constexpr Kind<"sd-jwt", Number<"disclosed">, Number<"concealed">> sdJwt{Info, ofToken(), "RFC 9901 section 4"};
inline constexpr Kind<"sd-jwt-disclosure", Code<"fault", jose::SdJwtError::Kind>, OptionalText<"name">> sdJwtDisclosure{
    Error, ofClaim(), "RFC 9901 section 7.1", Breaks};
inline constexpr Kind<"sd-jwt-undisclosed", Number<"digests">> sdJwtUndisclosed{Info, ofClaim("_sd"),
                                                                                "RFC 9901 section 4"};
inline constexpr Kind<"nested-token"> nestedToken{Info, ofHeader("cty"), "RFC 7519 section 5.2"};
inline constexpr Kind<"implementations-differ", Code<"case", DifferenceCase>, Text<"accepting">,
                      OptionalText<"refusing">>
    implementationsDiffer{Info, ofToken()};
inline constexpr Kind<"jti-repeated"> jtiRepeated{Warning, ofClaim("jti"), "RFC 7519 section 4.1.7"};

using FormKinds = KindGroup<severalTokens, shortenedCopy, knownFamily, packedData, encodedToken, keyInTokenBox,
                            tokenInKeyBox, payloadDetached, jsonSerialization, sdJwt, sdJwtDisclosure, sdJwtUndisclosed,
                            nestedToken, implementationsDiffer, jtiRepeated>;

} // namespace gatehouse::inspector::kinds
