#pragma once

#include "models/inspector/findings/PersonalDatum.h"

#include <QLatin1StringView>

/// The enums that parameters of findings take, and their public codes. A value without a code does not compile
/// (-Wswitch); neither does one without words, in ui/text/FindingCodes.h.
namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

/// Whose a key is that a token carries.
enum class KeyOwner { Own, Foreign };
constexpr QLatin1StringView codeName(KeyOwner value)
{
    switch (value) {
    case KeyOwner::Own:
        return "own"_L1;
    case KeyOwner::Foreign:
        return "foreign"_L1;
    }
    return {};
}

/// Why an entry of `x5c` is not a certificate.
enum class CertificateFault { Base64Url, Base64, Der };
constexpr QLatin1StringView codeName(CertificateFault value)
{
    switch (value) {
    case CertificateFault::Base64Url:
        return "base64url"_L1;
    case CertificateFault::Base64:
        return "base64"_L1;
    case CertificateFault::Der:
        return "der"_L1;
    }
    return {};
}

/// Where a chain of certificates came from: `x5c`, or the key's text.
enum class ChainOwner { Carried, Given };
constexpr QLatin1StringView codeName(ChainOwner value)
{
    switch (value) {
    case ChainOwner::Carried:
        return "carried"_L1;
    case ChainOwner::Given:
        return "given"_L1;
    }
    return {};
}

/// Why a certificate does not lead to the next.
enum class ChainGap { Elsewhere, Absent, Signature };
constexpr QLatin1StringView codeName(ChainGap value)
{
    switch (value) {
    case ChainGap::Elsewhere:
        return "elsewhere"_L1;
    case ChainGap::Absent:
        return "absent"_L1;
    case ChainGap::Signature:
        return "signature"_L1;
    }
    return {};
}

/// What a DPoP proof's signature is under the key it carries.
enum class OwnSignature { Right, Wrong, NoKey };
constexpr QLatin1StringView codeName(OwnSignature value)
{
    switch (value) {
    case OwnSignature::Right:
        return "right"_L1;
    case OwnSignature::Wrong:
        return "wrong"_L1;
    case OwnSignature::NoKey:
        return "no-key"_L1;
    }
    return {};
}

/// How a value that must be the hash of another is not.
enum class BoundValue { Missing, Differs };
constexpr QLatin1StringView codeName(BoundValue value)
{
    switch (value) {
    case BoundValue::Missing:
        return "missing"_L1;
    case BoundValue::Differs:
        return "differs"_L1;
    }
    return {};
}

/// Why a proof is not accepted as made just now.
enum class TimeFault { Old, None, Future };
constexpr QLatin1StringView codeName(TimeFault value)
{
    switch (value) {
    case TimeFault::Old:
        return "old"_L1;
    case TimeFault::None:
        return "none"_L1;
    case TimeFault::Future:
        return "future"_L1;
    }
    return {};
}

/// How `crit` breaks RFC 7515 section 4.1.11.
enum class CritFault { NotListed, NotStrings, Empty, TooMany, Duplicate, Registered, Absent };
constexpr QLatin1StringView codeName(CritFault value)
{
    switch (value) {
    case CritFault::NotListed:
        return "b64-not-listed"_L1;
    case CritFault::NotStrings:
        return "not-strings"_L1;
    case CritFault::Empty:
        return "empty"_L1;
    case CritFault::TooMany:
        return "too-many"_L1;
    case CritFault::Duplicate:
        return "duplicate"_L1;
    case CritFault::Registered:
        return "registered"_L1;
    case CritFault::Absent:
        return "absent"_L1;
    }
    return {};
}

/// What a key ID looks like that is meant to be used as something else.
enum class KidShape { Path, Expression, Command, Sql, Address, Markup, ControlCharacters };
constexpr QLatin1StringView codeName(KidShape value)
{
    switch (value) {
    case KidShape::Path:
        return "path"_L1;
    case KidShape::Expression:
        return "expression"_L1;
    case KidShape::Command:
        return "command"_L1;
    case KidShape::Sql:
        return "sql"_L1;
    case KidShape::Address:
        return "address"_L1;
    case KidShape::Markup:
        return "markup"_L1;
    case KidShape::ControlCharacters:
        return "control-characters"_L1;
    }
    return {};
}

