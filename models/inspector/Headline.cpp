#include "models/inspector/Headline.h"

namespace gatehouse::inspector {

namespace {

/// Of a verified token: the gravest of what is not good about it.
Headline headlineOfVerified(const TokenInspection &inspection)
{
    switch (inspection.time) {
    case Time::Malformed:
        return Headline::InvalidTime;
    case Time::Expired:
        return Headline::Expired;
    case Time::NotYet:
        return Headline::NotYetValid;
    default:
        break;
    }
    if (inspection.claimsVerdict == Claims::Malformed)
        return Headline::MalformedClaims;
    if (inspection.policyVerdict == Policy::Violated)
        return Headline::PolicyViolated;
    if (!inspection.claims && !inspection.nested.isEmpty())
        return Headline::TokenInside;
    if (inspection.form != Form::Ok && inspection.form != Form::Repaired)
        return Headline::OtherContent;
    if (inspection.time == Time::NoExpiry)
        return Headline::NoExpiry;
    return inspection.policyVerdict == Policy::Warned ? Headline::PolicyWarned : Headline::Verified;
}

/// Of a valid signature where issuer, audience or scopes are not as expected: differences first, then what is missing,
/// then what could not be compared.
Headline headlineOfExpectations(const Expectations &expectations)
{
    const auto either = [&expectations](Comparison comparison, Headline issuer, Headline audience, Headline both) {
        if (expectations.issuer == comparison)
            return std::optional(expectations.audience == comparison ? both : issuer);
        return expectations.audience == comparison ? std::optional(audience) : std::nullopt;
    };
    if (const auto wrong = either(Comparison::Differs, Headline::WrongIssuer, Headline::WrongAudience,
                                  Headline::WrongIssuerAndAudience))
        return *wrong;
    if (const auto missing =
            either(Comparison::Missing, Headline::NoIssuer, Headline::NoAudience, Headline::NoIssuerAndAudience))
        return *missing;
    if (expectations.scopes == Comparison::Differs || expectations.scopes == Comparison::Missing)
        return Headline::MissingScopes;
    if (const auto open = either(Comparison::NotCompared, Headline::IssuerNotCompared, Headline::AudienceNotCompared,
                                 Headline::IssuerAndAudienceNotCompared))
        return *open;
    return Headline::ScopesNotCompared;
}

Headline headlineOfRefusal(const TokenInspection &inspection)
{
    switch (inspection.reason) {
    case Reason::NotAToken:
    case Reason::LineInvalid:
        return inspection.around.contains(Removal::OtherTokens) ? Headline::SeveralTokens : Headline::NotAToken;
    case Reason::TooLarge:
    case Reason::WrongPartCount:
    case Reason::BadBase64Url:
    case Reason::BadHeader:
    case Reason::BadSerialization:
    case Reason::ShortenedCopy:
    case Reason::HeaderType:
    case Reason::AlgorithmMissing:
    case Reason::NotAlone:
        return Headline::Malformed;
    case Reason::CutLine:
    case Reason::MissingChunk:
    case Reason::MissingFirstChunk:
        return Headline::Incomplete;
    case Reason::BadPayload:
        return Headline::NotAJwt;
    case Reason::Encrypted:
        return Headline::Encrypted;
    case Reason::AlgorithmUnsupported:
        return Headline::UnsupportedAlgorithm;
    case Reason::AlgorithmUnknown:
    case Reason::AlgorithmMismatch:
        return Headline::WrongAlgorithm;
    case Reason::AlgorithmNone:
    case Reason::SignatureMissing:
        return Headline::NotSigned;
    case Reason::AlgorithmConfusion:
        return Headline::KeyConfusion;
    case Reason::KeyUnusable:
    case Reason::KeyWeak:
        return Headline::UnfitKey;
    case Reason::KeyNotGiven:
        return Headline::NoKey;
    case Reason::KeyNotFound:
        return Headline::NoFittingKey;
    case Reason::KeyInvalid:
    case Reason::KeyAmbiguous:
        return Headline::UnusableKey;
    case Reason::CritNotUnderstood:
    case Reason::CritMalformed:
    case Reason::B64Unsupported:
        return Headline::HeaderRefused;
    case Reason::ContentMissing:
        return Headline::ContentMissing;
    case Reason::SignaturesApart:
        return Headline::SeveralSignatures;
    case Reason::BadDisclosure:
    case Reason::KeyBindingWrong:
        return Headline::BadPresentation;
    case Reason::EncryptionRefused:
    case Reason::DecryptionFailed:
    case Reason::DecryptionLimit:
        return Headline::NotDecrypted;
    case Reason::Decrypted:
        return Headline::Decrypted;
    case Reason::Verified:
    case Reason::ClaimsMismatch:
    case Reason::ClaimsNotCompared:
    case Reason::SignatureWrong:
        break;
    }
    return Headline::InvalidSignature;
}

} // namespace

Headline headlineOf(const TokenInspection &inspection)
{
    if (inspection.isVerified())
        return headlineOfVerified(inspection);
    if (inspection.hasValidSignature() && inspection.reason != Reason::BadPayload && !inspection.expectations.areMet())
        return headlineOfExpectations(inspection.expectations);
    return headlineOfRefusal(inspection);
}

Light lightOf(Headline headline)
{
    switch (headline) {
    case Headline::Verified:
        return Light::Green;
    case Headline::Expired:
    case Headline::NotYetValid:
    case Headline::InvalidTime:
    case Headline::MalformedClaims:
    case Headline::PolicyViolated:
    case Headline::NoExpiry:
    case Headline::PolicyWarned:
    case Headline::TokenInside:
    case Headline::OtherContent:
    case Headline::IssuerNotCompared:
    case Headline::AudienceNotCompared:
    case Headline::IssuerAndAudienceNotCompared:
    case Headline::ScopesNotCompared:
    case Headline::NoKey:
    case Headline::NoFittingKey:
    case Headline::UnusableKey:
    case Headline::UnsupportedAlgorithm:
    case Headline::ContentMissing:
    case Headline::Incomplete:
    case Headline::SeveralSignatures:
    case Headline::Encrypted:
    case Headline::NotDecrypted:
    case Headline::Decrypted:
        return Light::Amber;
    default:
        return Light::Red;
    }
}

} // namespace gatehouse::inspector
