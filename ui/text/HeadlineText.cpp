#include "ui/text/HeadlineText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class HeadlineWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::HeadlineText)
};

} // namespace

using enum inspector::Headline;

QString headlineText(inspector::Headline headline)
{
    switch (headline) {
    case Verified:
        return HeadlineWords::tr("Verified");
    case Expired:
        return HeadlineWords::tr("Expired");
    case NotYetValid:
        return HeadlineWords::tr("Not valid yet");
    case InvalidTime:
        return HeadlineWords::tr("Valid signature; invalid time");
    case MalformedClaims:
        return HeadlineWords::tr("Valid signature; malformed claims");
    case PolicyViolated:
        return HeadlineWords::tr("Valid signature; policy violated");
    case NoExpiry:
        return HeadlineWords::tr("Valid signature; never expires");
    case PolicyWarned:
        return HeadlineWords::tr("Valid signature; warnings");
    case TokenInside:
        return HeadlineWords::tr("Valid signature; token inside not checked");
    case OtherContent:
        return HeadlineWords::tr("Valid signature; content is not a JWT");
    case WrongIssuer:
        return HeadlineWords::tr("Do not accept: wrong issuer");
    case WrongAudience:
        return HeadlineWords::tr("Do not accept: wrong audience");
    case WrongIssuerAndAudience:
        return HeadlineWords::tr("Do not accept: wrong issuer and audience");
    case NoIssuer:
        return HeadlineWords::tr("Do not accept: no issuer");
    case NoAudience:
        return HeadlineWords::tr("Do not accept: no audience");
    case NoIssuerAndAudience:
        return HeadlineWords::tr("Do not accept: no issuer and no audience");
    case MissingScopes:
        return HeadlineWords::tr("Do not accept: missing scopes");
    case IssuerNotCompared:
        return HeadlineWords::tr("Valid signature; issuer not compared");
    case AudienceNotCompared:
        return HeadlineWords::tr("Valid signature; audience not compared");
    case IssuerAndAudienceNotCompared:
        return HeadlineWords::tr("Valid signature; issuer and audience not compared");
    case ScopesNotCompared:
        return HeadlineWords::tr("Valid signature; scopes not compared");
    case NotAJwt:
        return HeadlineWords::tr("Do not accept: payload is not a claims set");
    case NotAToken:
        return HeadlineWords::tr("Not a token");
    case SeveralTokens:
        return HeadlineWords::tr("Several tokens");
    case Malformed:
        return HeadlineWords::tr("Do not accept: malformed token");
    case NotSigned:
        return HeadlineWords::tr("Do not accept: not signed");
    case InvalidSignature:
        return HeadlineWords::tr("Do not accept: invalid signature");
    case WrongAlgorithm:
        return HeadlineWords::tr("Do not accept: wrong algorithm");
    case KeyConfusion:
        return HeadlineWords::tr("Do not accept: key confusion attack");
    case UnfitKey:
        return HeadlineWords::tr("Do not accept: unsuitable key");
    case HeaderRefused:
        return HeadlineWords::tr("Do not accept: critical header parameter");
    case BadPresentation:
        return HeadlineWords::tr("Do not accept: invalid presentation");
    case NoKey:
        return HeadlineWords::tr("Signature not checked: no key");
    case NoFittingKey:
        return HeadlineWords::tr("Signature not checked: no matching key");
    case UnusableKey:
        return HeadlineWords::tr("Signature not checked: unusable key");
    case UnsupportedAlgorithm:
        return HeadlineWords::tr("Signature not checked: unsupported algorithm");
    case ContentMissing:
        return HeadlineWords::tr("Signature not checked: content missing");
    case Incomplete:
        return HeadlineWords::tr("Incomplete token");
    case SeveralSignatures:
        return HeadlineWords::tr("No overall verdict: choose which signatures count");
    case Encrypted:
        return HeadlineWords::tr("Encrypted");
    case NotDecrypted:
        return HeadlineWords::tr("Encrypted; could not be opened");
    case Decrypted:
        return HeadlineWords::tr("Decrypted; issuer unproven");
    }
    return {};
}

QString headlineSentence(inspector::Headline headline)
{
    switch (headline) {
    case Expired:
        return HeadlineWords::tr("The signature is valid, but the token has expired.");
    case NotYetValid:
        return HeadlineWords::tr("The signature is valid, but the token is not valid yet.");
    case InvalidTime:
        return HeadlineWords::tr("The signature is valid, but a time claim is not a valid time.");
    case MalformedClaims:
        return HeadlineWords::tr("The signature is valid, but the claims are not as RFC 7519 defines them.");
    case PolicyViolated:
        return HeadlineWords::tr("The signature is valid, but a rule is violated; the findings name it.");
    case NoExpiry:
        return HeadlineWords::tr("The signature is valid, and the token has no expiration time.");
    case PolicyWarned:
        return HeadlineWords::tr(
            "The signature is valid, but the token or its key is against good practice; the findings "
            "say how.");
    case TokenInside:
        return HeadlineWords::tr("The signature is valid. It is over another token, which has to be inspected itself.");
    case OtherContent:
        return HeadlineWords::tr("The signature is valid. The content is not a claims set, so there were no claims or "
                                 "times to check.");
    case WrongIssuer:
        return HeadlineWords::tr("The signature is valid, but the token comes from another issuer than expected.");
    case WrongAudience:
        return HeadlineWords::tr("The signature is valid, but the token is for another audience than expected.");
    case WrongIssuerAndAudience:
        return HeadlineWords::tr("The signature is valid, but the token comes from another issuer and is for another "
                                 "audience than expected.");
    case NoIssuer:
        return HeadlineWords::tr("The signature is valid, but the token does not name its issuer.");
    case NoAudience:
        return HeadlineWords::tr("The signature is valid, but the token does not name its audience.");
    case NoIssuerAndAudience:
        return HeadlineWords::tr("The signature is valid, but the token names neither issuer nor audience.");
    case MissingScopes:
        return HeadlineWords::tr("The signature is valid, but the token lacks scopes that the call needs.");
    case IssuerNotCompared:
        return HeadlineWords::tr("The signature is valid, but the issuer could not be compared with the expected one.");
    case AudienceNotCompared:
        return HeadlineWords::tr(
            "The signature is valid, but the audience could not be compared with the expected one.");
    case IssuerAndAudienceNotCompared:
        return HeadlineWords::tr(
            "The signature is valid, but issuer and audience could not be compared with the expected ones.");
    case ScopesNotCompared:
        return HeadlineWords::tr(
            "The signature is valid, but the scopes could not be compared with those that the call needs.");
    default:
        return {};
    }
}

} // namespace gatehouse::ui::text
