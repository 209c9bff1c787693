#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"

/// Proofs that a sender or holder has a key: DPoP, `cnf`, and the key binding of an SD-JWT.
namespace gatehouse::inspector::kinds {

using namespace Qt::StringLiterals;

inline constexpr Kind<"sender-constrained", Code<"proof", ProofCheck>> senderConstrained{Info, ofClaim("cnf"),
                                                                                         "RFC 7800 section 3"};
inline constexpr Kind<"confirmation-malformed", Text<"name">> confirmationMalformed{Warning, ofClaim("cnf"),
                                                                                    "RFC 9449 section 6.1", Warns};
inline constexpr Kind<"dpop-without-confirmation"> dpopWithoutConfirmation{
    Warning, {FindingKind::Subject::Token, "cnf"_L1}, "RFC 9449 section 7.1", Breaks};
inline constexpr Kind<"dpop-proof", Code<"signature", OwnSignature>> dpopProof{Info, ofHeader("typ"),
                                                                               "RFC 9449 section 4.2"};
inline constexpr Kind<"dpop-proof-incomplete", Member> dpopProofIncomplete{Warning, ofClaim(), "RFC 9449 section 4.2",
                                                                           Breaks};
inline constexpr Kind<"dpop-proof-algorithm"> dpopProofAlgorithm{Error, ofHeader("alg"), "RFC 9449 section 4.3",
                                                                 Breaks};
inline constexpr Kind<"dpop-fits"> dpopFits{Info, ofToken(), "RFC 9449 section 4.3"};
inline constexpr Kind<"dpop-not-a-proof"> dpopNotAProof{Error, ofHeader("typ"), "RFC 9449 section 4.3", Breaks};
inline constexpr Kind<"dpop-proof-signature", Code<"signature", OwnSignature>> dpopProofSignature{
    Error, {FindingKind::Subject::Signature, "jwk"_L1}, "RFC 9449 section 4.3", Breaks};
inline constexpr Kind<"dpop-token-hash", Code<"fault", BoundValue>> dpopTokenHash{Error, ofClaim("ath"),
                                                                                  "RFC 9449 section 4.3", Breaks};
inline constexpr Kind<"dpop-token-binding", Code<"fault", BoundValue>> dpopTokenBinding{Error, ofKey("cnf"),
                                                                                        "RFC 9449 section 6.1", Breaks};
inline constexpr Kind<"dpop-token-opaque"> dpopTokenOpaque{Info, ofToken(), "RFC 9449 section 6.2"};
inline constexpr Kind<"dpop-request-differs", Member, Text<"value">, Text<"request">> dpopRequestDiffers{
    Error, ofClaim(), "RFC 9449 section 4.3", Breaks};
inline constexpr Kind<"dpop-proof-time", Code<"fault", TimeFault>, Number<"seconds">> dpopProofTime{
    Error, ofClaim("iat"), "RFC 9449 section 11.1", Breaks};
inline constexpr Kind<"key-binding", Text<"audience">, Text<"nonce">, OptionalText<"time">> keyBinding{
    Info, ofToken(), "RFC 9901 section 4.3"};
inline constexpr Kind<"key-binding-wrong", Code<"fault", HolderFault>> keyBindingWrong{Error, ofToken(),
                                                                                       "RFC 9901 section 7.3", Breaks};
inline constexpr Kind<"key-binding-missing"> keyBindingMissing{Warning, ofToken(), "RFC 9901 section 7.3", Warns};
inline constexpr Kind<"key-binding-time", Code<"fault", TimeFault>, Number<"seconds">> keyBindingTime{
    Warning, {FindingKind::Subject::Token, "iat"_L1}, "RFC 9901 section 7.3", Warns};

using ProofKinds = KindGroup<senderConstrained, confirmationMalformed, dpopWithoutConfirmation, dpopProof,
                             dpopProofIncomplete, dpopProofAlgorithm, dpopFits, dpopNotAProof, dpopProofSignature,
                             dpopTokenHash, dpopTokenBinding, dpopTokenOpaque, dpopRequestDiffers, dpopProofTime,
                             keyBinding, keyBindingWrong, keyBindingMissing, keyBindingTime>;

} // namespace gatehouse::inspector::kinds
