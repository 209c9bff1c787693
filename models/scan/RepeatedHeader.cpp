#include "models/scan/RepeatedHeader.h"

#include "models/inspector/ClaimRules.h"
#include "models/inspector/Expectations.h"
#include "models/scan/PlainClaims.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

using inspector::Comparison;
using Outcome = jose::SignatureVerifier::Outcome;

Comparison compareIssuer(const PlainClaims &claims, const std::optional<QByteArray> &expected)
{
    if (!expected)
        return Comparison::NotExpected;
    if (!claims.issuer)
        return Comparison::Missing;
    return *claims.issuer == *expected ? Comparison::Matches : Comparison::Differs;
}

Comparison compareAudience(const PlainClaims &claims, const std::optional<QByteArray> &expected)
{
    if (!expected)
        return Comparison::NotExpected;
    if (!claims.audience || claims.audience->isEmpty())
        return Comparison::Missing;
    return std::ranges::find(*claims.audience, QByteArrayView(*expected)) != claims.audience->end()
               ? Comparison::Matches
               : Comparison::Differs;
}

std::optional<double> inSeconds(const std::optional<qint64> &time)
{
    return time ? std::optional(static_cast<double>(*time)) : std::nullopt;
}

std::optional<QByteArray> inUtf8(const std::optional<QString> &text)
{
    return text ? std::optional(text->toUtf8()) : std::nullopt;
}

/// Findings, the policy's verdict, scopes, certificates and a key that is not the person's need the whole inspection.
bool isPlain(const inspector::VerificationPolicy &policy)
{
    const auto *pasted = std::get_if<inspector::PastedKey>(&policy.keys);
    return pasted && pasted->keys && !policy.explain && !policy.judgePolicy && !policy.requiredScopes &&
           !policy.trustedRoots && !policy.dpop;
}

} // namespace

RepeatedHeader::RepeatedHeader(const jose::SignatureVerifier &verifier, const inspector::VerificationPolicy &policy)
    : m_verifier(verifier)
    , m_policy(policy)
    , m_isApplicable(isPlain(policy))
    , m_issuer(inUtf8(policy.issuer))
    , m_audience(inUtf8(policy.audience))
{
}

std::optional<inspector::Verdicts> RepeatedHeader::verdicts(QByteArrayView token)
{
    if (!m_key || !token.startsWith(m_start) || token.size() > jose::maxTokenSize)
        return {};
    const qsizetype dot = token.lastIndexOf('.');
    if (dot < m_start.size())
        return {};
    // A third dot would be foreign to the alphabet.
    if (!jose::decodeBase64Url(token.sliced(m_start.size(), dot - m_start.size()), m_payload) ||
        !jose::decodeBase64Url(token.sliced(dot + 1), m_signature) || m_signature.isEmpty())
        return {};
    const auto claims = readPlainClaims(m_payload);
    if (!claims || m_verifier.verify(m_algorithm, *m_key, token.first(dot), m_signature) != Outcome::Verified)
        return {};
    inspector::Verdicts verdicts{
        .form = inspector::Form::Ok,
        .signature = inspector::Signature::Verified,
        .expectations = {.issuer = compareIssuer(*claims, m_issuer), .audience = compareAudience(*claims, m_audience)}};
    verdicts.claimsVerdict = inspector::claimsVerdict(inspector::Claims::NotJudged, verdicts.expectations);
    verdicts.reason = inspector::reasonOf(verdicts.claimsVerdict, verdicts.expectations);
    if (m_policy.now)
        verdicts.time = inspector::timeVerdict(
            {.notBefore = inSeconds(claims->notBefore), .expiresAt = inSeconds(claims->expiresAt)}, *m_policy.now,
            m_policy.leeway);
    return verdicts;
}

void RepeatedHeader::learn(const inspector::TokenInspection &inspection)
{
    const auto algorithm = jose::parseAlgorithm(inspection.algorithm);
    // What an extension asks for is for the inspector to judge.
    if (!m_isApplicable || !algorithm || !inspection.hasValidSignature() || !inspection.jws || !inspection.claims ||
        inspection.form != inspector::Form::Ok || inspection.disclosed || !inspection.signatures.isEmpty() ||
        inspection.jws->header.member(u"crit"))
        return;
    m_key = nullptr;
    for (const jose::Jwk &key : std::get<inspector::PastedKey>(m_policy.keys).keys->keys) {
        if (key.type == jose::keyTypeOf(*algorithm) && key.kid.value_or(QString()) == inspection.key.kid &&
            m_verifier.verify(*algorithm, key, inspection.jws->signingInput(), inspection.jws->signature) ==
                Outcome::Verified) {
            m_key = &key;
            break;
        }
    }
    m_algorithm = *algorithm;
    m_start = inspection.jws->text.first(inspection.jws->firstDot + 1);
}

} // namespace gatehouse::scan
