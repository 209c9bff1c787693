#include "ui/text/VerdictText.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using inspector::Claims;
using inspector::Form;
using inspector::Policy;
using inspector::Reason;
using inspector::Signature;
using inspector::Time;
using inspector::TokenInspection;
using inspector::Verdict;

class VerdictWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::VerdictText)
};

base::Instant atSecond(qint64 seconds)
{
    // Far beyond the years people use; the clamp keeps milliseconds from overflowing.
    constexpr qint64 far = 9'000'000'000'000;
    return base::Instant(std::chrono::seconds(qBound(-far, seconds, far)));
}

QString moment(const TokenInspection &inspection, std::optional<qint64> seconds)
{
    if (!seconds)
        return {};
    const base::Instant instant = atSecond(*seconds);
    if (!inspection.judgedAt)
        return localTime(instant);
    return VerdictWords::tr("%1 (%2)").arg(localTime(instant), relativeTime(instant, *inspection.judgedAt));
}

/// The kind of key in a word.
QString keyKind(jose::KeyType type)
{
    switch (type) {
    case jose::KeyType::Rsa:
        return VerdictWords::tr("RSA");
    case jose::KeyType::Ec:
        return VerdictWords::tr("elliptic curve");
    case jose::KeyType::Okp:
        return VerdictWords::tr("Edwards curve");
    case jose::KeyType::Octets:
        return VerdictWords::tr("secret");
    }
    return {};
}

QString faultDetail(const TokenInspection &inspection)
{
    if (inspection.jwsError)
        return jwsErrorText(*inspection.jwsError);
    if (inspection.claimsError)
        return jsonErrorText(*inspection.claimsError);
    if (inspection.keyError && inspection.reason != Reason::Verified)
        return keyErrorText(*inspection.keyError);
    return {};
}

} // namespace

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return VerdictWords::tr("Verified");
    case Verdict::NotVerified:
        return VerdictWords::tr("Not verified");
    case Verdict::CouldNotBeChecked:
        return VerdictWords::tr("Could not be checked");
    }
    return {};
}

QString formWord(Form form)
{
    switch (form) {
    case Form::Ok:
        return VerdictWords::tr("Well formed");
    case Form::Repaired:
        return VerdictWords::tr("Cleaned");
    case Form::Malformed:
        return VerdictWords::tr("Malformed");
    case Form::NotAJwt:
        return VerdictWords::tr("Not a token");
    case Form::Encrypted:
        return VerdictWords::tr("Encrypted");
    }
    return {};
}

QString signatureWord(Signature signature)
{
    switch (signature) {
    case Signature::Verified:
        return VerdictWords::tr("Valid signature");
    case Signature::Failed:
        return VerdictWords::tr("Signature refused");
    case Signature::Unsecured:
        return VerdictWords::tr("Not signed");
    case Signature::NotChecked:
        return VerdictWords::tr("Signature not checked");
    case Signature::Unsupported:
        return VerdictWords::tr("Algorithm not supported");
    }
    return {};
}

QString timeWord(Time time)
{
    switch (time) {
    case Time::Valid:
        return VerdictWords::tr("In its time");
    case Time::Expired:
        return VerdictWords::tr("Expired");
    case Time::NotYet:
        return VerdictWords::tr("Not valid yet");
    case Time::NoExpiry:
        return VerdictWords::tr("Never expires");
    case Time::Malformed:
        return VerdictWords::tr("Time malformed");
    case Time::NotJudged:
        return VerdictWords::tr("Time not judged");
    }
    return {};
}

QString claimsWord(Claims claims)
{
    switch (claims) {
    case Claims::Ok:
        return VerdictWords::tr("Claims as expected");
    case Claims::Mismatch:
        return VerdictWords::tr("Claims differ");
    case Claims::Malformed:
        return VerdictWords::tr("Claims malformed");
    case Claims::NotJudged:
        return VerdictWords::tr("Claims not judged");
    }
    return {};
}

QString policyWord(Policy policy)
{
    switch (policy) {
    case Policy::Ok:
        return VerdictWords::tr("Keeps the rules");
    case Policy::Warned:
        return VerdictWords::tr("Against good practice");
    case Policy::Violated:
        return VerdictWords::tr("Breaks the rules");
    case Policy::NotJudged:
        return VerdictWords::tr("Policy not judged");
    }
    return {};
}

