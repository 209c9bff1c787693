#include "ui/text/VerdictText.h"

#include "models/base/Text.h"
#include "models/inspector/ClaimRules.h"
#include "models/inspector/findings/Kinds.h"
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
using namespace Qt::StringLiterals;

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
    case jose::KeyType::Akp:
        return VerdictWords::tr("ML-DSA");
    case jose::KeyType::Octets:
        return VerdictWords::tr("secret");
    }
    return {};
}

bool isProof(const TokenInspection &inspection)
{
    return inspection.type() == "dpop+jwt"_L1;
}

bool holdsSeveral(const TokenInspection &inspection)
{
    return std::ranges::any_of(inspection.findings, [](const inspector::Finding &finding) {
        return finding.kind == &inspector::kinds::severalTokens;
    });
}

/// Said of times and parties where there was nothing to read them from, whatever was given to judge them by.
QString unreadableClaims()
{
    return VerdictWords::tr("There are no readable claims to check.");
}

/// "Issuer", "Audience", "Scopes", each with how it compares.
QString comparisonText(const QString &matches, const QString &differs, const QString &missing, const QString &open,
                       inspector::Comparison comparison)
{
    switch (comparison) {
    case inspector::Comparison::Matches:
        return matches;
    case inspector::Comparison::Differs:
        return differs;
    case inspector::Comparison::Missing:
        return missing;
    case inspector::Comparison::NotExpected:
    case inspector::Comparison::NotCompared:
        break;
    }
    return open;
}

/// One sentence for each of them: only what was compared matches.
QString expectationsText(const inspector::Expectations &expectations)
{
    QStringList sentences{
        comparisonText(VerdictWords::tr("Issuer matches."), VerdictWords::tr("Issuer does not match."),
                       VerdictWords::tr("Issuer is missing."), VerdictWords::tr("Issuer was not compared."),
                       expectations.issuer),
        comparisonText(VerdictWords::tr("Audience matches."), VerdictWords::tr("Audience does not match."),
                       VerdictWords::tr("Audience is missing."), VerdictWords::tr("Audience was not compared."),
                       expectations.audience)};
    if (expectations.scopes != inspector::Comparison::NotExpected) {
        sentences.append(comparisonText(VerdictWords::tr("Scopes match."), VerdictWords::tr("Scopes are missing."),
                                        VerdictWords::tr("The token has no scopes."),
                                        VerdictWords::tr("Scopes were not compared."), expectations.scopes));
    }
    return sentences.join(u' ');
}

/// Which of issuer and audience nothing was compared with; empty when both were.
QString notCompared(const inspector::Expectations &expectations)
{
    const bool hasIssuer = expectations.issuer == inspector::Comparison::Matches;
    const bool hasAudience = expectations.audience == inspector::Comparison::Matches;
    if (hasIssuer && hasAudience)
        return {};
    if (hasIssuer)
        return VerdictWords::tr("Audience was not compared.");
    return hasAudience ? VerdictWords::tr("Issuer was not compared.")
                       : VerdictWords::tr("Issuer and audience were not compared.");
}

bool isEmpty(const TokenInspection &inspection)
{
    return inspection.jwsError && inspection.token.isEmpty() && inspection.reason == Reason::NotAToken;
}

/// Names the claims that have to be times and are none.
QString malformedTimes(const TokenInspection &inspection)
{
    QStringList names;
    for (const QStringView name : {QStringView(u"exp"), QStringView(u"nbf"), QStringView(u"iat")}) {
        if (inspection.claims && inspection.claims->member(name) && !inspector::timeClaim(*inspection.claims, name))
            names.append(name.toString());
    }
    if (names.size() == 1)
        return VerdictWords::tr("The claim %1 is not a number of seconds between the years 1970 and 9999.")
            .arg(names.constFirst());
    return VerdictWords::tr("The claims %1 are not numbers of seconds between the years 1970 and 9999.")
        .arg(names.join(u", "));
}

