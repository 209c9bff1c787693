#include "models/inspector/TokenInspection.h"

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

QString reasonCode(Reason reason)
{
    switch (reason) {
    case Reason::Verified:
        return u"verified"_s;
    case Reason::NotAToken:
        return u"not-a-token"_s;
    case Reason::TooLarge:
        return u"too-large"_s;
    case Reason::WrongPartCount:
        return u"wrong-part-count"_s;
    case Reason::Encrypted:
        return u"encrypted"_s;
    case Reason::BadBase64Url:
        return u"bad-base64url"_s;
    case Reason::BadSerialization:
        return u"bad-serialization"_s;
    case Reason::BadHeader:
        return u"bad-header"_s;
    case Reason::BadPayload:
        return u"bad-payload"_s;
    case Reason::ShortenedCopy:
        return u"shortened-copy"_s;
    case Reason::AlgorithmMissing:
        return u"algorithm-missing"_s;
    case Reason::AlgorithmUnsupported:
        return u"algorithm-unsupported"_s;
    case Reason::AlgorithmUnknown:
        return u"algorithm-unknown"_s;
    case Reason::AlgorithmNone:
        return u"algorithm-none"_s;
    case Reason::AlgorithmMismatch:
        return u"algorithm-mismatch"_s;
    case Reason::AlgorithmConfusion:
        return u"algorithm-confusion"_s;
    case Reason::KeyUnusable:
        return u"key-unusable"_s;
    case Reason::KeyWeak:
        return u"key-weak"_s;
    case Reason::KeyNotGiven:
        return u"key-not-given"_s;
    case Reason::KeyNotFound:
        return u"key-not-found"_s;
    case Reason::KeyInvalid:
        return u"key-invalid"_s;
    case Reason::KeyAmbiguous:
        return u"key-ambiguous"_s;
    case Reason::CritNotUnderstood:
        return u"crit-not-understood"_s;
    case Reason::CritMalformed:
        return u"crit-malformed"_s;
    case Reason::B64Unsupported:
        return u"b64-unsupported"_s;
    case Reason::HeaderType:
        return u"header-type"_s;
    case Reason::SignatureMissing:
        return u"signature-missing"_s;
    case Reason::SignatureWrong:
        return u"signature-wrong"_s;
    case Reason::ContentMissing:
        return u"content-missing"_s;
    case Reason::SignaturesApart:
        return u"signatures-apart"_s;
    case Reason::BadDisclosure:
        return u"bad-disclosure"_s;
    case Reason::KeyBindingWrong:
        return u"key-binding-wrong"_s;
    case Reason::EncryptionRefused:
        return u"encryption-refused"_s;
    case Reason::DecryptionFailed:
        return u"decryption-failed"_s;
    case Reason::DecryptionLimit:
        return u"decryption-limit"_s;
    case Reason::Decrypted:
        return u"decrypted"_s;
    case Reason::CutLine:
        return u"cut-line"_s;
    case Reason::MissingChunk:
        return u"missing-chunk"_s;
    case Reason::MissingFirstChunk:
        return u"missing-first-chunk"_s;
    case Reason::NotAlone:
        return u"not-alone"_s;
    case Reason::LineInvalid:
        return u"line-invalid"_s;
    case Reason::ClaimsMismatch:
        return u"claims-mismatch"_s;
    case Reason::ClaimsNotCompared:
        return u"claims-not-compared"_s;
    }
    return {};
}

Reason reasonOf(transport::FoundToken::Extent extent)
{
    using Extent = transport::FoundToken::Extent;
    switch (extent) {
    case Extent::Whole:
        break;
    case Extent::CutLine:
        return Reason::CutLine;
    case Extent::MissingChunk:
        return Reason::MissingChunk;
    case Extent::MissingFirstChunk:
        return Reason::MissingFirstChunk;
    case Extent::TooLong:
        return Reason::TooLarge;
    }
    return Reason::NotAToken;
}

QString formName(Form form)
{
    switch (form) {
    case Form::Ok:
        return u"ok"_s;
    case Form::Repaired:
        return u"repaired"_s;
    case Form::Malformed:
        return u"malformed"_s;
    case Form::NotAJwt:
        return u"not-a-jwt"_s;
    case Form::Encrypted:
        return u"encrypted"_s;
    }
    return {};
}

QString signatureName(Signature signature)
{
    switch (signature) {
    case Signature::Verified:
        return u"verified"_s;
    case Signature::Failed:
        return u"failed"_s;
    case Signature::Unsecured:
        return u"unsecured"_s;
    case Signature::NotChecked:
        return u"not-checked"_s;
    case Signature::Unsupported:
        return u"unsupported"_s;
    }
    return {};
}

QString timeName(Time time)
{
    switch (time) {
    case Time::Valid:
        return u"valid"_s;
    case Time::Expired:
        return u"expired"_s;
    case Time::NotYet:
        return u"not-yet"_s;
    case Time::NoExpiry:
        return u"no-expiry"_s;
    case Time::Malformed:
        return u"malformed"_s;
    case Time::NotJudged:
        return u"not-judged"_s;
    }
    return {};
}

QString claimsName(Claims claims)
{
    switch (claims) {
    case Claims::Ok:
        return u"ok"_s;
    case Claims::Mismatch:
        return u"mismatch"_s;
    case Claims::Malformed:
        return u"malformed"_s;
    case Claims::NotJudged:
        return u"not-judged"_s;
    }
    return {};
}

QString policyName(Policy policy)
{
    switch (policy) {
    case Policy::Ok:
        return u"ok"_s;
    case Policy::Warned:
        return u"warned"_s;
    case Policy::Violated:
        return u"violated"_s;
    case Policy::NotJudged:
        return u"not-judged"_s;
    }
    return {};
}

QString comparisonName(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Matches:
        return u"matches"_s;
    case Comparison::Differs:
        return u"differs"_s;
    case Comparison::Missing:
        return u"missing"_s;
    case Comparison::NotExpected:
    case Comparison::NotCompared:
        return u"not-compared"_s;
    }
    return {};
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return u"verified"_s;
    case Verdict::NotVerified:
        return u"not-verified"_s;
    case Verdict::CouldNotBeChecked:
        return u"could-not-be-checked"_s;
    }
    return {};
}

QString TokenInspection::type() const
{
    const jose::JsonValue *typ = jws ? jws->header.member(u"typ") : nullptr;
    QString type = typ && typ->isString() ? typ->string.toLower() : QString();
    if (type.startsWith("application/"_L1))
        type = type.sliced(12);
    return type;
}

Verdict TokenInspection::verdict() const
{
    if (isVerified())
        return Verdict::Verified;
    // Without a usable key, or for what we do not compute, nothing is known of the signature; what cannot be
    // compared is not known either. Everything else is a refusal.
    switch (reason) {
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::KeyInvalid:
    case Reason::KeyAmbiguous:
    case Reason::Encrypted:
    case Reason::EncryptionRefused:
    case Reason::DecryptionFailed:
    case Reason::DecryptionLimit:
    case Reason::Decrypted:
    case Reason::ContentMissing:
    case Reason::SignaturesApart:
    case Reason::AlgorithmUnsupported:
    case Reason::ClaimsNotCompared:
    case Reason::CutLine:
    case Reason::MissingChunk:
    case Reason::MissingFirstChunk:
        return Verdict::CouldNotBeChecked;
    default:
        return Verdict::NotVerified;
    }
}

} // namespace gatehouse::inspector
