#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/inspector/findings/Kind.h"
#include "models/jose/CertificateChain.h"

/// Certificates in `x5c` or given with the key. "place" is a certificate's number in its chain, from 1.
namespace gatehouse::inspector::kinds {

inline constexpr Kind<"embedded-certificate", Number<"count">> embeddedCertificate{Warning, ofHeader("x5c"),
                                                                                   "RFC 8725 section 3.10"};
inline constexpr Kind<"certificate-malformed", Member, Number<"place">, Code<"fault", CertificateFault>>
    certificateMalformed{Error, ofHeader(), "RFC 7515 section 4.1.6", Warns};
inline constexpr Kind<"certificate-chain-long", Number<"count">> certificateChainLong{Warning, ofHeader("x5c"),
                                                                                      "RFC 7515 section 4.1.6", Warns};
inline constexpr Kind<"certificate-key", Text<"thumbprint">, Code<"owner", KeyOwner>> certificateKey{
    Info, ofHeader("x5c"), "RFC 7515 section 4.1.6"};
inline constexpr Kind<"certificate-key-type", Text<"algorithm">> certificateKeyType{Warning, ofHeader("x5c"),
                                                                                    "RFC 7515 section 4.1.6", Warns};
inline constexpr Kind<"certificate-thumbprint-differs", Member> certificateThumbprintDiffers{
    Error, ofHeader(), "RFC 7515 section 4.1.7", Breaks};
inline constexpr Kind<"certificate-names", Member, Number<"place">, Code<"chain", ChainOwner>, Text<"subject">,
                      Text<"issuer">, Text<"notBefore">, Text<"notAfter">>
    certificateNames{Info, ofKey(), "RFC 5280 section 4.1"};
inline constexpr Kind<"certificate-expired", Member, Number<"place">, Code<"chain", ChainOwner>, Text<"notAfter">>
    certificateExpired{Warning, ofKey(), "RFC 5280 section 4.1.2.5", Warns};
inline constexpr Kind<"certificate-not-yet", Member, Number<"place">, Code<"chain", ChainOwner>, Text<"notBefore">>
    certificateNotYet{Warning, ofKey(), "RFC 5280 section 4.1.2.5", Warns};
inline constexpr Kind<"certificate-order", Member, Number<"place">, Code<"chain", ChainOwner>, Code<"gap", ChainGap>>
    certificateOrder{Error, ofKey(), "RFC 7515 section 4.1.6", Warns};
inline constexpr Kind<"certificate-duplicate", Member, Number<"place">, Code<"chain", ChainOwner>> certificateDuplicate{
    Warning, ofKey(), "RFC 7515 section 4.1.6", Warns};
inline constexpr Kind<"certificate-self-signed", Member, Number<"place">, Code<"chain", ChainOwner>>
    certificateSelfSigned{Info, ofKey(), "RFC 5280 section 3.2"};
inline constexpr Kind<"certificate-root", Member, Code<"chain", ChainOwner>> certificateRoot{Info, ofKey(),
                                                                                             "RFC 5280 section 6.1"};
inline constexpr Kind<"certificate-profile", Member, Code<"chain", ChainOwner>,
                      Code<"deviation", jose::ProfileDeviation::Kind>, Number<"place">>
    certificateProfile{Info, ofKey(), "RFC 5280 section 4.2"};
inline constexpr Kind<"key-certificate-differs", OptionalText<"thumbprint">> keyCertificateDiffers{
    Error, ofKey("x5c"), "RFC 7517 section 4.7", Breaks};
inline constexpr Kind<"key-certificate-thumbprint-differs", Member> keyCertificateThumbprintDiffers{
    Error, ofKey(), "RFC 7517 section 4.9", Breaks};
inline constexpr Kind<"certificate-no-root", Member, Code<"chain", ChainOwner>, Code<"fault", jose::TrustPath>>
    certificateNoRoot{Warning, ofKey(), "RFC 5280 section 6.1", Warns};

using CertificateKinds =
    KindGroup<embeddedCertificate, certificateMalformed, certificateChainLong, certificateKey, certificateKeyType,
              certificateThumbprintDiffers, certificateNames, certificateExpired, certificateNotYet, certificateOrder,
              certificateDuplicate, certificateSelfSigned, certificateRoot, certificateNoRoot, certificateProfile,
              keyCertificateDiffers, keyCertificateThumbprintDiffers>;

} // namespace gatehouse::inspector::kinds