QString faultDetail(const TokenInspection &inspection)
{
    if (holdsSeveral(inspection))
        return VerdictWords::tr("The text contains several tokens. Gatehouse does not guess which one is meant.");
    if (isEmpty(inspection))
        return VerdictWords::tr("The input is empty.");
    if (inspection.jwsError)
        return jwsErrorText(*inspection.jwsError);
    if (inspection.jsonError)
        return jsonJwsErrorText(*inspection.jsonError);
    if (inspection.jweError)
        return jweErrorText(*inspection.jweError);
    if (inspection.claimsError)
        return jsonErrorText(*inspection.claimsError);
    if (inspection.keyError && !inspection.hasValidSignature())
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
        return VerdictWords::tr("Invalid signature");
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
        return VerdictWords::tr("Currently valid");
    case Time::Expired:
        return VerdictWords::tr("Expired");
    case Time::NotYet:
        return VerdictWords::tr("Not valid yet");
    case Time::NoExpiry:
        return VerdictWords::tr("Never expires");
    case Time::Malformed:
        return VerdictWords::tr("Invalid time");
    case Time::NotJudged:
        return VerdictWords::tr("Time not checked");
    }
    return {};
}

QString timeWord(const TokenInspection &inspection)
{
    if (inspection.time == Time::NoExpiry && isProof(inspection))
        return VerdictWords::tr("Valid only briefly");
    return timeWord(inspection.time);
}

QString claimsWord(Claims claims)
{
    switch (claims) {
    case Claims::Ok:
        return VerdictWords::tr("Claims match");
    case Claims::Mismatch:
        return VerdictWords::tr("Claims differ");
    case Claims::Malformed:
        return VerdictWords::tr("Malformed claims");
    case Claims::NotJudged:
        return VerdictWords::tr("Claims not compared");
    }
    return {};
}

QString policyWord(Policy policy)
{
    switch (policy) {
    case Policy::Ok:
        return VerdictWords::tr("Policy met");
    case Policy::Warned:
        return VerdictWords::tr("Against good practice");
    case Policy::Violated:
        return VerdictWords::tr("Policy violated");
    case Policy::NotJudged:
        return VerdictWords::tr("Policy not checked");
    }
    return {};
}

VerdictText verdictText(const TokenInspection &inspection)
{
    const inspector::Headline headline = inspector::headlineOf(inspection);
    const QString word = headlineText(headline);
    if (const QString sentence = headlineSentence(headline); !sentence.isEmpty())
        return {word, sentence};
    if (headline != inspector::Headline::Verified) {
        const QString detail = faultDetail(inspection);
        return {word, detail.isEmpty() ? reasonSentence(inspection.reason) : detail};
    }
    QString sentence = reasonSentence(Reason::Verified);
    if (inspection.key.origin == inspector::KeyUsed::Origin::Fetched) {
        sentence = VerdictWords::tr("The signature is valid for the exact bytes of the token. It is worth as much as "
                                    "the address that publishes the key: make sure it is your issuer's.");
    }
    // What was not asked for was not compared, and a person may take "verified" for both.
    const QString open = notCompared(inspection.expectations);
    return {word, open.isEmpty() ? sentence : sentence + u' ' + open};
}

VerdictText formText(const TokenInspection &inspection)
{
    const QString word = formWord(inspection.form);
    switch (inspection.form) {
    case Form::Ok:
        return {word, VerdictWords::tr("The token follows the standard exactly.")};
    case Form::Repaired:
        return {word, removedText(inspection.removed)};
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
    // The payload has a verdict of its own, in the form.
    return {word, reasonSentence(inspection.reason == Reason::BadPayload ? Reason::KeyNotGiven : inspection.reason)};
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
                        ? VerdictWords::tr("A DPoP proof has no exp. It is valid only around its iat, %1.")
                              .arg(moment(inspection, inspection.issuedAt))
                        : VerdictWords::tr("A DPoP proof has no exp. It is valid only around its iat, and this one has "
                                           "no iat.")};
        }
        return {word, VerdictWords::tr("The token has no exp claim: it stays valid permanently, even after it leaks.")};
    case Time::Malformed:
        return {word, malformedTimes(inspection)};
    case Time::NotJudged:
        if (!inspection.claims)
            return {word, unreadableClaims()};
        return {word, VerdictWords::tr("No time was given to check the token's times against.")};
    }
    return {word, {}};
}

