#include "ui/text/TokenFaultText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class TokenFaultWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::TokenFaultText)
};

QString segmentName(int segment)
{
    switch (segment) {
    case 0:
        return TokenFaultWords::tr("header");
    case 1:
        return TokenFaultWords::tr("payload");
    default:
        return TokenFaultWords::tr("signature");
    }
}

QString base64Text(const jose::JwsError &error)
{
    using Kind = jose::Base64UrlError::Kind;
    const QString segment = segmentName(error.segment);
    // Positions are counted from one, as people and editors do.
    const QString place = QString::number(error.position + 1);
    switch (error.base64.kind) {
    case Kind::Character:
        return TokenFaultWords::tr("The %1 has a character at position %2 that base64url does not have.")
            .arg(segment, place);
    case Kind::Padding:
        return TokenFaultWords::tr("The %1 has padding (=) at position %2, which tokens do not have.")
            .arg(segment, place);
    case Kind::Length:
        return TokenFaultWords::tr("The %1 has a length no encoder produces: a character is missing or one too many.")
            .arg(segment);
    case Kind::SpareBits:
        return TokenFaultWords::tr(
                   "The last character of the %1 was altered: it decodes to the same bytes, and is still not the "
                   "token that was signed.")
            .arg(segment);
    }
    return {};
}

} // namespace

QString jsonErrorText(const jose::JsonError &error)
{
    using enum jose::JsonError::Kind;
    const QString place = QString::number(error.position + 1);
    switch (error.kind) {
    case ByteOrderMark:
        return TokenFaultWords::tr("The JSON starts with a byte order mark.");
    case NotUtf8:
        return TokenFaultWords::tr("Byte %1 of the JSON is not valid UTF-8.").arg(place);
    case Syntax:
        return TokenFaultWords::tr("Byte %1 is not where JSON allows what stands there.").arg(place);
    case DuplicateName:
        return TokenFaultWords::tr("The member “%1” is duplicated. Programs disagree about which one counts.")
            .arg(base::visibleText(error.name, 80));
    case LoneSurrogate:
        return TokenFaultWords::tr("Byte %1 of the JSON is half a character (a lone surrogate).").arg(place);
    case TooDeep:
        return TokenFaultWords::tr("The JSON is nested deeper than Gatehouse can read.");
    case TooLarge:
        return TokenFaultWords::tr("The JSON is larger than Gatehouse can read.");
    case TooMany:
        return TokenFaultWords::tr("The JSON has more members than Gatehouse reads.");
    }
    return {};
}

QString jwsErrorText(const jose::JwsError &error)
{
    using enum jose::JwsError::Kind;
    switch (error.kind) {
    case NotAJwt:
        return TokenFaultWords::tr("The text is not a JSON Web Token.");
    case TooLarge:
        return TokenFaultWords::tr("The text is larger than %1 KiB, the limit for a token.")
            .arg(QString::number(jose::maxTokenSize / 1024));
    case Parts:
        return TokenFaultWords::tr(
            "A signed token has three parts separated by dots; this text has a different number.");
    case Encrypted:
        return TokenFaultWords::tr(
            "The token has five parts: it is encrypted (JWE). Its content cannot be read without the recipient's key.");
    case Base64Url:
        return base64Text(error);
    case EmptyHeader:
        return TokenFaultWords::tr("The header is empty.");
    case HeaderJson:
        // Such a header is JSON, which is no help.
        if (error.json.kind == jose::JsonError::Kind::DuplicateName)
            return TokenFaultWords::tr("The header cannot be used. %1").arg(jsonErrorText(error.json));
        return TokenFaultWords::tr("The header is not strict JSON. %1").arg(jsonErrorText(error.json));
    case HeaderNotObject:
        return TokenFaultWords::tr("The header is JSON and not an object.");
    case Shortened:
        return TokenFaultWords::tr("This is a shortened copy: an ellipsis or stars stand where characters were.");
    }
    return {};
}

