#include "ui/text/TokenFaultText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

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
        return TokenFaultWords::tr("The member “%1” stands twice. Programs disagree about which one counts.")
            .arg(base::visibleText(error.name, 80));
    case LoneSurrogate:
        return TokenFaultWords::tr("Byte %1 of the JSON is half a character (a lone surrogate).").arg(place);
    case TooDeep:
        return TokenFaultWords::tr("The JSON is nested deeper than Gatehouse reads.");
    case TooLarge:
        return TokenFaultWords::tr("The JSON is larger than Gatehouse reads.");
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
    case UnsupportedType:
        return TokenFaultWords::tr("This kind of key is not supported; RSA, EC and OKP keys and secrets are.");
    case WeakRsa:
        return TokenFaultWords::tr("The RSA key has fewer than 2048 bits and is refused (RFC 7518 section 3.3).");
    case LargeRsa:
        return TokenFaultWords::tr("The RSA key has more than 16384 bits and is refused: it would only cost time.");
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
        return TokenFaultWords::tr("The key's member “%1” does not have the full length of its curve.").arg(member);
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
        return TokenFaultWords::tr("The key set has the key id “%1” twice.").arg(member);
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
        return TokenFaultWords::tr("The key is larger than Gatehouse reads.");
    }
    return {};
}

QString removedText(const QString &code)
{
    if (code == QLatin1String("bearer-prefix"))
        return TokenFaultWords::tr("the word Bearer before it");
    if (code == QLatin1String("dpop-prefix"))
        return TokenFaultWords::tr("the word DPoP before it");
    if (code == QLatin1String("jwt-prefix"))
        return TokenFaultWords::tr("the word JWT before it");
    if (code == QLatin1String("authorization-header"))
        return TokenFaultWords::tr("the header's name before it");
    if (code == QLatin1String("quotes"))
        return TokenFaultWords::tr("quotation marks around it");
    if (code == QLatin1String("brackets"))
        return TokenFaultWords::tr("brackets around it");
    if (code == QLatin1String("punctuation"))
        return TokenFaultWords::tr("punctuation around it");
    if (code == QLatin1String("blanks"))
        return TokenFaultWords::tr("blanks around it");
    if (code == QLatin1String("line-breaks"))
        return TokenFaultWords::tr("line breaks inside it");
    if (code == QLatin1String("invisible-characters"))
        return TokenFaultWords::tr("invisible characters around it");
    if (code == QLatin1String("byte-order-mark"))
        return TokenFaultWords::tr("a byte order mark before it");
    if (code == QLatin1String("mail-quoting"))
        return TokenFaultWords::tr("mail quoting marks");
    if (code == QLatin1String("soft-hyphens"))
        return TokenFaultWords::tr("soft hyphens inside it");
    if (code == QLatin1String("percent-encoding"))
        return TokenFaultWords::tr("percent encoding");
    if (code == QLatin1String("json"))
        return TokenFaultWords::tr("the JSON around it");
    if (code == QLatin1String("parameter"))
        return TokenFaultWords::tr("the parameter's name before it");
    if (code == QLatin1String("surrounding-text"))
        return TokenFaultWords::tr("the text around it");
    return base::visibleText(code, 60);
}

} // namespace gatehouse::ui::text