/// How an address is not what it looks like.
enum class AddressTrick { UserInfo, Unreadable, International };
constexpr QLatin1StringView codeName(AddressTrick value)
{
    switch (value) {
    case AddressTrick::UserInfo:
        return "user-info"_L1;
    case AddressTrick::Unreadable:
        return "unreadable"_L1;
    case AddressTrick::International:
        return "international"_L1;
    }
    return {};
}

/// The type a header parameter or claim must have.
enum class JsonType { Number, String, Object, Boolean, Strings, StringOrStrings };
constexpr QLatin1StringView codeName(JsonType value)
{
    switch (value) {
    case JsonType::Number:
        return "number"_L1;
    case JsonType::String:
        return "string"_L1;
    case JsonType::Object:
        return "object"_L1;
    case JsonType::Boolean:
        return "boolean"_L1;
    case JsonType::Strings:
        return "array of strings"_L1;
    case JsonType::StringOrStrings:
        return "string or array of strings"_L1;
    }
    return {};
}

/// Kinds of secrets found in claims.
enum class SecretKind { PrivateKey, Credential, Named };
constexpr QLatin1StringView codeName(SecretKind value)
{
    switch (value) {
    case SecretKind::PrivateKey:
        return "private-key"_L1;
    case SecretKind::Credential:
        return "credential"_L1;
    case SecretKind::Named:
        return "secret"_L1;
    }
    return {};
}

/// Text that a careless program runs.
enum class Markup { Html, Formula, Expression };
constexpr QLatin1StringView codeName(Markup value)
{
    switch (value) {
    case Markup::Html:
        return "html"_L1;
    case Markup::Formula:
        return "formula"_L1;
    case Markup::Expression:
        return "expression"_L1;
    }
    return {};
}

/// Whether a sender's proof was checked.
enum class ProofCheck { Checked, Unchecked };
constexpr QLatin1StringView codeName(ProofCheck value)
{
    switch (value) {
    case ProofCheck::Checked:
        return "checked"_L1;
    case ProofCheck::Unchecked:
        return "unchecked"_L1;
    }
    return {};
}

/// Why a key-binding JWT was refused (RFC 9901 section 7.3).
enum class HolderFault { Signature, NoKey, Form, Type, Missing, SdHash, Algorithm, Expired, NotYet };
constexpr QLatin1StringView codeName(HolderFault value)
{
    switch (value) {
    case HolderFault::Signature:
        return "signature"_L1;
    case HolderFault::NoKey:
        return "no-key"_L1;
    case HolderFault::Form:
        return "form"_L1;
    case HolderFault::Type:
        return "type"_L1;
    case HolderFault::Missing:
        return "missing"_L1;
    case HolderFault::SdHash:
        return "sd-hash"_L1;
    case HolderFault::Algorithm:
        return "algorithm"_L1;
    case HolderFault::Expired:
        return "expired"_L1;
    case HolderFault::NotYet:
        return "not-yet"_L1;
    }
    return {};
}

/// Forms in which one secret is taken for another.
enum class SecretForm {
    Base64,
    Base64Url,
    Hex,
    LineFeed,
    CarriageReturn,
    Trimmed,
    Quoted,
    Unquoted,
    Base64Text,
    Base64UrlText,
    HexText
};
constexpr QLatin1StringView codeName(SecretForm value)
{
    switch (value) {
    case SecretForm::Base64:
        return "base64"_L1;
    case SecretForm::Base64Url:
        return "base64url"_L1;
    case SecretForm::Hex:
        return "hex"_L1;
    case SecretForm::LineFeed:
        return "line-feed"_L1;
    case SecretForm::CarriageReturn:
        return "carriage-return"_L1;
    case SecretForm::Trimmed:
        return "trimmed"_L1;
    case SecretForm::Quoted:
        return "quoted"_L1;
    case SecretForm::Unquoted:
        return "unquoted"_L1;
    case SecretForm::Base64Text:
        return "base64-text"_L1;
    case SecretForm::Base64UrlText:
        return "base64url-text"_L1;
    case SecretForm::HexText:
        return "hex-text"_L1;
    }
    return {};
}