VerdictText claimsText(const TokenInspection &inspection)
{
    const QString word = claimsWord(inspection.claimsVerdict);
    QStringList sentences;
    if (inspection.claimsVerdict == Claims::Malformed || !inspection.claims) {
        sentences.append(inspection.claimsError ? jsonErrorText(*inspection.claimsError)
                         : inspection.claims || inspection.claimsVerdict == Claims::Malformed
                             ? VerdictWords::tr("The payload is not a JSON object, or a registered claim has the wrong "
                                                "type.")
                             : unreadableClaims());
    }
    if (inspection.claims || inspection.expectations != inspector::Expectations())
        sentences.append(expectationsText(inspection.expectations));
    return {word, sentences.join(u' ')};
}

VerdictText policyText(const TokenInspection &inspection)
{
    const QString word = policyWord(inspection.policyVerdict);
    const bool isSigned = inspection.hasValidSignature();
    switch (inspection.policyVerdict) {
    case Policy::Ok:
        return {word, isSigned ? VerdictWords::tr("All checked rules are met.")
                               : VerdictWords::tr("All checked rules are met, but the signature is not verified: "
                                                  "nothing in the token can be relied on.")};
    case Policy::Warned:
        return {word, isSigned ? VerdictWords::tr("All checked rules are met; the findings name what is against good "
                                                  "practice.")
                               : VerdictWords::tr("The findings name what is against good practice, and the signature "
                                                  "is not verified: nothing in the token can be relied on.")};
    case Policy::Violated:
        return {word, VerdictWords::tr("A rule of the API, the key, the profile or the header is violated; the "
                                       "findings name it.")};
    case Policy::NotJudged:
        return {word, inspection.jws ? VerdictWords::tr("No signature could be checked and no profile was chosen, so "
                                                        "there was nothing to check the token against.")
                                     : VerdictWords::tr("There is nothing readable to check.")};
    }
    return {word, {}};
}

QString keyText(const inspector::KeyUsed &key)
{
    using enum inspector::KeyUsed::Origin;
    const QString kid = base::visibleText(key.kid, 80);
    const QString kind = key.parameterSet.isEmpty()
                             ? VerdictWords::tr("%1, %2 bits").arg(keyKind(key.type), QString::number(key.bits))
                             : base::visibleText(key.parameterSet, 40);
    switch (key.origin) {
    case None:
        return VerdictWords::tr("no key");
    case TenantKey:
        return VerdictWords::tr("the tenant's key %1 (%2)").arg(kid, kind);
    case ApiSecret:
        return VerdictWords::tr("the signing secret of %1").arg(base::visibleText(key.apiName, 80));
    case Pasted:
        if (key.type == jose::KeyType::Octets)
            return VerdictWords::tr("the secret you gave (%1 bits)").arg(key.bits);
        return kid.isEmpty() ? VerdictWords::tr("the key you gave (%1)").arg(kind)
                             : VerdictWords::tr("the key %1 you gave (%2)").arg(kid, kind);
    case TrustedIssuer: {
        const QString name = base::visibleText(key.issuerName, 80);
        return kid.isEmpty() ? VerdictWords::tr("a key of %1 (%2)").arg(name, kind)
                             : VerdictWords::tr("the key %1 of %2 (%3)").arg(kid, name, kind);
    }
    case Fetched: {
        const QString address = base::visibleText(key.publishedAt, 200);
        return kid.isEmpty() ? VerdictWords::tr("a key that %1 publishes (%2)").arg(address, kind)
                             : VerdictWords::tr("the key %1 that %2 publishes (%3)").arg(kid, address, kind);
    }
    }
    return {};
}

QString adviceText(const TokenInspection &inspection)
{
    if (holdsSeveral(inspection))
        return VerdictWords::tr("Inspect them all under Many tokens or with “token scan”, or give one of them alone.");
    const auto waits = [](const auto &step) { return step.kind == inspector::ResolutionStep::Kind::IssuerKeyWaits; };
    if (inspection.reason == inspector::Reason::KeyNotFound && std::ranges::any_of(inspection.resolution, waits))
        return VerdictWords::tr("Compare the keys that are waiting with what the issuer announced, and accept them.");
    if (isEmpty(inspection))
        return VerdictWords::tr("Give a token.");
    return reasonAdvice(inspection.reason);
}

} // namespace gatehouse::ui::text