QString reasonSentence(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return VerdictWords::tr("The signature is right for the exact bytes of the token, made with a trusted key.");
    case Reason::NotAToken:
        return VerdictWords::tr("The text is not a JSON Web Token.");
    case Reason::TooLarge:
        return VerdictWords::tr("The text is larger than a token may be.");
    case Reason::WrongPartCount:
        return VerdictWords::tr("A signed token has three parts separated by dots.");
    case Reason::Encrypted:
        return VerdictWords::tr("The token is encrypted (JWE), and only its recipient can read it.");
    case Reason::BadBase64Url:
        return VerdictWords::tr("A part of the token is not strict base64url.");
    case Reason::BadHeader:
        return VerdictWords::tr("The token's header is not a strict JSON object.");
    case Reason::BadPayload:
        return VerdictWords::tr("The token's payload is not a strict JSON object.");
    case Reason::ShortenedCopy:
        return VerdictWords::tr("This is a shortened copy of a token.");
    case Reason::AlgorithmMissing:
        return VerdictWords::tr("The header names no algorithm.");
    case Reason::AlgorithmUnsupported:
        return VerdictWords::tr("The token's algorithm is not supported; HS, RS, PS, ES and EdDSA algorithms are.");
    case Reason::AlgorithmUnknown:
        return VerdictWords::tr("The header names an algorithm that does not exist. Names are exact, case included.");
    case Reason::AlgorithmNone:
        return VerdictWords::tr("The token is not signed (alg none). Anyone could have written it.");
    case Reason::AlgorithmMismatch:
        return VerdictWords::tr("The key, or the API it belongs to, is bound to another algorithm than the token's.");
    case Reason::AlgorithmConfusion:
        return VerdictWords::tr(
            "The token is signed with a shared secret where a public key is expected: the shape of the "
            "key confusion attack.");
    case Reason::KeyUnusable:
        return VerdictWords::tr("The key's own use, operations or type forbid verifying with it.");
    case Reason::KeyWeak:
        return VerdictWords::tr("The key is too weak for this algorithm, so a signature with it proves nothing.");
    case Reason::KeyNotGiven:
        return VerdictWords::tr("There is no key to check the signature with.");
    case Reason::KeyNotFound:
        return VerdictWords::tr("None of the known keys fits the token's audience, issuer and key id.");
    case Reason::KeyInvalid:
        return VerdictWords::tr("What was given as a key is not one that can be used.");
    case Reason::KeyAmbiguous:
        return VerdictWords::tr("More than one key answers to the token's key id.");
    case Reason::CritNotUnderstood:
        return VerdictWords::tr(
            "The token demands an extension Gatehouse does not know, and has to be refused (RFC 7515 section 4.1.11).");
    case Reason::CritMalformed:
        return VerdictWords::tr("The header's crit list is not what RFC 7515 section 4.1.11 allows.");
    case Reason::B64Unsupported:
        return VerdictWords::tr("The token's payload is not base64url encoded (RFC 7797), which a JWT's always is.");
    case Reason::HeaderType:
        return VerdictWords::tr("A header parameter has the wrong type.");
    case Reason::SignatureMissing:
        return VerdictWords::tr("The signature is missing.");
    case Reason::SignatureWrong:
        return VerdictWords::tr(
            "The signature does not fit the token and the key: one of them was altered, or they do not "
            "belong together.");
    case Reason::SignaturesApart:
        return VerdictWords::tr("Each signature has its own verdict; no rule was chosen for the whole.");
    case Reason::BadDisclosure:
        return VerdictWords::tr("A disclosure does not belong to the signed token.");
    case Reason::KeyBindingWrong:
        return VerdictWords::tr("The token that should bind the presentation to its holder does not fit.");
    case Reason::EncryptionRefused:
        return VerdictWords::tr("The token is encrypted, and its header rules decryption out.");
    case Reason::DecryptionFailed:
        return VerdictWords::tr("The token is encrypted, and none of the keys you gave opens it.");
    case Reason::Decrypted:
        return VerdictWords::tr("The token was opened with your key. That it was encrypted to you proves no issuer.");
    case Reason::LineInvalid:
        return VerdictWords::tr("The line is not a JSON object with a token and one key.");
    }
    return {};
}

