#include "ui/text/VerdictText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using inspector::Reason;

class ReasonWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::VerdictText)
};

} // namespace

QString reasonSentence(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return ReasonWords::tr("The signature is valid for the exact bytes of the token, and its key is trusted.");
    case Reason::NotAToken:
        return ReasonWords::tr("The text is not a JSON Web Token.");
    case Reason::TooLarge:
        return ReasonWords::tr("The text is too large for a token.");
    case Reason::WrongPartCount:
        return ReasonWords::tr("A signed token has three parts separated by dots.");
    case Reason::Encrypted:
        return ReasonWords::tr("The token is encrypted (JWE), and only its recipient can read it.");
    case Reason::BadBase64Url:
        return ReasonWords::tr("A part of the token is not strict base64url.");
    case Reason::BadSerialization:
        return ReasonWords::tr(
            "A member of the token's JSON serialization is missing, not allowed here or of the wrong "
            "type.");
    case Reason::BadHeader:
        return ReasonWords::tr("The token's header is not a strict JSON object.");
    case Reason::BadPayload:
        return ReasonWords::tr("The token's payload is not a strict JSON object.");
    case Reason::ShortenedCopy:
        return ReasonWords::tr("This is a shortened copy of a token.");
    case Reason::AlgorithmMissing:
        return ReasonWords::tr("The header names no algorithm.");
    case Reason::AlgorithmUnsupported:
        return ReasonWords::tr(
            "The token's algorithm is not supported; HS, RS, PS, ES, EdDSA and ML-DSA algorithms are.");
    case Reason::AlgorithmUnknown:
        return ReasonWords::tr("The header names an unknown algorithm. Names are case-sensitive.");
    case Reason::AlgorithmNone:
        return ReasonWords::tr("The token is not signed (alg none). Anyone could have written it.");
    case Reason::AlgorithmMismatch:
        return ReasonWords::tr("The key, or the API it belongs to, is bound to another algorithm than the token's.");
    case Reason::AlgorithmConfusion:
        return ReasonWords::tr(
            "The token is signed with a shared secret where a public key is expected: the shape of the "
            "key confusion attack.");
    case Reason::KeyUnusable:
        return ReasonWords::tr("The key is not for verifying signatures: its use, operations or type rule that out.");
    case Reason::KeyWeak:
        return ReasonWords::tr("The key is too weak for this algorithm, so a signature with it proves nothing.");
    case Reason::KeyNotGiven:
        return ReasonWords::tr("There is no key to check the signature with.");
    case Reason::KeyNotFound:
        return ReasonWords::tr("No key at hand fits the token's key ID, algorithm, issuer and audience.");
    case Reason::KeyInvalid:
        return ReasonWords::tr("The key you gave cannot be used.");
    case Reason::KeyAmbiguous:
        return ReasonWords::tr("More than one key matches the token's key ID.");
    case Reason::CritNotUnderstood:
        return ReasonWords::tr(
            "The token demands an extension Gatehouse does not know, and has to be refused (RFC 7515 section 4.1.11).");
    case Reason::CritMalformed:
        return ReasonWords::tr("The header's crit list violates RFC 7515 section 4.1.11.");
    case Reason::B64Unsupported:
        return ReasonWords::tr("The token's payload is not base64url encoded (RFC 7797), which a JWT's always is.");
    case Reason::HeaderType:
        return ReasonWords::tr("A header parameter has the wrong type.");
    case Reason::SignatureMissing:
        return ReasonWords::tr("The signature is missing.");
    case Reason::SignatureWrong:
        return ReasonWords::tr(
            "The signature does not fit the token and the key: one of them was altered, or they do not "
            "belong together.");
    case Reason::ContentMissing:
        return ReasonWords::tr("The signed content is detached: it is not in the token.");
    case Reason::SignaturesApart:
        return ReasonWords::tr("Each signature has its own verdict, and no rule was chosen for the whole.");
    case Reason::BadDisclosure:
        return ReasonWords::tr("A disclosure does not match the signed token.");
    case Reason::KeyBindingWrong:
        return ReasonWords::tr("The key binding does not match the presentation.");
    case Reason::EncryptionRefused:
        return ReasonWords::tr("The token is encrypted, and its header rules decryption out.");
    case Reason::DecryptionFailed:
        return ReasonWords::tr("The token is encrypted, and none of the keys you gave decrypts it.");
    case Reason::DecryptionLimit:
        return ReasonWords::tr("The token is encrypted, and decryption stopped at a limit. The findings name it.");
    case Reason::Decrypted:
        return ReasonWords::tr(
            "The token was decrypted with your key. Anyone can encrypt to you, so this proves no issuer.");
    case Reason::CutLine:
        return ReasonWords::tr("The token is cut off at the end of its line, and what follows does not complete it.");
    case Reason::MissingChunk:
        return ReasonWords::tr("The token was split across several cookies, and at least one of them is missing or has "
                               "several values.");
    case Reason::MissingFirstChunk:
        return ReasonWords::tr("The cookie was split into several, and the first of them is missing: what is left "
                               "cannot be verified.");
    case Reason::NotAlone:
        return ReasonWords::tr("There is more than a token here.");
    case Reason::LineInvalid:
        return ReasonWords::tr("The line is not a JSON object with a token and one key.");
    case Reason::ClaimsMismatch:
        return ReasonWords::tr("The signature is valid, but issuer, audience or scopes are not as expected.");
    case Reason::ClaimsNotCompared:
        return ReasonWords::tr(
            "The signature is valid, but issuer, audience or scopes could not be compared with what was expected.");
    }
    return {};
}

