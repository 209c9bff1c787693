#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>

namespace gatehouse::ui::text {

namespace {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

constexpr std::array formEntries{
    FindingEntry{"encoded-token", SENTENCE("A token inside the encoding"),
                 SENTENCE("The text is base64 of a whole token. It was not decoded by itself."),
                 SENTENCE("Open the token inside to have it judged.")},
    FindingEntry{"key-in-token-box", SENTENCE("This is a key, not a token"),
                 SENTENCE("A key was given where a token belongs."),
                 SENTENCE("Put it into the key box. If it is a private key, treat it as leaked.")},
    FindingEntry{"token-in-key-box", SENTENCE("A token was given as the key"),
                 SENTENCE("The text in the key box is a token, which is no key."),
                 SENTENCE("Put it into the token box, and give the issuer's key instead.")},
    FindingEntry{"payload-detached", SENTENCE("The payload is not in the token"),
                 SENTENCE("Nothing stands in its place: what was signed is kept elsewhere (a detached payload)."),
                 SENTENCE("Give the content that was signed to have the signature checked.")},
    FindingEntry{"algorithm-unprotected", SENTENCE("The algorithm is not signed"),
                 SENTENCE("Signature %1 names its algorithm in the unprotected header, which anyone can change."),
                 SENTENCE("Have the issuer put alg into the protected header.")},
    FindingEntry{"sd-jwt-disclosure", SENTENCE("A disclosure does not fit"),
                 SENTENCE("The disclosures do not belong to the signed token as they stand (%1 %2)."),
                 SENTENCE("Refuse the presentation.")},
    FindingEntry{"sd-jwt-undisclosed", SENTENCE("Claims are withheld"),
                 SENTENCE("The token holds digests of claims that were not disclosed (number: %1)."),
                 SENTENCE("Ask the holder for the disclosures you need.")},
    FindingEntry{
        "key-binding", SENTENCE("Bound to its holder"),
        SENTENCE("A key-binding token shows that the presenter has the key the issuer named. It was made for “%1” "
                 "with the nonce “%2” at %3."),
        SENTENCE("Compare its audience and nonce with what was asked for: only whoever asked for the "
                 "presentation knows them, so they were not judged here.")},
    FindingEntry{"key-binding-time", SENTENCE("The key binding is not of now"),
                 SENTENCE("“%m” of the key-binding token %1 (seconds: %2)."),
                 SENTENCE("Ask for a new presentation: one that was made for another occasion may have been stolen.")},
    FindingEntry{"key-binding-wrong", SENTENCE("The key binding does not fit"),
                 SENTENCE("The key-binding token was refused: %1."), SENTENCE("Refuse the presentation.")},
    FindingEntry{"key-binding-missing", SENTENCE("No proof by the holder"),
                 SENTENCE("The issuer names a key of the holder, and nothing was signed with it."),
                 SENTENCE("Ask for a presentation with key binding.")},
    FindingEntry{"encryption-refused", SENTENCE("The token cannot be decrypted here"),
                 SENTENCE("Its header rules decryption out: %1."),
                 SENTENCE("Have the issuer use an algorithm that is recommended today.")},
    FindingEntry{"encryption-deprecated", SENTENCE("A deprecated key encryption"),
                 SENTENCE("%1 has been broken again and again by programs that tell one failure from another."),
                 SENTENCE("Have the issuer use RSA-OAEP-256 or ECDH-ES.")},
    FindingEntry{"encrypted-to-signing-key", SENTENCE("Encrypted with a key that is for signatures"),
                 SENTENCE("The token was encrypted to %1, which verifies signatures. Anybody can do that with a public "
                          "key: it proves no issuer."),
                 SENTENCE("Never take a decrypted token for a signed one; keep one key for one purpose.")},
    FindingEntry{"decrypted", SENTENCE("Encrypted to you, which proves no issuer"),
                 SENTENCE("The token was opened with a key you configured. Whoever has its public part could have made "
                          "it."),
                 SENTENCE("Verify the token inside.")},
    FindingEntry{
        "dpop-proof", SENTENCE("A DPoP proof"),
        SENTENCE("It is signed with the key it carries, by design (%1). It shows that its sender has that key, "
                 "and says nothing of who that is."),
        SENTENCE("Compare the key's thumbprint with cnf.jkt of the access token it came with.")},
    FindingEntry{"dpop-proof-incomplete", SENTENCE("The proof lacks a claim"), SENTENCE("A DPoP proof must have “%m”."),
                 SENTENCE("Refuse the proof.")},
    FindingEntry{"dpop-proof-algorithm", SENTENCE("The proof is not signed with a key pair"),
                 SENTENCE("A DPoP proof must use an asymmetric algorithm."), SENTENCE("Refuse the proof.")},
    FindingEntry{"not-an-access-token", SENTENCE("A token of another kind"),
                 SENTENCE("typ says %1, which is not an access token."),
                 SENTENCE("An API must refuse it, however right its signature is.")},
    FindingEntry{"key-url-scheme", SENTENCE("A key address that is not https"),
                 SENTENCE("%m uses the scheme “%1”. Whoever is on the way could replace the key."),
                 SENTENCE("Refuse the token.")},
    FindingEntry{"key-url-internal", SENTENCE("A key address inside the network"),
                 SENTENCE("%m points to %1, a host only your own servers reach. Such an address makes a server ask its "
                          "own neighbours."),
                 SENTENCE("Refuse the token, and find out who wrote it.")},
    FindingEntry{"key-url-deceptive", SENTENCE("A key address that deceives"),
                 SENTENCE("%m is not what it looks like (%1); the host is “%2”."),
                 SENTENCE("Compare hosts after parsing, never by how an address begins.")},
    FindingEntry{"certificate-malformed", SENTENCE("A certificate that is none"),
                 SENTENCE("Entry %1 of %m is malformed: %2."), SENTENCE("Correct the issuer.")},
    FindingEntry{"certificate-chain-long", SENTENCE("A very long chain of certificates"),
                 SENTENCE("%m has %1 entries; only the first ten were looked at."),
                 SENTENCE("Check that your API limits what it reads.")},
    FindingEntry{"certificate-key", SENTENCE("The key of the first certificate"),
                 SENTENCE("Its thumbprint is %1: %2. It was not used for the verdict."), ""},
    FindingEntry{"certificate-key-type", SENTENCE("The certificate is of another kind of key"),
                 SENTENCE("The key in the first certificate cannot make signatures by %1."),
                 SENTENCE("Find out which key signed this token.")},
    FindingEntry{"certificate-thumbprint-differs", SENTENCE("The certificate's thumbprint differs"),
                 SENTENCE("“%m” is not the thumbprint of the first certificate in x5c."),
                 SENTENCE("Refuse the token.")},
    FindingEntry{"sample-key", SENTENCE("A key that everybody has"),
                 SENTENCE("The key stands in %1. Anyone can sign with it."),
                 SENTENCE("Replace the key now, and treat every token signed with it as forged.")},
    FindingEntry{"weak-secret", SENTENCE("A secret that is guessed at once"),
                 SENTENCE("The secret is number %1 of the list of weak ones."),
                 SENTENCE("Replace it with a random one of at least 256 bits.")},
    FindingEntry{"rsa-exponent-three", SENTENCE("An RSA key with exponent 3"),
                 SENTENCE("It is allowed, and turns every flaw of a verifier's padding check into a forgery."),
                 SENTENCE("Use a key with exponent 65537.")},
    FindingEntry{
        "ecdsa-high-s", SENTENCE("The signature has a twin"),
        SENTENCE("Its s lies in the upper half, and the same signature with the lower s verifies as well. Both "
                 "are allowed."),
        SENTENCE("Do not use a token's text as its name, in a list of revoked tokens for example.")},
    FindingEntry{"implementations-differ", SENTENCE("Implementations differ"),
                 SENTENCE("Of six implementations that were measured, these accept such a token: %2.%3"),
                 SENTENCE("Find out which of them your services use: what one accepts and another refuses can be used "
                          "to slip between them.")},
};

#undef SENTENCE

} // namespace

std::span<const FindingEntry> findingsOfForms()
{
    return formEntries;
}

} // namespace gatehouse::ui::text
