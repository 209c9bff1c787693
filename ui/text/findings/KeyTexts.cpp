#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// The keys a token was checked with, and encryption.
constexpr auto texts = explain<kinds::KeyKinds>(
    Explained{
        kinds::keyConfusionAttack, QT_TRANSLATE_NOOP("Finding", "Key confusion attack"),
        QT_TRANSLATE_NOOP("Finding",
                          "The token is signed with HMAC, and the secret is the text of the public key (%form). This "
                          "is an attack: a verifier that lets the token choose the algorithm accepts it."),
        QT_TRANSLATE_NOOP("Finding",
                          "Fix the algorithm in your API's configuration, and find out where this token came from.")},
    Explained{kinds::keyWeak, QT_TRANSLATE_NOOP("Finding", "Weak key"),
              QT_TRANSLATE_NOOP("Finding", "The key has %bits bits. This algorithm needs %needed."),
              QT_TRANSLATE_NOOP("Finding", "Use a longer key.")},
    Explained{
        kinds::keyRetired, QT_TRANSLATE_NOOP("Finding", "Retired key"),
        QT_TRANSLATE_NOOP(
            "Finding", "Key %kid no longer signs new tokens. Tokens signed with it stay valid until it is revoked.")},
    Explained{kinds::secretReplaced, QT_TRANSLATE_NOOP("Finding", "Previous secret"),
              QT_TRANSLATE_NOOP("Finding",
                                "The signing secret of %api was replaced after this token was issued. Its tokens stay "
                                "valid until they expire, unless you end the overlap."),
              QT_TRANSLATE_NOOP("Finding", "If the previous secret may be known to others, end the overlap.")},
    Explained{kinds::keyRevoked, QT_TRANSLATE_NOOP("Finding", "Revoked key"),
              QT_TRANSLATE_NOOP("Finding", "Key %kid was revoked. Do not trust tokens signed with it."),
              QT_TRANSLATE_NOOP("Finding", "Request a new token.")},
    Explained{kinds::issuerNotTrusted, QT_TRANSLATE_NOOP("Finding", "Unknown issuer"),
              QT_TRANSLATE_NOOP("Finding",
                                "The token is issued by %issuer, which is neither this tenant nor one of the "
                                "issuers you trust. Nothing was fetched from it."),
              QT_TRANSLATE_NOOP("Finding", "If you rely on this issuer, add it under Issuers, or with “issuer add”.")},
    Explained{kinds::issuerTenantUnlisted, QT_TRANSLATE_NOOP("Finding", "Tenant not listed"),
              QT_TRANSLATE_NOOP("Finding", "%issuer issues tokens for many tenants, and %tenant is not on your list."),
              QT_TRANSLATE_NOOP("Finding", "Add the tenant to the issuer only if you know whose it is.")},
    Explained{kinds::issuerKeyGone, QT_TRANSLATE_NOOP("Finding", "Former key of the issuer"),
              QT_TRANSLATE_NOOP("Finding",
                                "%issuer no longer publishes the key %kid. It did when the token says that it "
                                "was issued."),
              QT_TRANSLATE_NOOP("Finding", "If the key was withdrawn because it leaked, do not rely on the token: "
                                           "anyone who has the key can date a token back.")},
    Explained{kinds::privateKeyPasted, QT_TRANSLATE_NOOP("Finding", "Private key given"),
              QT_TRANSLATE_NOOP("Finding", "Gatehouse used only its public part and does not keep it."),
              QT_TRANSLATE_NOOP("Finding", "Give the public key next time. If the private key was copied from a place "
                                           "where it should not be, replace it.")},
    Explained{kinds::kidDiffers, QT_TRANSLATE_NOOP("Finding", "Key IDs differ"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "The token says %kid, the key says %given. The key was used because it is the only one you gave."),
              QT_TRANSLATE_NOOP("Finding", "Check that it is the right key.")},
    Explained{kinds::keysSkipped, QT_TRANSLATE_NOOP("Finding", "Skipped keys: %count"),
              QT_TRANSLATE_NOOP("Finding", "Some keys of the set cannot be used. %keys A skipped key does not affect a "
                                           "token that another key signed.")},
    Explained{kinds::secretSealed, QT_TRANSLATE_NOOP("Finding", "API secret cannot be opened"),
              QT_TRANSLATE_NOOP("Finding",
                                "The sealed secret could not be opened (%error), so the signature was not checked."),
              QT_TRANSLATE_NOOP("Finding", "Check that the store's key file is next to the store.")},
    Explained{kinds::sampleKey, QT_TRANSLATE_NOOP("Finding", "Publicly known key"),
              QT_TRANSLATE_NOOP("Finding", "The key is published in %source. Anyone can sign with it."),
              QT_TRANSLATE_NOOP("Finding", "Replace the key now, and treat every token signed with it as forged.")},
    Explained{kinds::weakSecret, QT_TRANSLATE_NOOP("Finding", "Guessable secret"),
              QT_TRANSLATE_NOOP("Finding", "The secret is number %place in the list of weak secrets."),
              QT_TRANSLATE_NOOP("Finding", "Replace it with a random secret of at least 256 bits.")},
    Explained{kinds::rsaExponentThree, QT_TRANSLATE_NOOP("Finding", "RSA key with exponent 3"),
              QT_TRANSLATE_NOOP("Finding",
                                "This is allowed, but turns every flaw in a verifier's padding check into a forgery."),
              QT_TRANSLATE_NOOP("Finding", "Use a key with exponent 65537.")},
    Explained{kinds::ecdsaHighS, QT_TRANSLATE_NOOP("Finding", "Second valid signature"),
              QT_TRANSLATE_NOOP("Finding", "The value s is in the upper half, and the same signature with the lower s "
                                           "is valid as well. Both are allowed."),
              QT_TRANSLATE_NOOP("Finding", "Do not identify a token by its text, for example in a revocation list.")},
    Explained{
        kinds::encryptedToken, QT_TRANSLATE_NOOP("Finding", "Encrypted token"),
        QT_TRANSLATE_NOOP("Finding", "Only its recipient can read it. Encryption does not prove who created it."),
        QT_TRANSLATE_NOOP(
            "Finding", "Have the issuer turn off token encryption for a test, or decrypt the token where the key is.")},
    Explained{kinds::encryptionRefused, QT_TRANSLATE_NOOP("Finding", "Token cannot be decrypted"),
              QT_TRANSLATE_NOOP("Finding", "Its header does not allow decryption: %refusal."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer use a recommended algorithm.")},
    Explained{
        kinds::encryptionDeprecated, QT_TRANSLATE_NOOP("Finding", "Deprecated key encryption"),
        QT_TRANSLATE_NOOP("Finding",
                          "%algorithm is broken in every program that lets an attacker tell one failure from another."),
        QT_TRANSLATE_NOOP("Finding", "Have the issuer use RSA-OAEP-256 or ECDH-ES.")},
    Explained{kinds::encryptedToSigningKey, QT_TRANSLATE_NOOP("Finding", "Encrypted with a signing key"),
              QT_TRANSLATE_NOOP("Finding", "The token is encrypted to %kid, a key that verifies signatures. Anyone can "
                                           "encrypt with a public key, so this proves no issuer."),
              QT_TRANSLATE_NOOP("Finding", "Never treat a decrypted token as signed. Use one key for one purpose.")},
    Explained{kinds::decryptionLimit, QT_TRANSLATE_NOOP("Finding", "Decryption stopped at a limit"),
              QT_TRANSLATE_NOOP("Finding", "The token exceeds what Gatehouse decrypts: %limit."),
              QT_TRANSLATE_NOOP("Finding",
                                "If you trust its sender, decrypt it with another program and inspect the content.")},
    Explained{
        kinds::decrypted, QT_TRANSLATE_NOOP("Finding", "Decrypted; issuer not proven"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "The token was decrypted with a key you configured. Anyone who has its public part could have created it."),
        QT_TRANSLATE_NOOP("Finding", "Verify the token inside.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::KeyKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
