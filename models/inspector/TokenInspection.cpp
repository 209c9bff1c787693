#include "models/inspector/TokenInspection.h"

namespace gatehouse::inspector {

QString reasonCode(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return QStringLiteral("verified");
    case Reason::NotAToken:
        return QStringLiteral("not-a-token");
    case Reason::TooLarge:
        return QStringLiteral("too-large");
    case Reason::WrongPartCount:
        return QStringLiteral("wrong-part-count");
    case Reason::Encrypted:
        return QStringLiteral("encrypted");
    case Reason::BadBase64Url:
        return QStringLiteral("bad-base64url");
    case Reason::BadHeader:
        return QStringLiteral("bad-header");
    case Reason::BadPayload:
        return QStringLiteral("bad-payload");
    case Reason::ShortenedCopy:
        return QStringLiteral("shortened-copy");
    case Reason::AlgorithmMissing:
        return QStringLiteral("algorithm-missing");
    case Reason::AlgorithmUnsupported:
        return QStringLiteral("algorithm-unsupported");
    case Reason::AlgorithmUnknown:
        return QStringLiteral("algorithm-unknown");
    case Reason::AlgorithmNone:
        return QStringLiteral("algorithm-none");
    case Reason::AlgorithmMismatch:
        return QStringLiteral("algorithm-mismatch");
    case Reason::AlgorithmConfusion:
        return QStringLiteral("algorithm-confusion");
    case Reason::KeyUnusable:
        return QStringLiteral("key-unusable");
    case Reason::KeyWeak:
        return QStringLiteral("key-weak");
    case Reason::KeyNotGiven:
        return QStringLiteral("key-not-given");
    case Reason::KeyNotFound:
        return QStringLiteral("key-not-found");
    case Reason::KeyInvalid:
        return QStringLiteral("key-invalid");
    case Reason::KeyAmbiguous:
        return QStringLiteral("key-ambiguous");
    case Reason::CritNotUnderstood:
        return QStringLiteral("crit-not-understood");
    case Reason::CritMalformed:
        return QStringLiteral("crit-malformed");
    case Reason::B64Unsupported:
        return QStringLiteral("b64-unsupported");
    case Reason::HeaderType:
        return QStringLiteral("header-type");
    case Reason::SignatureMissing:
        return QStringLiteral("signature-missing");
    case Reason::SignatureWrong:
        return QStringLiteral("signature-wrong");
    case Reason::ContentMissing:
        return QStringLiteral("content-missing");
    case Reason::SignaturesApart:
        return QStringLiteral("signatures-apart");
    case Reason::BadDisclosure:
        return QStringLiteral("bad-disclosure");
    case Reason::KeyBindingWrong:
        return QStringLiteral("key-binding-wrong");
    case Reason::EncryptionRefused:
        return QStringLiteral("encryption-refused");
    case Reason::DecryptionFailed:
        return QStringLiteral("decryption-failed");
    case Reason::Decrypted:
        return QStringLiteral("decrypted");
    case Reason::LineInvalid:
        return QStringLiteral("line-invalid");
    }
    return {};
}

QString formName(Form form)
{
    switch (form) {
    case Form::Ok:
        return QStringLiteral("ok");
    case Form::Repaired:
        return QStringLiteral("repaired");
    case Form::Malformed:
        return QStringLiteral("malformed");
    case Form::NotAJwt:
        return QStringLiteral("not-a-jwt");
    case Form::Encrypted:
        return QStringLiteral("encrypted");
    }
    return {};
}

QString signatureName(Signature signature)
{
    switch (signature) {
    case Signature::Verified:
        return QStringLiteral("verified");
    case Signature::Failed:
        return QStringLiteral("failed");
    case Signature::Unsecured:
        return QStringLiteral("unsecured");
    case Signature::NotChecked:
        return QStringLiteral("not-checked");
    case Signature::Unsupported:
        return QStringLiteral("unsupported");
    }
    return {};
}

QString timeName(Time time)
{
    switch (time) {
    case Time::Valid:
        return QStringLiteral("valid");
    case Time::Expired:
        return QStringLiteral("expired");
    case Time::NotYet:
        return QStringLiteral("not-yet");
    case Time::NoExpiry:
        return QStringLiteral("no-expiry");
    case Time::Malformed:
        return QStringLiteral("malformed");
    case Time::NotJudged:
        return QStringLiteral("not-judged");
    }
    return {};
}

QString claimsName(Claims claims)
{
    switch (claims) {
    case Claims::Ok:
        return QStringLiteral("ok");
    case Claims::Mismatch:
        return QStringLiteral("mismatch");
    case Claims::Malformed:
        return QStringLiteral("malformed");
    case Claims::NotJudged:
        return QStringLiteral("not-judged");
    }
    return {};
}

QString policyName(Policy policy)
{
    switch (policy) {
    case Policy::Ok:
        return QStringLiteral("ok");
    case Policy::Warned:
        return QStringLiteral("warned");
    case Policy::Violated:
        return QStringLiteral("violated");
    case Policy::NotJudged:
        return QStringLiteral("not-judged");
    }
    return {};
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return QStringLiteral("verified");
    case Verdict::NotVerified:
        return QStringLiteral("not-verified");
    case Verdict::CouldNotBeChecked:
        return QStringLiteral("could-not-be-checked");
    }
    return {};
}

QString TokenInspection::type() const
{
    const jose::JsonValue *typ = jws ? jws->header.member(u"typ") : nullptr;
    QString type = typ && typ->isString() ? typ->string.toLower() : QString();
    if (type.startsWith(QLatin1StringView("application/")))
        type = type.sliced(12);
    return type;
}

Verdict TokenInspection::verdict() const
{
    if (isVerified())
        return Verdict::Verified;
    // Without a usable key, or for what we do not compute, nothing is known of the signature. Everything else is a
    // refusal.
    switch (reason) {
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::KeyInvalid:
    case Reason::KeyAmbiguous:
    case Reason::Encrypted:
    case Reason::EncryptionRefused:
    case Reason::DecryptionFailed:
    case Reason::Decrypted:
    case Reason::ContentMissing:
    case Reason::SignaturesApart:
    case Reason::AlgorithmUnsupported:
        return Verdict::CouldNotBeChecked;
    default:
        return Verdict::NotVerified;
    }
}

} // namespace gatehouse::inspector