QString reasonAdvice(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return {};
    case Reason::TooLarge:
        return ReasonWords::tr(
            "Give the token alone. A long text is searched for the tokens in it under Many tokens, or "
            "with `gatehouse token scan`.");
    case Reason::NotAToken:
    case Reason::WrongPartCount:
    case Reason::ShortenedCopy:
        return ReasonWords::tr(
            "Copy the whole token: three runs of letters, digits, - and _ with two dots between them.");
    case Reason::BadBase64Url:
    case Reason::BadSerialization:
    case Reason::BadHeader:
    case Reason::BadPayload:
    case Reason::HeaderType:
        return ReasonWords::tr(
            "Get the token again from its source. If it is the same again, its issuer made it wrong.");
    case Reason::Encrypted:
        return ReasonWords::tr("Ask the recipient, or have the issuer switch off token encryption.");
    case Reason::KeyNotGiven:
        return ReasonWords::tr("Give the issuer's public key as PEM, JWK or JWK set, or the shared secret.");
    case Reason::KeyNotFound:
        return ReasonWords::tr(
            "Get the issuer's current key set, and compare the token's key ID and algorithm with it.");
    case Reason::KeyInvalid:
        return ReasonWords::tr("Correct the key, or give another one: PEM, JWK, JWK set or the shared secret.");
    case Reason::KeyAmbiguous:
        return ReasonWords::tr("Give the one key that signed the token.");
    case Reason::KeyUnusable:
        return ReasonWords::tr("Give the issuer's signing key: one whose “use” is “sig”, and whose “key_ops” has "
                               "“verify”, where the key has these members.");
    case Reason::KeyWeak:
        return ReasonWords::tr(
                   "Use a key made for signing: RSA with at least %1 bits, or a secret at least as long as the hash.")
            .arg(jose::leastRsaBits);
    case Reason::AlgorithmMissing:
    case Reason::AlgorithmUnknown:
    case Reason::AlgorithmNone:
    case Reason::AlgorithmMismatch:
    case Reason::AlgorithmConfusion:
    case Reason::SignatureMissing:
    case Reason::SignatureWrong:
    case Reason::ClaimsMismatch:
        return ReasonWords::tr("Do not accept this token.");
    case Reason::ClaimsNotCompared:
        return ReasonWords::tr("Do not accept this token until they are compared: read its claims, or give the issuer "
                               "and the audience you expect.");
    case Reason::AlgorithmUnsupported:
        return ReasonWords::tr("Verify it with another program until Gatehouse supports the algorithm.");
    case Reason::CritNotUnderstood:
    case Reason::CritMalformed:
    case Reason::B64Unsupported:
        return ReasonWords::tr("Do not accept this token unless a verifier that knows the extension says so.");
    case Reason::ContentMissing:
        return ReasonWords::tr("Give the signed content, byte for byte, to have the signature checked.");
    case Reason::SignaturesApart:
        return ReasonWords::tr("Choose whether one valid signature is enough, or all have to be valid.");
    case Reason::BadDisclosure:
    case Reason::KeyBindingWrong:
        return ReasonWords::tr("Do not accept this presentation.");
    case Reason::EncryptionRefused:
    case Reason::DecryptionFailed:
        return ReasonWords::tr("Give the private key or secret the token was encrypted to.");
    case Reason::DecryptionLimit:
        return ReasonWords::tr("If you trust its sender, decrypt it with another program and inspect the content.");
    case Reason::Decrypted:
        return ReasonWords::tr("Verify the token inside.");
    case Reason::CutLine:
        return ReasonWords::tr(
            "Copy the whole token without breaks in its lines. In a log of a container, get the rest "
            "of the line.");
    case Reason::MissingChunk:
    case Reason::MissingFirstChunk:
        return ReasonWords::tr("Copy all cookies of that name.");
    case Reason::NotAlone:
        return ReasonWords::tr("Give the token alone, as it was issued: no prefix, quotation marks, or spaces.");
    case Reason::LineInvalid:
        return ReasonWords::tr(
            "Write one JSON object a line, with \"token\" and one of \"jwk\", \"jwks\", \"pem\" or \"secret\".");
    }
    return {};
}

} // namespace gatehouse::ui::text
