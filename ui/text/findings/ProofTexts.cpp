#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// Proofs that a sender or holder has a key.
constexpr auto texts = explain<kinds::ProofKinds>(
    Explained{kinds::senderConstrained, QT_TRANSLATE_NOOP("Finding", "Bound to a key"),
              QT_TRANSLATE_NOOP("Finding", "cnf binds the token to a key of its sender: %proof.")},
    Explained{
        kinds::confirmationMalformed, QT_TRANSLATE_NOOP("Finding", "Malformed confirmation claim"),
        QT_TRANSLATE_NOOP("Finding", "cnf binds the token to a key, but its “%name” is not a SHA-256 thumbprint."),
        QT_TRANSLATE_NOOP("Finding", "Correct the issuer. An API that cannot read the binding may ignore it.")},
    Explained{
        kinds::dpopWithoutConfirmation, QT_TRANSLATE_NOOP("Finding", "DPoP token not bound to a key"),
        QT_TRANSLATE_NOOP(
            "Finding", "The token was sent with the DPoP scheme but has no cnf.jkt, so any proof would be accepted."),
        QT_TRANSLATE_NOOP("Finding", "Refuse it under the DPoP scheme.")},
    Explained{kinds::dpopProof, QT_TRANSLATE_NOOP("Finding", "DPoP proof"),
              QT_TRANSLATE_NOOP("Finding", "It is signed with the key it carries, by design (%signature). It proves "
                                           "that its sender has that key, but not who the sender is."),
              QT_TRANSLATE_NOOP("Finding", "Compare the key's thumbprint with cnf.jkt of the access token.")},
    Explained{kinds::dpopProofIncomplete, QT_TRANSLATE_NOOP("Finding", "Incomplete DPoP proof"),
              QT_TRANSLATE_NOOP("Finding", "A DPoP proof must have “%member”."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the proof.")},
    Explained{kinds::dpopProofAlgorithm, QT_TRANSLATE_NOOP("Finding", "DPoP proof not signed with a key pair"),
              QT_TRANSLATE_NOOP("Finding", "A DPoP proof must use an asymmetric algorithm."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the proof.")},
    Explained{kinds::dpopFits, QT_TRANSLATE_NOOP("Finding", "DPoP proof matches the request"),
              QT_TRANSLATE_NOOP("Finding", "The proof matches everything that was given of the request. Only the "
                                           "server knows whether it was used before."),
              QT_TRANSLATE_NOOP("Finding", "Verify the access token as well.")},
    Explained{kinds::dpopNotAProof, QT_TRANSLATE_NOOP("Finding", "Not a DPoP proof"),
              QT_TRANSLATE_NOOP("Finding", "The token was given as a DPoP proof, but its typ is not dpop+jwt."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the request.")},
    Explained{kinds::dpopProofSignature, QT_TRANSLATE_NOOP("Finding", "DPoP proof with a wrong signature"),
              QT_TRANSLATE_NOOP("Finding", "A DPoP proof must be signed with the key it carries: %signature."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the proof.")},
    Explained{kinds::dpopTokenHash, QT_TRANSLATE_NOOP("Finding", "Proof for another access token"),
              QT_TRANSLATE_NOOP("Finding", "“%member” must be the SHA-256 of the access token: %fault."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the request.")},
    Explained{
        kinds::dpopTokenBinding, QT_TRANSLATE_NOOP("Finding", "Access token not bound to this key"),
        QT_TRANSLATE_NOOP("Finding", "cnf.jkt of the access token must be the thumbprint of the proof's key: %fault."),
        QT_TRANSLATE_NOOP("Finding", "Refuse the request. The token may have been stolen.")},
    Explained{
        kinds::dpopTokenOpaque, QT_TRANSLATE_NOOP("Finding", "Access token's binding unknown"),
        QT_TRANSLATE_NOOP(
            "Finding", "The access token is not a JWT with claims, so only its issuer knows which key it is bound to."),
        QT_TRANSLATE_NOOP("Finding", "Ask the issuer's introspection endpoint for cnf.jkt.")},
    Explained{kinds::dpopRequestDiffers, QT_TRANSLATE_NOOP("Finding", "Proof for another request"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is “%value”, but the request is “%request”."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the proof.")},
    Explained{kinds::dpopProofTime, QT_TRANSLATE_NOOP("Finding", "Stale DPoP proof"),
              QT_TRANSLATE_NOOP("Finding", "iat %fault (seconds: %seconds)."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the proof, or have the client set its clock.")},
    Explained{
        kinds::keyBinding, QT_TRANSLATE_NOOP("Finding", "Bound to its holder"),
        QT_TRANSLATE_NOOP("Finding", "A key-binding token proves that the presenter has the key the issuer named. It "
                                     "was created for “%audience” with the nonce “%nonce” (time: %time)."),
        QT_TRANSLATE_NOOP("Finding", "Compare its audience and nonce with what you asked for. Gatehouse does not know "
                                     "them and did not check them.")},
    Explained{kinds::keyBindingWrong, QT_TRANSLATE_NOOP("Finding", "Invalid key binding"),
              QT_TRANSLATE_NOOP("Finding", "The key-binding token was refused: %fault."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the presentation.")},
    Explained{
        kinds::keyBindingMissing, QT_TRANSLATE_NOOP("Finding", "No proof by the holder"),
        QT_TRANSLATE_NOOP("Finding", "The issuer names a key of the holder, but the presentation has no key binding."),
        QT_TRANSLATE_NOOP("Finding", "Ask for a presentation with key binding.")},
    Explained{kinds::keyBindingTime, QT_TRANSLATE_NOOP("Finding", "Key binding is stale"),
              QT_TRANSLATE_NOOP("Finding", "“%member” of the key-binding token %fault (seconds: %seconds)."),
              QT_TRANSLATE_NOOP("Finding",
                                "Ask for a new presentation. One created for another occasion may have been stolen.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::ProofKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
