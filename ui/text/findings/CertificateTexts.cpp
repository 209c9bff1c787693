#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// Certificates in x5c, or given with the key.
constexpr auto texts = explain<kinds::CertificateKinds>(
    Explained{kinds::embeddedCertificate, QT_TRANSLATE_NOOP("Finding", "Certificates in the token"),
              QT_TRANSLATE_N_NOOP("Finding",
                                  "x5c contains %n certificates. Anyone can put them there, so they were not used."),
              QT_TRANSLATE_NOOP("Finding", "Never trust a certificate because a token carries it.")},
    Explained{kinds::certificateMalformed, QT_TRANSLATE_NOOP("Finding", "Invalid certificate"),
              QT_TRANSLATE_NOOP("Finding", "Entry %place of %member is malformed: %fault."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::certificateChainLong, QT_TRANSLATE_NOOP("Finding", "Very long certificate chain"),
              QT_TRANSLATE_NOOP("Finding", "%member has %count entries. Only the first ten were inspected."),
              QT_TRANSLATE_NOOP("Finding", "Check that your API limits what it reads.")},
    Explained{kinds::certificateKey, QT_TRANSLATE_NOOP("Finding", "Key of the first certificate"),
              QT_TRANSLATE_NOOP("Finding", "Its thumbprint is %thumbprint: %owner. It was not used for the result.")},
    Explained{kinds::certificateKeyType, QT_TRANSLATE_NOOP("Finding", "Certificate with another kind of key"),
              QT_TRANSLATE_NOOP("Finding", "The key in the first certificate cannot sign with %algorithm."),
              QT_TRANSLATE_NOOP("Finding", "Find out which key signed this token.")},
    Explained{kinds::certificateThumbprintDiffers, QT_TRANSLATE_NOOP("Finding", "Certificate thumbprint differs"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is not the thumbprint of the first certificate in x5c."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{kinds::certificateNames, QT_TRANSLATE_NOOP("Finding", "Contents of the certificate"),
              QT_TRANSLATE_NOOP("Finding", "Certificate %place %chain is for “%subject”, issued by “%issuer”, and "
                                           "valid from %notBefore to %notAfter.")},
    Explained{kinds::certificateExpired, QT_TRANSLATE_NOOP("Finding", "Expired certificate"),
              QT_TRANSLATE_NOOP("Finding", "Certificate %place %chain expired at %notAfter."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer renew it.")},
    Explained{kinds::certificateNotYet, QT_TRANSLATE_NOOP("Finding", "Certificate not yet valid"),
              QT_TRANSLATE_NOOP("Finding", "Certificate %place %chain is valid from %notBefore."),
              QT_TRANSLATE_NOOP("Finding", "Compare the clocks, and find out why it is used early.")},
    Explained{kinds::certificateOrder, QT_TRANSLATE_NOOP("Finding", "Broken certificate chain"),
              QT_TRANSLATE_NOOP("Finding", "Certificate %place %chain is not certified by the next one: %gap."),
              QT_TRANSLATE_NOOP("Finding",
                                "Start the chain with the certificate of the key, each followed by its issuer's.")},
    Explained{kinds::certificateDuplicate, QT_TRANSLATE_NOOP("Finding", "Duplicate certificate"),
              QT_TRANSLATE_NOOP("Finding", "Certificate %place %chain is duplicated."),
              QT_TRANSLATE_NOOP("Finding", "Include each certificate once.")},
    Explained{
        kinds::certificateSelfSigned, QT_TRANSLATE_NOOP("Finding", "Self-signed certificate"),
        QT_TRANSLATE_NOOP("Finding",
                          "Certificate %place %chain is signed with its own key, which anyone can do for any name."),
        QT_TRANSLATE_NOOP("Finding",
                          "Use its key only because you configured it, never because of what the certificate says.")},
    Explained{kinds::certificateRoot, QT_TRANSLATE_NOOP("Finding", "Certificates lead to a trusted root"),
              QT_TRANSLATE_NOOP(
                  "Finding", "The chain %chain ends at a root you gave. This did not affect the signature's result.")},
    Explained{kinds::certificateNoRoot, QT_TRANSLATE_NOOP("Finding", "Certificates lead to no trusted root"),
              QT_TRANSLATE_NOOP("Finding", "The chain %chain was checked against the roots you gave: %fault."),
              QT_TRANSLATE_NOOP("Finding", "Find out who issued the certificates, or give the right roots.")},
    Explained{kinds::certificateProfile, QT_TRANSLATE_NOOP("Finding", "Chain valid, with a deviation from the profile"),
              QT_TRANSLATE_NOOP("Finding", "The chain %chain is valid. Certificate %place on the way to the root does "
                                           "not follow RFC 5280 exactly: %deviation. Strict programs refuse it."),
              QT_TRANSLATE_NOOP("Finding", "Have the CA reissue the certificate if other programs refuse it.")},
    Explained{kinds::keyCertificateDiffers, QT_TRANSLATE_NOOP("Finding", "Key's certificate contains another key"),
              QT_TRANSLATE_NOOP(
                  "Finding", "The certificate in the JWK (%member) contains the key with the thumbprint %thumbprint, "
                             "which is not this key. RFC 7517 requires them to match. The certificate was not used."),
              QT_TRANSLATE_NOOP("Finding", "Do not rely on this key until its publisher has corrected the key set.")},
    Explained{kinds::keyCertificateThumbprintDiffers,
              QT_TRANSLATE_NOOP("Finding", "Key's certificate thumbprint differs"),
              QT_TRANSLATE_NOOP("Finding", "“%member” of the JWK is not the thumbprint of the certificate in its x5c."),
              QT_TRANSLATE_NOOP("Finding", "Do not rely on this key until its publisher has corrected the key set.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::CertificateKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
