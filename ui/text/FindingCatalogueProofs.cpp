#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>

namespace gatehouse::ui::text {

namespace {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

constexpr std::array proofEntries{
    FindingEntry{"certificate-names", SENTENCE("What the certificate says"),
                 SENTENCE("Certificate %1 %2 is for “%3”, issued by “%4”, and good from %5 to %6."), ""},
    FindingEntry{"certificate-expired", SENTENCE("A certificate that has expired"),
                 SENTENCE("Certificate %1 %2 was good until %3."), SENTENCE("Have the issuer renew it.")},
    FindingEntry{"certificate-not-yet", SENTENCE("A certificate that is not good yet"),
                 SENTENCE("Certificate %1 %2 is good from %3 on."),
                 SENTENCE("Compare the clocks, and find out why it is used before its time.")},
    FindingEntry{"certificate-order", SENTENCE("The certificates are no chain"),
                 SENTENCE("Certificate %1 %2 is not certified by the one behind it: %3."),
                 SENTENCE("Have the chain begin with the certificate of the key, each followed by its issuer's.")},
    FindingEntry{"certificate-duplicate", SENTENCE("A certificate stands twice"),
                 SENTENCE("Certificate %1 %2 stood there before."), SENTENCE("Have each certificate stand once.")},
    FindingEntry{"certificate-self-signed", SENTENCE("A self-signed certificate"),
                 SENTENCE("Certificate %1 %2 is signed with its own key, which anybody can do for any name."),
                 SENTENCE("Take its key only because you configured it, never because of what it says.")},
    FindingEntry{"certificate-root", SENTENCE("The certificates lead to a root you trust"),
                 SENTENCE("The chain %1 ends at a root you gave. It decided nothing about the signature."), ""},
    FindingEntry{"certificate-no-root", SENTENCE("The certificates lead to no root you trust"),
                 SENTENCE("The chain %1 was held against the roots you gave: %2."),
                 SENTENCE("Find out who issued the certificates, or give the right roots.")},
    FindingEntry{
        "dpop-fits", SENTENCE("The proof fits what it came with"),
        SENTENCE("The DPoP proof is in order for what was given of the request. Whether it was used before, only "
                 "the server knows."),
        SENTENCE("Verify the access token as well.")},
    FindingEntry{"dpop-not-a-proof", SENTENCE("Not a DPoP proof"),
                 SENTENCE("The token was given as a DPoP proof, and its typ is not dpop+jwt."),
                 SENTENCE("Refuse the request.")},
    FindingEntry{"dpop-proof-signature", SENTENCE("The proof proves nothing"),
                 SENTENCE("A DPoP proof must be signed with the key it carries: %1."), SENTENCE("Refuse the proof.")},
    FindingEntry{"dpop-token-hash", SENTENCE("The proof is not for this access token"),
                 SENTENCE("“%m” must be the SHA-256 of the access token: %1."), SENTENCE("Refuse the request.")},
    FindingEntry{"dpop-token-binding", SENTENCE("The access token is not bound to this key"),
                 SENTENCE("cnf.jkt of the access token must be the thumbprint of the proof's key: %1."),
                 SENTENCE("Refuse the request: the token may have been stolen.")},
    FindingEntry{"dpop-token-opaque", SENTENCE("The access token's binding cannot be seen"),
                 SENTENCE("The access token is no JWT with claims, so which key it is bound to only its issuer knows."),
                 SENTENCE("Ask the issuer's introspection endpoint for cnf.jkt.")},
    FindingEntry{"dpop-request-differs", SENTENCE("The proof is for another request"),
                 SENTENCE("“%m” says “%1”; the request is “%2”."), SENTENCE("Refuse the proof.")},
    FindingEntry{"dpop-proof-time", SENTENCE("The proof was not made just now"), SENTENCE("Its iat %1."),
                 SENTENCE("Refuse the proof, or have the client set its clock.")},
    FindingEntry{
        "jti-repeated", SENTENCE("Another token has the same jti"),
        SENTENCE("Different tokens of this batch name the same issuer and the same jti, which must be unique."),
        SENTENCE("Find out which of them the issuer made; the other may be a forgery or a replay.")},
};

#undef SENTENCE

} // namespace

std::span<const FindingEntry> findingsOfProofs()
{
    return proofEntries;
}

} // namespace gatehouse::ui::text
