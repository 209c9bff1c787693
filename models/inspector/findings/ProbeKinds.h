#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"

/// Why a signature failed. None of these bears on a verdict, which is bad already.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"probe-secret-form", Code<"form", SecretForm>> probeSecretForm{Info, ofKey()};
inline constexpr Kind<"probe-other-api", Text<"api">> probeOtherApi{Warning, ofKey(), "RFC 8725 section 3.9"};
inline constexpr Kind<"probe-other-key", Text<"key">> probeOtherKey{Info, ofKey(), "RFC 7515 section 4.1.4"};
inline constexpr Kind<"probe-named-key", Text<"key">> probeNamedKey{Info, ofKey(), "RFC 8725 section 3.9"};
inline constexpr Kind<"probe-retired-key", Text<"key">> probeRetiredKey{Info, ofKey()};
inline constexpr Kind<"probe-revoked-key", Text<"key">> probeRevokedKey{Error, ofKey()};
inline constexpr Kind<"probe-other-algorithm", Text<"algorithm">> probeOtherAlgorithm{Warning, ofSignature(),
                                                                                      "RFC 8725 section 3.1"};
inline constexpr Kind<"probe-key-algorithm", Text<"algorithm">, Text<"declared">> probeKeyAlgorithm{
    Warning, ofKey(), "RFC 7517 section 4.4"};
inline constexpr Kind<"probe-pss-parameters", Number<"salt">, Number<"hash">, Number<"mask">> probePssParameters{
    Warning, ofSignature(), "RFC 7518 section 3.5"};
inline constexpr Kind<"probe-der-signature"> probeDerSignature{Warning, ofSignature(), "RFC 7518 section 3.4"};
inline constexpr Kind<"probe-signed-text", Code<"text", SignedForm>> probeSignedText{Warning, ofSignature(),
                                                                                     "RFC 7515 section 5.1"};
inline constexpr Kind<"probe-changed-character", Number<"position">> probeChangedCharacter{Info, ofSignature()};
inline constexpr Kind<"probe-nonce"> probeNonce{Info, ofSignature()};

using ProbeKinds = KindGroup<probeSecretForm, probeOtherApi, probeOtherKey, probeNamedKey, probeRetiredKey,
                             probeRevokedKey, probeOtherAlgorithm, probeKeyAlgorithm, probePssParameters,
                             probeDerSignature, probeSignedText, probeChangedCharacter, probeNonce>;

} // namespace gatehouse::inspector::kinds