/// Texts that are signed by mistake instead of the token's own.
enum class SignedForm {
    Quotes,
    Bearer,
    LineFeed,
    StandardBase64,
    Padding,
    PayloadFirst,
    PayloadAlone,
    NotEncoded,
    PayloadUnencoded,
    TrailingDot,
    PayloadCompact,
    PayloadSorted,
    PayloadIndented,
    PayloadSpaced
};
constexpr QLatin1StringView codeName(SignedForm value)
{
    switch (value) {
    case SignedForm::Quotes:
        return "quotes"_L1;
    case SignedForm::Bearer:
        return "bearer"_L1;
    case SignedForm::LineFeed:
        return "line-feed"_L1;
    case SignedForm::StandardBase64:
        return "standard-base64"_L1;
    case SignedForm::Padding:
        return "padding"_L1;
    case SignedForm::PayloadFirst:
        return "payload-first"_L1;
    case SignedForm::PayloadAlone:
        return "payload-alone"_L1;
    case SignedForm::NotEncoded:
        return "not-encoded"_L1;
    case SignedForm::PayloadUnencoded:
        return "payload-unencoded"_L1;
    case SignedForm::TrailingDot:
        return "trailing-dot"_L1;
    case SignedForm::PayloadCompact:
        return "payload-compact"_L1;
    case SignedForm::PayloadSorted:
        return "payload-sorted"_L1;
    case SignedForm::PayloadIndented:
        return "payload-indented"_L1;
    case SignedForm::PayloadSpaced:
        return "payload-spaced"_L1;
    }
    return {};
}

/// Tokens that implementations disagree about.
enum class DifferenceCase {
    AlgTwice,
    ByteOrderMark,
    HeaderNotUtf8,
    HeaderUtf16,
    CritUnknown,
    CritEmpty,
    CritRegistered,
    CritNotAList,
    CritAbsent,
    B64WithoutCrit,
    PaddedHeader,
    StandardAlphabet,
    SpacesAround,
    PaddedSignature,
    SpareBits,
    AlgMissing,
    KidNotAString,
    NestedDeeply
};
constexpr QLatin1StringView codeName(DifferenceCase value)
{
    switch (value) {
    case DifferenceCase::AlgTwice:
        return "alg-twice"_L1;
    case DifferenceCase::ByteOrderMark:
        return "byte-order-mark"_L1;
    case DifferenceCase::HeaderNotUtf8:
        return "header-not-utf8"_L1;
    case DifferenceCase::HeaderUtf16:
        return "header-utf16"_L1;
    case DifferenceCase::CritUnknown:
        return "crit-unknown"_L1;
    case DifferenceCase::CritEmpty:
        return "crit-empty"_L1;
    case DifferenceCase::CritRegistered:
        return "crit-registered"_L1;
    case DifferenceCase::CritNotAList:
        return "crit-not-a-list"_L1;
    case DifferenceCase::CritAbsent:
        return "crit-absent"_L1;
    case DifferenceCase::B64WithoutCrit:
        return "b64-without-crit"_L1;
    case DifferenceCase::PaddedHeader:
        return "padded-header"_L1;
    case DifferenceCase::StandardAlphabet:
        return "standard-alphabet"_L1;
    case DifferenceCase::SpacesAround:
        return "blanks-around"_L1;
    case DifferenceCase::PaddedSignature:
        return "padded-signature"_L1;
    case DifferenceCase::SpareBits:
        return "spare-bits"_L1;
    case DifferenceCase::AlgMissing:
        return "alg-missing"_L1;
    case DifferenceCase::KidNotAString:
        return "kid-not-a-string"_L1;
    case DifferenceCase::NestedDeeply:
        return "nested-deeply"_L1;
    }
    return {};
}

/// Where decryption stops.
enum class DecryptionLimit { Attempts, InflatedSize, Recipients };
constexpr QLatin1StringView codeName(DecryptionLimit value)
{
    switch (value) {
    case DecryptionLimit::Attempts:
        return "attempts"_L1;
    case DecryptionLimit::InflatedSize:
        return "inflated-size"_L1;
    case DecryptionLimit::Recipients:
        return "recipients"_L1;
    }
    return {};
}

} // namespace gatehouse::inspector
