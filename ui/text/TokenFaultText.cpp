#include "ui/text/TokenFaultText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::TokenFaultText)
};

QString segmentName(int segment)
{
    switch (segment) {
    case 0:
        return Words::tr("header");
    case 1:
        return Words::tr("payload");
    default:
        return Words::tr("signature");
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
        return Words::tr("The %1 has a character at position %2 that base64url does not have.").arg(segment, place);
    case Kind::Padding:
        return Words::tr("The %1 has padding (=) at position %2, which tokens do not have.").arg(segment, place);
    case Kind::Length:
        return Words::tr("The %1 has a length no encoder produces: a character is missing or one too many.")
            .arg(segment);
    case Kind::SpareBits:
        return Words::tr("The last character of the %1 was altered: it decodes to the same bytes, and is still not the "
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
        return Words::tr("The JSON starts with a byte order mark.");
    case NotUtf8:
        return Words::tr("Byte %1 of the JSON is not valid UTF-8.").arg(place);
    case Syntax:
        return Words::tr("Byte %1 is not where JSON allows what stands there.").arg(place);
    case DuplicateName:
        return Words::tr("The member “%1” stands twice. Programs disagree about which one counts.")
            .arg(base::visibleText(error.name, 80));
    case LoneSurrogate:
        return Words::tr("Byte %1 of the JSON is half a character (a lone surrogate).").arg(place);
    case TooDeep:
        return Words::tr("The JSON is nested deeper than Gatehouse reads.");
    case TooLarge:
        return Words::tr("The JSON is larger than Gatehouse reads.");
    case TooMany:
        return Words::tr("The JSON has more members than Gatehouse reads.");
    }
    return {};
}

QString jwsErrorText(const jose::JwsError &error)
{
    using enum jose::JwsError::Kind;
    switch (error.kind) {
    case NotAJwt:
        return Words::tr("The text is not a JSON Web Token.");
    case TooLarge:
        return Words::tr("The text is larger than %1 KiB, the limit for a token.")
            .arg(QString::number(jose::maxTokenSize / 1024));
    case Parts:
        return Words::tr("A signed token has three parts separated by dots; this text has a different number.");
    case Encrypted:
        return Words::tr(
            "The token has five parts: it is encrypted (JWE). Its content cannot be read without the recipient's key.");
    case Base64Url:
        return base64Text(error);
    case EmptyHeader:
        return Words::tr("The header is empty.");
    case HeaderJson:
        return Words::tr("The header is not strict JSON. %1").arg(jsonErrorText(error.json));
    case HeaderNotObject:
        return Words::tr("The header is JSON and not an object.");
    case Shortened:
        return Words::tr("This is a shortened copy: an ellipsis or stars stand where characters were.");
    }
    return {};
}

QString keyErrorText(const jose::KeyError &error)
{
    using enum jose::KeyError::Kind;
    const QString member = base::visibleText(error.member, 80);
    switch (error.kind) {
    case NotAKey:
        return Words::tr("This is neither a JWK, a JWK set, a PEM key nor a certificate.");
    case Json:
        return Words::tr("The key is not strict JSON.");
    case MissingMember:
        return Words::tr("The key lacks the member “%1”.").arg(member);
    case WrongType:
        return Words::tr("The key's member “%1” has the wrong type.").arg(member);
    case Base64Url:
        return Words::tr("The key's member “%1” is not strict base64url.").arg(member);
    case UnsupportedType:
        return Words::tr("Keys of the type “%1” are not supported yet; RSA keys and secrets are.").arg(member);
    case WeakRsa:
        return Words::tr("The RSA key has fewer than 2048 bits and is refused (RFC 7518 section 3.3).");
    case LargeRsa:
        return Words::tr("The RSA key has more than 16384 bits and is refused: it would only cost time.");
    case BadExponent:
        return Words::tr("The RSA key's exponent is not one a secure key has.");
    case BadModulus:
        return Words::tr("The RSA key's modulus is not one a secure key has.");
    case EmptySecret:
        return Words::tr("The secret is empty.");
    case MixedSet:
        return Words::tr("The key set mixes secrets and public keys and is refused as a whole.");
    case Ambiguous:
        return Words::tr("The key set has the key id “%1” twice.").arg(member);
    case EmptySet:
        return Words::tr("The key set has no key that can be used.");
    case Encrypted:
        return Words::tr("The private key is under a passphrase. Give the public key instead.");
    case TooLarge:
        return Words::tr("The key is larger than Gatehouse reads.");
    }
    return {};
}

QString removedText(const QString &code)
{
    if (code == QLatin1String("bearer-prefix"))
        return Words::tr("the word Bearer before it");
    if (code == QLatin1String("dpop-prefix"))
        return Words::tr("the word DPoP before it");
    if (code == QLatin1String("jwt-prefix"))
        return Words::tr("the word JWT before it");
    if (code == QLatin1String("authorization-header"))
        return Words::tr("the header's name before it");
    if (code == QLatin1String("quotes"))
        return Words::tr("quotation marks around it");
    if (code == QLatin1String("brackets"))
        return Words::tr("brackets around it");
    if (code == QLatin1String("punctuation"))
        return Words::tr("punctuation around it");
    if (code == QLatin1String("blanks"))
        return Words::tr("blanks around it");
    if (code == QLatin1String("line-breaks"))
        return Words::tr("line breaks inside it");
    if (code == QLatin1String("invisible-characters"))
        return Words::tr("invisible characters around it");
    if (code == QLatin1String("byte-order-mark"))
        return Words::tr("a byte order mark before it");
    if (code == QLatin1String("mail-quoting"))
        return Words::tr("mail quoting marks");
    if (code == QLatin1String("soft-hyphens"))
        return Words::tr("soft hyphens inside it");
    if (code == QLatin1String("percent-encoding"))
        return Words::tr("percent encoding");
    if (code == QLatin1String("json"))
        return Words::tr("the JSON around it");
    if (code == QLatin1String("parameter"))
        return Words::tr("the parameter's name before it");
    if (code == QLatin1String("surrounding-text"))
        return Words::tr("the text around it");
    return base::visibleText(code, 60);
}

} // namespace gatehouse::ui::text