QString keyErrorText(const jose::KeyError &error)
{
    using enum jose::KeyError::Kind;
    const QString member = base::visibleText(error.member, 80);
    switch (error.kind) {
    case NotAKey:
        return TokenFaultWords::tr("This is neither a JWK, a JWK set, a PEM key nor a certificate.");
    case Json:
        return TokenFaultWords::tr("The key is not strict JSON.");
    case MissingMember:
        return TokenFaultWords::tr("The key lacks the member “%1”.").arg(member);
    case WrongType:
        return TokenFaultWords::tr("The key's member “%1” has the wrong type.").arg(member);
    case Base64Url:
        return TokenFaultWords::tr("The key's member “%1” is not strict base64url.").arg(member);
    case DuplicateMember:
        return TokenFaultWords::tr("The key's member “%1” is duplicated.").arg(member);
    case UnsupportedType:
        return TokenFaultWords::tr("Key type not supported. Gatehouse reads RSA, EC, OKP and AKP keys and secrets.");
    case UnsupportedAlgorithm:
        return TokenFaultWords::tr(
            "Unknown algorithm of an AKP key. Gatehouse reads ML-DSA-44, ML-DSA-65 and ML-DSA-87.");
    case LeadingZero:
        return TokenFaultWords::tr(
                   "The key's member “%1” begins with a zero octet and is not in canonical form (RFC 7518 "
                   "section 2). Remove the octet and give the key again.")
            .arg(member);
    case WeakRsa:
        return TokenFaultWords::tr("The RSA key has fewer than %1 bits and is refused (RFC 7518 section 3.3).")
            .arg(jose::leastRsaBits);
    case LargeRsa:
        return TokenFaultWords::tr("The RSA key has more than %1 bits and is refused: it would only cost time.")
            .arg(jose::mostRsaBits);
    case BadExponent:
        return TokenFaultWords::tr("The RSA key's exponent is not one a secure key has.");
    case BadModulus:
        return TokenFaultWords::tr("The RSA key's modulus is not one a secure key has.");
    case RocaModulus:
        return TokenFaultWords::tr(
            "The RSA key was made by a faulty generator and can be factored (ROCA, CVE-2017-15361).");
    case UnsupportedCurve:
        return TokenFaultWords::tr("The key names a curve that its type does not have.");
    case CoordinateLength:
        return TokenFaultWords::tr("The key's member “%1” is not as long as a key of its kind has it.").arg(member);
    case PointOffCurve:
        return TokenFaultWords::tr("The key is no point of its curve.");
    case LowOrderPoint:
        return TokenFaultWords::tr("The key is a point of low order: anybody can make signatures that fit it.");
    case AgreementKey:
        return TokenFaultWords::tr("The key is for key agreement (X25519, X448) and verifies no signature.");
    case EmptySecret:
        return TokenFaultWords::tr("The secret is empty.");
    case MixedSet:
        return TokenFaultWords::tr("The key set mixes secrets and public keys and is refused as a whole.");
    case Ambiguous:
        return member.isEmpty()
                   ? TokenFaultWords::tr("Two different keys of the set fit this token.")
                   : TokenFaultWords::tr("Two different keys of the set have the key ID “%1” and fit this token.")
                         .arg(member);
    case EmptySet:
        return TokenFaultWords::tr("The key set has no key that can be used.");
    case Encrypted:
        return TokenFaultWords::tr("The private key is under a passphrase. Give the public key instead.");
    case SeveralKeys:
        return TokenFaultWords::tr("The text holds several keys. Give the one that is meant.");
    case OpenSsh:
        return TokenFaultWords::tr("This is an OpenSSH key file. Give the key as PEM (ssh-keygen -e -m PKCS8).");
    case Pkcs12:
        return TokenFaultWords::tr("This is a PKCS#12 file. Give the certificate or the public key from it.");
    case KeysDiffer:
        return TokenFaultWords::tr("The private and the public part of the key do not belong together.");
    case TooLarge:
        return TokenFaultWords::tr("The key is larger than Gatehouse can read.");
    }
    return {};
}

QString removalText(inspector::Removal removal)
{
    using enum inspector::Removal;
    switch (removal) {
    case Spaces:
        return TokenFaultWords::tr("spaces around it");
    case InvisibleCharacters:
        return TokenFaultWords::tr("invisible characters in or around it");
    case ByteOrderMark:
        return TokenFaultWords::tr("a byte order mark before it");
    case Quotes:
        return TokenFaultWords::tr("quotation marks around it");
    case Brackets:
        return TokenFaultWords::tr("brackets around it");
    case Punctuation:
        return TokenFaultWords::tr("punctuation around it");
    case AuthorizationHeader:
        return TokenFaultWords::tr("the header's name before it");
    case BearerScheme:
        return TokenFaultWords::tr("the word Bearer before it");
    case DpopScheme:
        return TokenFaultWords::tr("the word DPoP before it");
    case JwtScheme:
        return TokenFaultWords::tr("the word JWT before it");
    case Json:
        return TokenFaultWords::tr("the JSON around it");
    case Parameter:
        return TokenFaultWords::tr("the parameter's name before it");
    case SurroundingText:
        return TokenFaultWords::tr("the text around it");
    case PercentEncoding:
        return TokenFaultWords::tr("percent encoding");
    case JsonEscapes:
        return TokenFaultWords::tr("JSON escapes inside it");
    case LineBreaks:
        return TokenFaultWords::tr("line breaks inside it");
    case MailQuoting:
        return TokenFaultWords::tr("mail quoting marks");
    case QuotedPrintable:
        return TokenFaultWords::tr("quoted-printable encoding");
    case CookieChunks:
        return TokenFaultWords::tr("the cookies it was split into");
    case Base64:
        return TokenFaultWords::tr("base64 encoding");
    case Utf16:
        return TokenFaultWords::tr("UTF-16 or UTF-32 encoding");
    case LogLines:
        return TokenFaultWords::tr("the log lines it was split into");
    case Chunks:
        return TokenFaultWords::tr("the HTTP chunks it was sent in");
    case Concatenation:
        return TokenFaultWords::tr("the strings it was split into");
    case OtherTokens:
        return TokenFaultWords::tr("other tokens next to it");
    }
    return {};
}

QString removedText(const inspector::Removals &removed)
{
    QStringList words;
    for (const inspector::Removal removal : removed)
        words.append(removalText(removal));
    return removed.isEmpty() ? QString()
                             : TokenFaultWords::tr("Removed from around the token: %1.").arg(words.join(u", "_s));
}

} // namespace gatehouse::ui::text