QString reasonAdvice(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return {};
    case Reason::NotAToken:
    case Reason::TooLarge:
    case Reason::WrongPartCount:
    case Reason::ShortenedCopy:
        return VerdictWords::tr(
            "Copy the whole token: three runs of letters, digits, - and _ with two dots between them.");
    case Reason::BadBase64Url:
    case Reason::BadHeader:
    case Reason::BadPayload:
    case Reason::HeaderType:
        return VerdictWords::tr(
            "Get the token again from its source; if it comes back the same, its issuer is at fault.");
    case Reason::Encrypted:
        return VerdictWords::tr("Ask the recipient, or have the issuer switch off token encryption.");
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::KeyInvalid:
        return VerdictWords::tr("Give the issuer's public key as PEM, JWK or JWK set, or the shared secret.");
    case Reason::KeyAmbiguous:
        return VerdictWords::tr("Give the one key that signed the token.");
    case Reason::KeyWeak:
    case Reason::KeyUnusable:
        return VerdictWords::tr(
            "Use a key made for signing: RSA with at least 2048 bits, or a secret at least as long as the hash.");
    case Reason::AlgorithmMissing:
    case Reason::AlgorithmUnknown:
    case Reason::AlgorithmNone:
    case Reason::AlgorithmMismatch:
    case Reason::AlgorithmConfusion:
    case Reason::SignatureMissing:
    case Reason::SignatureWrong:
        return VerdictWords::tr("Do not accept this token.");
    case Reason::AlgorithmUnsupported:
        return VerdictWords::tr("Verify it with another program until Gatehouse supports the algorithm.");
    case Reason::CritNotUnderstood:
    case Reason::CritMalformed:
    case Reason::B64Unsupported:
        return VerdictWords::tr("Do not accept this token unless a verifier that knows the extension says so.");
    case Reason::SignaturesApart:
        return VerdictWords::tr("Say whether one right signature is enough, or all are needed.");
    case Reason::BadDisclosure:
    case Reason::KeyBindingWrong:
        return VerdictWords::tr("Do not accept this presentation.");
    case Reason::EncryptionRefused:
    case Reason::DecryptionFailed:
        return VerdictWords::tr("Give the private key or secret the token was encrypted to.");
    case Reason::Decrypted:
        return VerdictWords::tr("Verify the token inside.");
    case Reason::LineInvalid:
        return VerdictWords::tr(
            "Write one JSON object a line, with \"token\" and one of \"jwk\", \"jwks\", \"pem\" or \"secret\".");
    }
    return {};
}

VerdictText verdictText(const TokenInspection &inspection)
{
    const Verdict verdict = inspection.verdict();
    if (verdict != Verdict::Verified) {
        const QString detail = faultDetail(inspection);
        return {verdictWord(verdict), detail.isEmpty() ? reasonSentence(inspection.reason) : detail};
    }
    switch (inspection.time) {
    case Time::Expired:
        return {verdictWord(verdict), VerdictWords::tr("The signature is right, but the token has expired.")};
    case Time::NotYet:
        return {verdictWord(verdict), VerdictWords::tr("The signature is right, but the token is not valid yet.")};
    case Time::Malformed:
        return {verdictWord(verdict), VerdictWords::tr("The signature is right, but the token's times are not times.")};
    default:
        break;
    }
    if (inspection.claimsVerdict == Claims::Mismatch)
        return {
            verdictWord(verdict),
            VerdictWords::tr(
                "The signature is right, but the token is meant for another audience or comes from another issuer.")};
    return {verdictWord(verdict), reasonSentence(Reason::Verified)};
}

VerdictText formText(const TokenInspection &inspection)
{
    const QString word = formWord(inspection.form);
    switch (inspection.form) {
    case Form::Ok:
        return {word, VerdictWords::tr("The token is strict to the letter.")};
    case Form::Repaired: {
        QStringList removed;
        for (const QString &code : inspection.removed)
            removed.append(removedText(code));
        return {word, VerdictWords::tr("Something around the token was taken away before it was judged: %1.")
                          .arg(removed.join(QStringLiteral(", ")))};
    }
    case Form::Malformed:
    case Form::NotAJwt:
    case Form::Encrypted: {
        const QString detail = faultDetail(inspection);
        return {word, detail.isEmpty() ? reasonSentence(inspection.reason) : detail};
    }
    }
    return {word, {}};
}

