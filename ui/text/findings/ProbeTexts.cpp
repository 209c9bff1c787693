#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// Why a signature failed. Each says that the token is still not verified.
constexpr auto texts = explain<kinds::ProbeKinds>(
    Explained{kinds::probeSecretForm, QT_TRANSLATE_NOOP("Finding", "Secret in another encoding"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "The signature matches the secret in another encoding (%form). The token is still not verified."),
              QT_TRANSLATE_NOOP("Finding",
                                "Give the secret in that encoding, or correct the side that reads it differently.")},
    Explained{kinds::probeOtherApi, QT_TRANSLATE_NOOP("Finding", "Signed with another API's secret"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches the secret of %api. It proves nothing for this API."),
              QT_TRANSLATE_NOOP("Finding", "Find out why a token for this API has that API's signature.")},
    Explained{kinds::probeOtherKey, QT_TRANSLATE_NOOP("Finding", "Signed with another of the keys"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches the key %key, which the token does not name."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer set the right kid, or give that key.")},
    Explained{kinds::probeNamedKey, QT_TRANSLATE_NOOP("Finding", "Signed with a key of this tenant"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches the key %key, but this tenant does not use that key "
                                           "for tokens with this audience, issuer and algorithm."),
              QT_TRANSLATE_NOOP("Finding", "Find out which API the token is for, or choose the API under Check with.")},
    Explained{
        kinds::probeRetiredKey, QT_TRANSLATE_NOOP("Finding", "Signed with a retired key"),
        QT_TRANSLATE_NOOP("Finding", "The signature matches the retired key %key, which the token does not name."),
        QT_TRANSLATE_NOOP("Finding", "Request a new token.")},
    Explained{kinds::probeRevokedKey, QT_TRANSLATE_NOOP("Finding", "Signed with a revoked key"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches the key %key, which was revoked."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token. Anyone who has that key could have signed it.")},
    Explained{
        kinds::probeOtherAlgorithm, QT_TRANSLATE_NOOP("Finding", "Signed with another algorithm"),
        QT_TRANSLATE_NOOP(
            "Finding", "The signature matches the same key with %algorithm, but the header or the API says otherwise."),
        QT_TRANSLATE_NOOP("Finding", "Correct the issuer. The header must name the algorithm that was used.")},
    Explained{
        kinds::probeKeyAlgorithm, QT_TRANSLATE_NOOP("Finding", "Key is for another algorithm"),
        QT_TRANSLATE_NOOP("Finding", "The signature matches this key with %algorithm, as the header says. But the "
                                     "key's own alg is “%declared”, so it must not be used for anything else."),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Correct the key's alg if it is misspelled. Otherwise have the issuer sign with a key for %algorithm.")},
    Explained{kinds::probePssParameters, QT_TRANSLATE_NOOP("Finding", "Other PSS parameters"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches with a salt of %salt bytes, a hash of %hash bits and "
                                           "a mask of %mask bits, which JOSE does not allow."),
              QT_TRANSLATE_NOOP("Finding",
                                "Have the issuer use a salt as long as the hash, and the same hash for the mask.")},
    Explained{kinds::probeDerSignature, QT_TRANSLATE_NOOP("Finding", "Signature in another encoding"),
              QT_TRANSLATE_NOOP("Finding", "The signature is DER-encoded, as in X.509, and valid after conversion. "
                                           "JOSE requires r and s as plain bytes."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer convert the signature.")},
    Explained{kinds::probeSignedText, QT_TRANSLATE_NOOP("Finding", "Another text was signed"),
              QT_TRANSLATE_NOOP("Finding", "The signature matches another text than the token's own: %text."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer sign the two parts exactly as they are sent.")},
    Explained{kinds::probeChangedCharacter, QT_TRANSLATE_NOOP("Finding", "Changed character"),
              QT_TRANSLATE_NOOP("Finding", "Changing character %position makes the signature valid."),
              QT_TRANSLATE_NOOP("Finding", "Copy the token again from its source.")},
    Explained{kinds::probeNonce, QT_TRANSLATE_NOOP("Finding", "Not meant for third parties to verify"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "The signature is valid once the header's nonce is replaced by its SHA-256 in base64url. Microsoft "
                  "Entra ID does this with tokens for Microsoft's own APIs. As given, the token is not verified."),
              QT_TRANSLATE_NOOP("Finding", "Request a token for your own API.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::ProbeKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
