#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"

/// What the header says, and should not.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"algorithm-none"> algorithmNone{Error, ofHeader("alg"), "RFC 8725 section 3.2", Breaks};
inline constexpr Kind<"algorithm-spelling", Text<"registered">> algorithmSpelling{Warning, ofHeader("alg"),
                                                                                  "RFC 7515 section 4.1.1", Breaks};
inline constexpr Kind<"algorithm-unprotected", Number<"signature">> algorithmUnprotected{
    Warning, ofHeader("alg"), "RFC 7515 section 10.7", Warns};
inline constexpr Kind<"similar-name", Member, Text<"registered">> similarName{Warning, ofHeader(),
                                                                              "RFC 7515 section 10.13", Warns};
inline constexpr Kind<"crit-not-understood", Text<"name">> critNotUnderstood{Error, ofHeader("crit"),
                                                                             "RFC 7515 section 4.1.11", Breaks};
inline constexpr Kind<"crit-malformed", Code<"fault", CritFault>> critMalformed{Error, ofHeader("crit"),
                                                                                "RFC 7515 section 4.1.11", Breaks};
inline constexpr Kind<"b64-false"> b64False{Error, ofHeader("b64"), "RFC 7797 section 7", Breaks};
inline constexpr Kind<"header-type", Member, Code<"expected", JsonType>> headerType{Error, ofHeader(),
                                                                                    "RFC 7515 section 4.1", Breaks};
inline constexpr Kind<"enc-in-jws"> encInJws{Error, ofHeader("enc"), "RFC 7515 section 9", Breaks};
inline constexpr Kind<"zip-in-jws"> zipInJws{Warning, ofHeader("zip"), "RFC 8725 section 3.6", Warns};
inline constexpr Kind<"kid-injection", Code<"shape", KidShape>> kidInjection{Warning, ofHeader("kid"),
                                                                             "RFC 8725 section 3.10", Warns};
inline constexpr Kind<"kid-too-long", Number<"length">> kidTooLong{Warning, ofHeader("kid"), "RFC 8725 section 3.10",
                                                                   Warns};
inline constexpr Kind<"kid-empty"> kidEmpty{Info, ofHeader("kid"), "RFC 7515 section 4.1.4"};
inline constexpr Kind<"embedded-key", OptionalText<"thumbprint">, Code<"owner", KeyOwner>> embeddedKey{
    Warning, ofHeader("jwk"), "RFC 8725 section 3.10"};
inline constexpr Kind<"embedded-private-key"> embeddedPrivateKey{Error, ofHeader("jwk"), "RFC 7515 section 4.1.3",
                                                                 Breaks};
inline constexpr Kind<"key-url", Member, Text<"address">, Text<"host">> keyUrl{Warning, ofHeader(),
                                                                               "RFC 8725 section 3.10"};
inline constexpr Kind<"key-url-scheme", Member, Text<"scheme">> keyUrlScheme{Error, ofHeader(),
                                                                             "RFC 7515 section 4.1.2", Breaks};
inline constexpr Kind<"key-url-internal", Member, Text<"host">> keyUrlInternal{Error, ofHeader(),
                                                                               "RFC 8725 section 3.10", Breaks};
inline constexpr Kind<"key-url-deceptive", Member, Code<"trick", AddressTrick>, Text<"host">> keyUrlDeceptive{
    Warning, ofHeader(), "RFC 8725 section 3.10", Warns};
inline constexpr Kind<"typ-missing"> typMissing{Info, ofHeader("typ"), "RFC 8725 section 3.11"};
inline constexpr Kind<"typ-unknown", Text<"typ">> typUnknown{Info, ofHeader("typ"), "RFC 8725 section 3.11"};
inline constexpr Kind<"not-an-access-token", Text<"typ">> notAnAccessToken{Warning, ofHeader("typ"),
                                                                           "RFC 8725 section 3.12", Breaks};
inline constexpr Kind<"replicated-claim", Member> replicatedClaim{Warning, ofHeader(), "RFC 7519 section 5.3", Breaks};
inline constexpr Kind<"profile-type", Text<"typ">> profileType{Warning, ofHeader("typ"), "RFC 9068 section 2.1",
                                                               Breaks};
inline constexpr Kind<"profile-algorithm", Text<"algorithm">> profileAlgorithm{Warning, ofHeader("alg"),
                                                                               "RFC 9068 section 2.1", Breaks};

using HeaderKinds =
    KindGroup<algorithmNone, algorithmSpelling, algorithmUnprotected, similarName, critNotUnderstood, critMalformed,
              b64False, headerType, encInJws, zipInJws, kidInjection, kidTooLong, kidEmpty, embeddedKey,
              embeddedPrivateKey, keyUrl, keyUrlScheme, keyUrlInternal, keyUrlDeceptive, typMissing, typUnknown,
              notAnAccessToken, replicatedClaim, profileType, profileAlgorithm>;

} // namespace gatehouse::inspector::kinds
