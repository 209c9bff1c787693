#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>

namespace gatehouse::ui::text {

namespace {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

// Why a signature failed. Each says that the verdict stands.
constexpr std::array probeEntries{
    FindingEntry{
        "probe-secret-form", SENTENCE("The secret in another form fits"),
        SENTENCE("The signature is right for the secret in another form: %1. The token is still not verified."),
        SENTENCE("Give the secret in that form, or correct the side that reads it differently.")},
    FindingEntry{"probe-other-api", SENTENCE("Signed with another API's secret"),
                 SENTENCE("The signature is right for the secret of %1. It proves nothing for this API."),
                 SENTENCE("Find out why a token for this API carries that API's signature.")},
    FindingEntry{"probe-other-key", SENTENCE("Signed with another of the keys"),
                 SENTENCE("The signature is right under the key %1, which the token does not name."),
                 SENTENCE("Have the issuer set the right kid, or give that key.")},
    FindingEntry{"probe-named-key", SENTENCE("Signed with a key of this tenant"),
                 SENTENCE("The signature is right under the key %1, but this tenant uses that key for no token of this "
                          "audience, issuer and algorithm."),
                 SENTENCE("Find out whom the token is for, or choose its API under Check with.")},
    FindingEntry{
        "probe-retired-key", SENTENCE("Signed with a retired key"),
        SENTENCE("The signature is right under the key %1, which is retired and which the token does not name."),
        SENTENCE("Request a new token.")},
    FindingEntry{"probe-revoked-key", SENTENCE("Signed with a revoked key"),
                 SENTENCE("The signature is right under the key %1, which was revoked."),
                 SENTENCE("Refuse the token: whoever has that key could have made it.")},
    FindingEntry{"probe-other-algorithm", SENTENCE("Signed by another algorithm"),
                 SENTENCE("The signature is right under the same key by %1, and the header or the API says otherwise."),
                 SENTENCE("Correct the issuer: the header must name what was computed.")},
    FindingEntry{"probe-key-algorithm", SENTENCE("The key is for another algorithm"),
                 SENTENCE("The signature is right under this key by %1, as the header says, and the key's own alg is "
                          "“%2”: the key may be used for nothing else."),
                 SENTENCE("Correct the key's alg if it is misspelt; otherwise have the issuer sign with a key that is "
                          "for %1.")},
    FindingEntry{"probe-pss-parameters", SENTENCE("Signed with other PSS parameters"),
                 SENTENCE("The signature fits with a salt of %1 bytes, a hash of %2 bits and a mask of %3 bits, which "
                          "JOSE does not allow."),
                 SENTENCE("Have the issuer use a salt as long as the hash, and the same hash for the mask.")},
    FindingEntry{
        "probe-der-signature", SENTENCE("The signature is in another encoding"),
        SENTENCE("It is DER, as X.509 writes it, and right once rewritten. JOSE wants r and s as plain bytes."),
        SENTENCE("Have the issuer convert the signature.")},
    FindingEntry{"probe-signed-text", SENTENCE("Something else was signed"),
                 SENTENCE("The signature is right for another text than the token's own: %1."),
                 SENTENCE("Have the issuer sign the two parts exactly as they are sent.")},
    FindingEntry{"probe-changed-character", SENTENCE("One character was changed"),
                 SENTENCE("Character %1 of the token stands where another makes the signature right."),
                 SENTENCE("Copy the token again from its source.")},
    FindingEntry{"probe-nonce", SENTENCE("Not meant for third parties to verify"),
                 SENTENCE("The header has a nonce, as tokens have that Entra ID issues for Microsoft's own APIs. What "
                          "was signed is another header, so nobody else can verify them."),
                 SENTENCE("Request a token for your own API.")},
};

#undef SENTENCE

} // namespace

std::span<const FindingEntry> findingsOfProbes()
{
    return probeEntries;
}

} // namespace gatehouse::ui::text