VerdictText signatureText(const TokenInspection &inspection)
{
    const QString word = signatureWord(inspection.signature);
    if (inspection.signature == Signature::Verified)
        return {word, VerdictWords::tr("Made with %1 and %2.")
                          .arg(base::visibleText(inspection.algorithm, 40), keyText(inspection.key))};
    if (inspection.keyError)
        return {word, keyErrorText(*inspection.keyError)};
    return {word, reasonSentence(inspection.reason)};
}

VerdictText timeText(const TokenInspection &inspection)
{
    const QString word = timeWord(inspection.time);
    switch (inspection.time) {
    case Time::Valid:
        return {word, VerdictWords::tr("Expires %1.").arg(moment(inspection, inspection.expiresAt))};
    case Time::Expired:
        return {word, VerdictWords::tr("Expired %1.").arg(moment(inspection, inspection.expiresAt))};
    case Time::NotYet:
        return {word, VerdictWords::tr("Valid from %1.")
                          .arg(moment(inspection, inspection.notBefore ? inspection.notBefore : inspection.issuedAt))};
    case Time::NoExpiry:
        return {word, VerdictWords::tr(
                          "The token has no exp claim: it is good for ever, and cannot be waited out if it leaks.")};
    case Time::Malformed:
        return {word, VerdictWords::tr("A time claim is not a number of seconds within the years 1970 to 9999.")};
    case Time::NotJudged:
        return {word, VerdictWords::tr("No moment was given to judge the token's times at.")};
    }
    return {word, {}};
}

VerdictText claimsText(const TokenInspection &inspection)
{
    const QString word = claimsWord(inspection.claimsVerdict);
    switch (inspection.claimsVerdict) {
    case Claims::Ok:
        return {word, VerdictWords::tr("Issuer and audience are what they should be.")};
    case Claims::Mismatch:
        return {word,
                VerdictWords::tr("The issuer or the audience is not the expected one. An API that accepts this token "
                                 "accepts somebody else's.")};
    case Claims::Malformed:
        return {word,
                inspection.claimsError
                    ? jsonErrorText(*inspection.claimsError)
                    : VerdictWords::tr("The payload is no JSON object, or a registered claim has the wrong type.")};
    case Claims::NotJudged:
        return {word, VerdictWords::tr("There was nothing to compare issuer and audience with.")};
    }
    return {word, {}};
}

VerdictText policyText(const TokenInspection &inspection)
{
    const QString word = policyWord(inspection.policyVerdict);
    switch (inspection.policyVerdict) {
    case Policy::Ok:
        return {word, VerdictWords::tr("Key, header, lifetime, scopes and client are as the rules want them.")};
    case Policy::Warned:
        return {word, VerdictWords::tr("No rule is broken; the findings say what is against good practice.")};
    case Policy::Violated:
        return {word, VerdictWords::tr("A rule of the API, the key, the profile or the header is broken; the findings "
                                       "say which.")};
    case Policy::NotJudged:
        return {word, VerdictWords::tr("There was no API, key or profile to hold the token against.")};
    }
    return {word, {}};
}

QString keyText(const inspector::KeyUsed &key)
{
    using enum inspector::KeyUsed::Origin;
    const QString kid = base::visibleText(key.kid, 80);
    const QString bits = QString::number(key.bits);
    switch (key.origin) {
    case None:
        return VerdictWords::tr("no key");
    case TenantKey:
        return VerdictWords::tr("the tenant's key %1 (%2, %3 bits)").arg(kid, keyKind(key.type), bits);
    case ApiSecret:
        return VerdictWords::tr("the signing secret of %1").arg(base::visibleText(key.apiName, 80));
    case Pasted:
        // A secret has no thumbprint: it would give the secret away.
        if (key.thumbprint.isEmpty())
            return VerdictWords::tr("the secret you gave (%1 bits)").arg(bits);
        return kid.isEmpty() ? VerdictWords::tr("the key you gave (%1, %2 bits)").arg(keyKind(key.type), bits)
                             : VerdictWords::tr("the key %1 you gave (%2, %3 bits)").arg(kid, keyKind(key.type), bits);
    }
    return {};
}

} // namespace gatehouse::ui::text
