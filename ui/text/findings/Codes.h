#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/jose/CertificateChain.h"
#include "models/jose/Jwe.h"
#include "models/jose/SdJwt.h"

#include <QtGlobal>

/// The words for each code that a parameter of a finding may be. A value without words does not compile (-Wswitch).
namespace gatehouse::ui::text {

constexpr const char *wordsFor(inspector::KeyOwner value)
{
    switch (value) {
    case inspector::KeyOwner::Own:
        return QT_TRANSLATE_NOOP("Finding", "it is one of your keys");
    case inspector::KeyOwner::Foreign:
        return QT_TRANSLATE_NOOP("Finding", "it is not one of your keys");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::CertificateFault value)
{
    switch (value) {
    case inspector::CertificateFault::Base64Url:
        return QT_TRANSLATE_NOOP("Finding", "it is base64url; x5c needs standard base64");
    case inspector::CertificateFault::Base64:
        return QT_TRANSLATE_NOOP("Finding", "it is not valid base64");
    case inspector::CertificateFault::Der:
        return QT_TRANSLATE_NOOP("Finding", "it is not a certificate");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::ChainOwner value)
{
    switch (value) {
    case inspector::ChainOwner::Carried:
        return QT_TRANSLATE_NOOP("Finding", "in x5c");
    case inspector::ChainOwner::Given:
        return QT_TRANSLATE_NOOP("Finding", "of the given key");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::ChainGap value)
{
    switch (value) {
    case inspector::ChainGap::Elsewhere:
        return QT_TRANSLATE_NOOP("Finding", "its issuer is in another place of the chain");
    case inspector::ChainGap::Absent:
        return QT_TRANSLATE_NOOP("Finding", "its issuer is not in the chain");
    case inspector::ChainGap::Signature:
        return QT_TRANSLATE_NOOP("Finding", "the next certificate names its issuer, but did not sign it");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::OwnSignature value)
{
    switch (value) {
    case inspector::OwnSignature::Right:
        return QT_TRANSLATE_NOOP("Finding", "the signature matches that key");
    case inspector::OwnSignature::Wrong:
        return QT_TRANSLATE_NOOP("Finding", "the signature does not match that key");
    case inspector::OwnSignature::NoKey:
        return QT_TRANSLATE_NOOP("Finding", "it carries no suitable key");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::BoundValue value)
{
    switch (value) {
    case inspector::BoundValue::Missing:
        return QT_TRANSLATE_NOOP("Finding", "it is missing");
    case inspector::BoundValue::Differs:
        return QT_TRANSLATE_NOOP("Finding", "it does not match");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::TimeFault value)
{
    switch (value) {
    case inspector::TimeFault::Old:
        return QT_TRANSLATE_NOOP("Finding", "is too far in the past");
    case inspector::TimeFault::None:
        return QT_TRANSLATE_NOOP("Finding", "is not a valid time");
    case inspector::TimeFault::Future:
        return QT_TRANSLATE_NOOP("Finding", "is in the future");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::CritFault value)
{
    switch (value) {
    case inspector::CritFault::NotListed:
        return QT_TRANSLATE_NOOP("Finding", "b64 is used but not listed");
    case inspector::CritFault::NotStrings:
        return QT_TRANSLATE_NOOP("Finding", "it is not a list of names");
    case inspector::CritFault::Empty:
        return QT_TRANSLATE_NOOP("Finding", "it is empty");
    case inspector::CritFault::TooMany:
        return QT_TRANSLATE_NOOP("Finding", "it has too many entries");
    case inspector::CritFault::Duplicate:
        return QT_TRANSLATE_NOOP("Finding", "it lists an extension twice");
    case inspector::CritFault::Registered:
        return QT_TRANSLATE_NOOP("Finding", "it lists a registered parameter, which is not an extension");
    case inspector::CritFault::Absent:
        return QT_TRANSLATE_NOOP("Finding", "it lists a parameter that is not in the header");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::KidShape value)
{
    switch (value) {
    case inspector::KidShape::Path:
        return QT_TRANSLATE_NOOP("Finding", "a path");
    case inspector::KidShape::Expression:
        return QT_TRANSLATE_NOOP("Finding", "an expression");
    case inspector::KidShape::Command:
        return QT_TRANSLATE_NOOP("Finding", "a command");
    case inspector::KidShape::Sql:
        return QT_TRANSLATE_NOOP("Finding", "an SQL fragment");
    case inspector::KidShape::Address:
        return QT_TRANSLATE_NOOP("Finding", "an address");
    case inspector::KidShape::Markup:
        return QT_TRANSLATE_NOOP("Finding", "markup");
    case inspector::KidShape::ControlCharacters:
        return QT_TRANSLATE_NOOP("Finding", "control characters");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::AddressTrick value)
{
    switch (value) {
    case inspector::AddressTrick::UserInfo:
        return QT_TRANSLATE_NOOP("Finding", "the part before the @ looks like a host");
    case inspector::AddressTrick::Unreadable:
        return QT_TRANSLATE_NOOP("Finding", "it is not a valid address");
    case inspector::AddressTrick::International:
        return QT_TRANSLATE_NOOP("Finding", "its host contains letters that may look like others");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::JsonType value)
{
    switch (value) {
    case inspector::JsonType::Number:
        return QT_TRANSLATE_NOOP("Finding", "a number");
    case inspector::JsonType::String:
        return QT_TRANSLATE_NOOP("Finding", "a string");
    case inspector::JsonType::Object:
        return QT_TRANSLATE_NOOP("Finding", "an object");
    case inspector::JsonType::Boolean:
        return QT_TRANSLATE_NOOP("Finding", "true or false");
    case inspector::JsonType::Strings:
        return QT_TRANSLATE_NOOP("Finding", "an array of strings");
    case inspector::JsonType::StringOrStrings:
        return QT_TRANSLATE_NOOP("Finding", "a string or an array of strings");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::SecretKind value)
{
    switch (value) {
    case inspector::SecretKind::PrivateKey:
        return QT_TRANSLATE_NOOP("Finding", "a private key");
    case inspector::SecretKind::Credential:
        return QT_TRANSLATE_NOOP("Finding", "a credential of another service");
    case inspector::SecretKind::Named:
        return QT_TRANSLATE_NOOP("Finding", "a secret, judging by its name");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::Markup value)
{
    switch (value) {
    case inspector::Markup::Html:
        return QT_TRANSLATE_NOOP("Finding", "markup");
    case inspector::Markup::Formula:
        return QT_TRANSLATE_NOOP("Finding", "a spreadsheet formula");
    case inspector::Markup::Expression:
        return QT_TRANSLATE_NOOP("Finding", "a template expression");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::ProofCheck value)
{
    switch (value) {
    case inspector::ProofCheck::Checked:
        return QT_TRANSLATE_NOOP("Finding", "the sender's proof of possession was checked");
    case inspector::ProofCheck::Unchecked:
        return QT_TRANSLATE_NOOP("Finding",
                                 "the sender has to prove possession of that key, which was not checked here");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::HolderFault value)
{
    switch (value) {
    case inspector::HolderFault::Signature:
        return QT_TRANSLATE_NOOP("Finding", "its signature is wrong");
    case inspector::HolderFault::NoKey:
        return QT_TRANSLATE_NOOP("Finding", "the issuer names no key of the holder");
    case inspector::HolderFault::Form:
        return QT_TRANSLATE_NOOP("Finding", "it is malformed");
    case inspector::HolderFault::Type:
        return QT_TRANSLATE_NOOP("Finding", "its typ is not kb+jwt");
    case inspector::HolderFault::Missing:
        return QT_TRANSLATE_NOOP("Finding", "a required claim is missing");
    case inspector::HolderFault::SdHash:
        return QT_TRANSLATE_NOOP("Finding", "it is bound to other disclosures");
    case inspector::HolderFault::Algorithm:
        return QT_TRANSLATE_NOOP("Finding", "its algorithm is none or symmetric");
    case inspector::HolderFault::Expired:
        return QT_TRANSLATE_NOOP("Finding", "it has expired");
    case inspector::HolderFault::NotYet:
        return QT_TRANSLATE_NOOP("Finding", "it is not valid yet");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::SecretForm value)
{
    switch (value) {
    case inspector::SecretForm::Base64:
        return QT_TRANSLATE_NOOP("Finding", "the bytes that its base64 text encodes were used");
    case inspector::SecretForm::Base64Url:
        return QT_TRANSLATE_NOOP("Finding", "the bytes that its base64url text encodes were used");
    case inspector::SecretForm::Hex:
        return QT_TRANSLATE_NOOP("Finding", "the bytes that its hexadecimal text encodes were used");
    case inspector::SecretForm::LineFeed:
        return QT_TRANSLATE_NOOP("Finding", "with a line feed at the end");
    case inspector::SecretForm::CarriageReturn:
        return QT_TRANSLATE_NOOP("Finding", "with a carriage return and a line feed at the end");
    case inspector::SecretForm::Trimmed:
        return QT_TRANSLATE_NOOP("Finding", "without the surrounding spaces");
    case inspector::SecretForm::Quoted:
        return QT_TRANSLATE_NOOP("Finding", "with quotes around it");
    case inspector::SecretForm::Unquoted:
        return QT_TRANSLATE_NOOP("Finding", "without the quotes around it");
    case inspector::SecretForm::Base64Text:
        return QT_TRANSLATE_NOOP("Finding", "its base64 text");
    case inspector::SecretForm::Base64UrlText:
        return QT_TRANSLATE_NOOP("Finding", "its base64url text");
    case inspector::SecretForm::HexText:
        return QT_TRANSLATE_NOOP("Finding", "its hexadecimal text");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::SignedForm value)
{
    switch (value) {
    case inspector::SignedForm::Quotes:
        return QT_TRANSLATE_NOOP("Finding", "with quotes around it");
    case inspector::SignedForm::Bearer:
        return QT_TRANSLATE_NOOP("Finding", "with “Bearer” in front");
    case inspector::SignedForm::LineFeed:
        return QT_TRANSLATE_NOOP("Finding", "with a line feed at the end");
    case inspector::SignedForm::StandardBase64:
        return QT_TRANSLATE_NOOP("Finding", "in the standard base64 alphabet");
    case inspector::SignedForm::Padding:
        return QT_TRANSLATE_NOOP("Finding", "with padding");
    case inspector::SignedForm::PayloadFirst:
        return QT_TRANSLATE_NOOP("Finding", "the payload before the header");
    case inspector::SignedForm::PayloadAlone:
        return QT_TRANSLATE_NOOP("Finding", "only the payload");
    case inspector::SignedForm::NotEncoded:
        return QT_TRANSLATE_NOOP("Finding", "header and payload before encoding");
    case inspector::SignedForm::PayloadUnencoded:
        return QT_TRANSLATE_NOOP("Finding", "the payload before encoding");
    case inspector::SignedForm::TrailingDot:
        return QT_TRANSLATE_NOOP("Finding", "with a dot at the end");
    case inspector::SignedForm::PayloadCompact:
        return QT_TRANSLATE_NOOP("Finding", "the payload without spaces");
    case inspector::SignedForm::PayloadSorted:
        return QT_TRANSLATE_NOOP("Finding", "the payload with sorted members");
    case inspector::SignedForm::PayloadIndented:
        return QT_TRANSLATE_NOOP("Finding", "the indented payload");
    case inspector::SignedForm::PayloadSpaced:
        return QT_TRANSLATE_NOOP("Finding", "the payload with spaces after commas and colons");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::PersonalDatum value)
{
    switch (value) {
    case inspector::PersonalDatum::Email:
        return QT_TRANSLATE_NOOP("Finding", "an email address");
    case inspector::PersonalDatum::Name:
        return QT_TRANSLATE_NOOP("Finding", "a name");
    case inspector::PersonalDatum::GivenName:
        return QT_TRANSLATE_NOOP("Finding", "a given name");
    case inspector::PersonalDatum::FamilyName:
        return QT_TRANSLATE_NOOP("Finding", "a family name");
    case inspector::PersonalDatum::MiddleName:
        return QT_TRANSLATE_NOOP("Finding", "a middle name");
    case inspector::PersonalDatum::Nickname:
        return QT_TRANSLATE_NOOP("Finding", "a nickname");
    case inspector::PersonalDatum::PhoneNumber:
        return QT_TRANSLATE_NOOP("Finding", "a phone number");
    case inspector::PersonalDatum::Birthdate:
        return QT_TRANSLATE_NOOP("Finding", "a date of birth");
    case inspector::PersonalDatum::Address:
        return QT_TRANSLATE_NOOP("Finding", "an address");
    case inspector::PersonalDatum::Gender:
        return QT_TRANSLATE_NOOP("Finding", "a gender");
    case inspector::PersonalDatum::Ssn:
        return QT_TRANSLATE_NOOP("Finding", "a social security number");
    case inspector::PersonalDatum::Phone:
        return QT_TRANSLATE_NOOP("Finding", "a phone number");
    case inspector::PersonalDatum::FirstName:
        return QT_TRANSLATE_NOOP("Finding", "a given name");
    case inspector::PersonalDatum::LastName:
        return QT_TRANSLATE_NOOP("Finding", "a family name");
    case inspector::PersonalDatum::DateOfBirth:
        return QT_TRANSLATE_NOOP("Finding", "a date of birth");
    case inspector::PersonalDatum::Dob:
        return QT_TRANSLATE_NOOP("Finding", "a date of birth");
    case inspector::PersonalDatum::Passport:
        return QT_TRANSLATE_NOOP("Finding", "a passport number");
    case inspector::PersonalDatum::Iban:
        return QT_TRANSLATE_NOOP("Finding", "a bank account number");
    case inspector::PersonalDatum::NationalId:
        return QT_TRANSLATE_NOOP("Finding", "a national ID number");
    case inspector::PersonalDatum::Street:
        return QT_TRANSLATE_NOOP("Finding", "an address");
    case inspector::PersonalDatum::PostalCode:
        return QT_TRANSLATE_NOOP("Finding", "a postal code");
    case inspector::PersonalDatum::Ip:
        return QT_TRANSLATE_NOOP("Finding", "an IP address");
    case inspector::PersonalDatum::IpAddress:
        return QT_TRANSLATE_NOOP("Finding", "an IP address");
    case inspector::PersonalDatum::Upn:
        return QT_TRANSLATE_NOOP("Finding", "a user name");
    case inspector::PersonalDatum::UniqueName:
        return QT_TRANSLATE_NOOP("Finding", "a user name");
    case inspector::PersonalDatum::Mail:
        return QT_TRANSLATE_NOOP("Finding", "an email address");
    case inspector::PersonalDatum::PreferredUsername:
        return QT_TRANSLATE_NOOP("Finding", "a user name");
    }
    return nullptr;
}

constexpr const char *wordsFor(jose::TrustPath value)
{
    switch (value) {
    case jose::TrustPath::Trusted:
        return QT_TRANSLATE_NOOP("Finding", "trusted");
    case jose::TrustPath::NoRoot:
        return QT_TRANSLATE_NOOP("Finding", "none of them issued it");
    case jose::TrustPath::Expired:
        return QT_TRANSLATE_NOOP("Finding", "a certificate in the chain has expired");
    case jose::TrustPath::NotYet:
        return QT_TRANSLATE_NOOP("Finding", "a certificate in the chain is not yet valid");
    case jose::TrustPath::SignatureWrong:
        return QT_TRANSLATE_NOOP("Finding", "a signature in the chain is wrong");
    case jose::TrustPath::NotAnAuthority:
        return QT_TRANSLATE_NOOP("Finding", "a certificate in the chain must not issue others");
    case jose::TrustPath::Weak:
        return QT_TRANSLATE_NOOP("Finding", "a key or hash in the chain is too weak");
    case jose::TrustPath::Refused:
        return QT_TRANSLATE_NOOP("Finding", "it is malformed, too long, or violates the rules for certificates");
    }
    return nullptr;
}

constexpr const char *wordsFor(jose::SdJwtError::Kind value)
{
    switch (value) {
    case jose::SdJwtError::Kind::NotAnSdJwt:
        return QT_TRANSLATE_NOOP("Finding", "it is not an SD-JWT");
    case jose::SdJwtError::Kind::TooLarge:
        return QT_TRANSLATE_NOOP("Finding", "it is too large");
    case jose::SdJwtError::Kind::TooMany:
        return QT_TRANSLATE_NOOP("Finding", "there are too many disclosures");
    case jose::SdJwtError::Kind::EmptyDisclosure:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure is empty");
    case jose::SdJwtError::Kind::Base64Url:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure is not valid base64url");
    case jose::SdJwtError::Kind::Json:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure is not valid JSON");
    case jose::SdJwtError::Kind::Shape:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure is not an array of two or three elements");
    case jose::SdJwtError::Kind::ReservedName:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure has a reserved name");
    case jose::SdJwtError::Kind::SdType:
        return QT_TRANSLATE_NOOP("Finding", "_sd, _sd_alg or ... has the wrong type");
    case jose::SdJwtError::Kind::UnknownHash:
        return QT_TRANSLATE_NOOP("Finding", "_sd_alg names an unsupported hash");
    case jose::SdJwtError::Kind::DuplicateDigest:
        return QT_TRANSLATE_NOOP("Finding", "a digest is duplicated");
    case jose::SdJwtError::Kind::DuplicateDisclosure:
        return QT_TRANSLATE_NOOP("Finding", "a disclosure is duplicated");
    case jose::SdJwtError::Kind::UnusedDisclosure:
        return QT_TRANSLATE_NOOP("Finding", "the token has no digest of a disclosure");
    case jose::SdJwtError::Kind::NameTaken:
        return QT_TRANSLATE_NOOP("Finding", "a disclosed claim is already in the token");
    case jose::SdJwtError::Kind::Member:
        return QT_TRANSLATE_NOOP("Finding", "disclosures or kb_jwt has the wrong type or is in the wrong header");
    case jose::SdJwtError::Kind::TooDeep:
        return QT_TRANSLATE_NOOP("Finding", "it is nested too deeply");
    }
    return nullptr;
}

constexpr const char *wordsFor(jose::JweRefusal value)
{
    switch (value) {
    case jose::JweRefusal::AlgorithmMissing:
        return QT_TRANSLATE_NOOP("Finding", "alg is missing");
    case jose::JweRefusal::AlgorithmUnknown:
        return QT_TRANSLATE_NOOP("Finding", "the algorithm is unknown");
    case jose::JweRefusal::EncryptionMissing:
        return QT_TRANSLATE_NOOP("Finding", "enc is missing");
    case jose::JweRefusal::EncryptionUnknown:
        return QT_TRANSLATE_NOOP("Finding", "the content encryption is unknown");
    case jose::JweRefusal::HeaderType:
        return QT_TRANSLATE_NOOP("Finding", "a header parameter has the wrong type");
    case jose::JweRefusal::CriticalUnknown:
        return QT_TRANSLATE_NOOP("Finding", "a critical extension is not supported");
    case jose::JweRefusal::CriticalMalformed:
        return QT_TRANSLATE_NOOP("Finding", "crit is malformed");
    case jose::JweRefusal::ZipUnknown:
        return QT_TRANSLATE_NOOP("Finding", "the compression is unknown");
    case jose::JweRefusal::ZipUnprotected:
        return QT_TRANSLATE_NOOP("Finding", "zip is not in the protected header");
    case jose::JweRefusal::CountTooLarge:
        return QT_TRANSLATE_NOOP("Finding", "p2c is too large");
    case jose::JweRefusal::EphemeralMissing:
        return QT_TRANSLATE_NOOP("Finding", "epk is missing");
    case jose::JweRefusal::EphemeralInvalid:
        return QT_TRANSLATE_NOOP("Finding", "epk is not a valid key");
    case jose::JweRefusal::EphemeralPrivate:
        return QT_TRANSLATE_NOOP("Finding", "epk contains a private key");
    }
    return nullptr;
}

constexpr const char *wordsFor(jose::ProfileDeviation::Kind value)
{
    switch (value) {
    case jose::ProfileDeviation::Kind::AuthorityKeyId:
        return QT_TRANSLATE_NOOP("Finding", "the authority key identifier is missing or critical");
    case jose::ProfileDeviation::Kind::SubjectKeyId:
        return QT_TRANSLATE_NOOP("Finding", "the subject key identifier is missing or critical");
    case jose::ProfileDeviation::Kind::KeyUsage:
        return QT_TRANSLATE_NOOP("Finding", "the key usage is missing or does not fit the basic constraints");
    case jose::ProfileDeviation::Kind::LeafKeyUsage:
        return QT_TRANSLATE_NOOP("Finding", "the key usage does not allow digital signatures");
    case jose::ProfileDeviation::Kind::Subject:
        return QT_TRANSLATE_NOOP("Finding", "the subject is empty");
    case jose::ProfileDeviation::Kind::Issuer:
        return QT_TRANSLATE_NOOP("Finding", "the issuer is empty");
    case jose::ProfileDeviation::Kind::AlternativeName:
        return QT_TRANSLATE_NOOP("Finding",
                                 "the subject alternative name is empty, or not critical although it is the only name");
    case jose::ProfileDeviation::Kind::BasicConstraints:
        return QT_TRANSLATE_NOOP(
            "Finding", "the basic constraints are not critical, or have a path length that does not belong there");
    case jose::ProfileDeviation::Kind::SignatureAlgorithm:
        return QT_TRANSLATE_NOOP("Finding", "its two signature algorithms differ");
    case jose::ProfileDeviation::Kind::Version:
        return QT_TRANSLATE_NOOP("Finding", "it has extensions without being version 3");
    case jose::ProfileDeviation::Kind::Other:
        return QT_TRANSLATE_NOOP("Finding", "OpenSSL's strict checks refuse it");
    }
    return nullptr;
}

constexpr const char *wordsFor(inspector::DecryptionLimit value)
{
    switch (value) {
    case inspector::DecryptionLimit::Attempts:
        return QT_TRANSLATE_NOOP("Finding", "at most %1 combinations of recipient and key are tried");
    case inspector::DecryptionLimit::InflatedSize:
        return QT_TRANSLATE_NOOP("Finding",
                                 "the content inflates beyond %1 KiB, or beyond %2 times its compressed size");
    case inspector::DecryptionLimit::Recipients:
        return QT_TRANSLATE_NOOP("Finding", "at most %1 recipients are read");
    }
    return nullptr;
}

} // namespace gatehouse::ui::text
