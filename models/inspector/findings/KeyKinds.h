#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"
#include "models/jose/Jwe.h"

/// The keys the token was checked with, and encryption.
namespace gatehouse::inspector::kinds {

using namespace Qt::StringLiterals;

inline constexpr Kind<"key-confusion-attack", Text<"form">> keyConfusionAttack{Error, ofSignature(),
                                                                               "RFC 8725 section 3.1", Breaks};
inline constexpr Kind<"key-weak", Number<"bits">, Number<"needed">> keyWeak{Error, ofKey(), "RFC 8725 section 3.5",
                                                                            Breaks};
inline constexpr Kind<"key-retired", Text<"kid">> keyRetired{Info, ofKey("kid")};
inline constexpr Kind<"secret-replaced", Text<"api">> secretReplaced{Info, ofKey()};
inline constexpr Kind<"key-revoked", Text<"kid">> keyRevoked{Error, ofKey("kid"), "", Breaks};
inline constexpr Kind<"issuer-not-trusted", Text<"issuer">> issuerNotTrusted{Info, ofClaim("iss"),
                                                                             "RFC 8725 section 3.8"};
inline constexpr Kind<"issuer-tenant-unlisted", Text<"tenant">, Text<"issuer">> issuerTenantUnlisted{
    Warning, ofClaim("tid"), "RFC 8725 section 3.8"};
inline constexpr Kind<"issuer-key-gone", Text<"kid">, Text<"issuer">> issuerKeyGone{Info, ofKey("kid")};
inline constexpr Kind<"private-key-pasted"> privateKeyPasted{Warning, ofKey()};
inline constexpr Kind<"kid-differs", Text<"kid">, Text<"given">> kidDiffers{Info, ofKey("kid"),
                                                                            "RFC 7515 section 4.1.4"};
inline constexpr Kind<"keys-skipped", Number<"count">, KeyFaults<"keys">> keysSkipped{Info, ofKey(),
                                                                                      "RFC 7517 section 5"};
inline constexpr Kind<"secret-sealed", Text<"error">> secretSealed{Error, ofKey()};
inline constexpr Kind<"sample-key", Text<"source">> sampleKey{Error, ofKey(), "RFC 8725 section 3.5", Breaks};
inline constexpr Kind<"weak-secret", Number<"place">> weakSecret{Error, ofKey(), "RFC 8725 section 3.5", Breaks};
inline constexpr Kind<"rsa-exponent-three"> rsaExponentThree{Warning, ofKey(), "RFC 8017 section 3.1", Warns};
inline constexpr Kind<"ecdsa-high-s"> ecdsaHighS{Info, ofSignature(), "RFC 7518 section 3.4"};
inline constexpr Kind<"encrypted-token"> encryptedToken{Info, ofToken(), "RFC 7516 section 3.1"};
inline constexpr Kind<"encryption-refused", Member, Code<"refusal", jose::JweRefusal>> encryptionRefused{
    Error, ofHeader(), "RFC 7516 section 4.1", Breaks};
inline constexpr Kind<"encryption-deprecated", Text<"algorithm">> encryptionDeprecated{Warning, ofHeader("alg"),
                                                                                       "RFC 8725 section 3.2", Warns};
inline constexpr Kind<"encrypted-to-signing-key", Text<"kid">> encryptedToSigningKey{
    Warning, {FindingKind::Subject::Token, "kid"_L1}, "RFC 8725 section 3.1"};
inline constexpr Kind<"decryption-limit", Code<"limit", DecryptionLimit>> decryptionLimit{Warning, ofToken(),
                                                                                          "RFC 7516 section 11"};
inline constexpr Kind<"decrypted"> decrypted{Info, ofToken(), "RFC 7516 section 3.1"};

using KeyKinds = KindGroup<keyConfusionAttack, keyWeak, keyRetired, secretReplaced, keyRevoked, issuerNotTrusted,
                           issuerTenantUnlisted, issuerKeyGone, privateKeyPasted, kidDiffers, keysSkipped, secretSealed,
                           sampleKey, weakSecret, rsaExponentThree, ecdsaHighS, encryptedToken, encryptionRefused,
                           encryptionDeprecated, encryptedToSigningKey, decryptionLimit, decrypted>;

} // namespace gatehouse::inspector::kinds
