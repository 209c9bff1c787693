#include "ui/text/VerdictText.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

#include <algorithm>

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

bool isProof(const TokenInspection &inspection)
{
    return inspection.type() == QLatin1StringView("dpop+jwt");
}

bool holdsSeveral(const TokenInspection &inspection)
{
    return std::ranges::any_of(inspection.findings, [](const inspector::Finding &finding) {
        return finding.id == QLatin1StringView("several-tokens");
    });
}

/// Said of times and parties where there was nothing to read them from, whatever was given to judge them by.
QString unreadableClaims()
{
    return VerdictWords::tr("There were no readable claims to judge.");
}

QString faultDetail(const TokenInspection &inspection)
{
    if (holdsSeveral(inspection))
        return VerdictWords::tr("The text holds several tokens, and which one is meant is not guessed.");
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

QString timeWord(const TokenInspection &inspection)
{
    if (inspection.time == Time::NoExpiry && isProof(inspection))
        return VerdictWords::tr("Good for its moment");
    return timeWord(inspection.time);
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
    if (inspection.key.origin == inspector::KeyUsed::Origin::Fetched)
        return {verdictWord(verdict),
                VerdictWords::tr("The signature is right for the exact bytes of the token. It is worth as much as the "
                                 "address that publishes the key: make sure it is your issuer's.")};
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
    const QString word = timeWord(inspection);
    switch (inspection.time) {
    case Time::Valid:
        return {word, VerdictWords::tr("Expires %1.").arg(moment(inspection, inspection.expiresAt))};
    case Time::Expired:
        return {word, VerdictWords::tr("Expired %1.").arg(moment(inspection, inspection.expiresAt))};
    case Time::NotYet:
        return {word, VerdictWords::tr("Valid from %1.")
                          .arg(moment(inspection, inspection.notBefore ? inspection.notBefore : inspection.issuedAt))};
    case Time::NoExpiry:
        if (isProof(inspection)) {
            return {word,
                    inspection.issuedAt
                        ? VerdictWords::tr("A DPoP proof has no exp: it is good for the moment of its iat only, %1.")
                              .arg(moment(inspection, inspection.issuedAt))
                        : VerdictWords::tr("A DPoP proof has no exp: it is good for the moment of its iat only, "
                                           "and this one has no iat.")};
        }
        return {word, VerdictWords::tr(
                          "The token has no exp claim: it is good for ever, and cannot be waited out if it leaks.")};
    case Time::Malformed:
        return {word, VerdictWords::tr("A time claim is not a number of seconds within the years 1970 to 9999.")};
    case Time::NotJudged:
        if (!inspection.claims)
            return {word, unreadableClaims()};
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
        if (!inspection.claims)
            return {word, unreadableClaims()};
        return {word, VerdictWords::tr("There was nothing to compare issuer and audience with.")};
    }
    return {word, {}};
}

VerdictText policyText(const TokenInspection &inspection)
{
    const QString word = policyWord(inspection.policyVerdict);
    switch (inspection.policyVerdict) {
    case Policy::Ok:
        return {word, inspection.isVerified()
                          ? VerdictWords::tr("No rule that was looked at is broken.")
                          : VerdictWords::tr("No rule that was looked at is broken, but the token is not verified: "
                                             "nothing in it can be relied on.")};
    case Policy::Warned:
        return {word, inspection.isVerified()
                          ? VerdictWords::tr("No rule that was looked at is broken; the findings say what is against "
                                             "good practice.")
                          : VerdictWords::tr("The findings say what is against good practice, and the token is not "
                                             "verified: nothing in it can be relied on.")};
    case Policy::Violated:
        return {word, VerdictWords::tr("A rule of the API, the key, the profile or the header is broken; the findings "
                                       "say which.")};
    case Policy::NotJudged:
        return {word, inspection.jws ? VerdictWords::tr("There was no signature that could be checked, and no profile: "
                                                        "nothing to hold the token against.")
                                     : VerdictWords::tr("There was nothing readable to judge.")};
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
    case Fetched: {
        const QString address = base::visibleText(key.publishedAt, 200);
        return kid.isEmpty()
                   ? VerdictWords::tr("a key that %1 publishes (%2, %3 bits)").arg(address, keyKind(key.type), bits)
                   : VerdictWords::tr("the key %1 that %2 publishes (%3, %4 bits)")
                         .arg(kid, address, keyKind(key.type), bits);
    }
    }
    return {};
}

QString adviceText(const TokenInspection &inspection)
{
    if (holdsSeveral(inspection))
        return VerdictWords::tr("Judge them all under Many tokens or with “token scan”, or give one of them alone.");
    return reasonAdvice(inspection.reason);
}

} // namespace gatehouse::ui::text
