#include "models/inspector/FormJudgement.h"

#include "models/jose/JsonJws.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

Reason reasonOf(jose::JsonJwsError::Kind kind)
{
    switch (kind) {
    case jose::JsonJwsError::Kind::TooLarge:
    case jose::JsonJwsError::Kind::TooMany:
        return Reason::TooLarge;
    case jose::JsonJwsError::Kind::Base64Url:
        return Reason::BadBase64Url;
    case jose::JsonJwsError::Kind::NoSignatures:
        return Reason::SignatureMissing;
    case jose::JsonJwsError::Kind::NotAJws:
    case jose::JsonJwsError::Kind::MissingMember:
    case jose::JsonJwsError::Kind::WrongType:
    case jose::JsonJwsError::Kind::BothForms:
    case jose::JsonJwsError::Kind::EmptyHeader:
        return Reason::BadSerialization;
    default:
        return Reason::BadHeader;
    }
}

/// One signature as the compact form it would have: its own signing input, and the JOSE header of both headers.
jose::CompactJws compactOf(const jose::JsonJws &jws, qsizetype index, const QByteArray &input)
{
    const jose::JsonSignature &one = jws.signatures[index];
    jose::CompactJws compact;
    compact.text = input + '.' + jose::encodeBase64Url(one.signature);
    compact.firstDot = one.protectedText.size();
    compact.secondDot = input.size();
    compact.header = one.header;
    compact.headerBytes = one.protectedBytes;
    compact.payload = jws.payload;
    compact.signature = one.signature;
    compact.isUnencoded = jws.isUnencoded;
    return compact;
}

/// What the verdicts on the signatures mean for the whole. Where there may be several, only a rule that was chosen
/// says.
void judgeWhole(TokenInspection &inspection, const VerificationPolicy &policy)
{
    const auto isRight = [](const SignatureVerdict &one) { return one.signature == Signature::Verified; };
    const QList<SignatureVerdict> &all = inspection.signatures;
    if (std::ranges::none_of(all, isRight))
        return; // the first one's outcome stands: nothing verifies whatever the rule
    switch (policy.signatureRule) {
    case SignatureRule::None:
        if (!inspection.isGeneralJson)
            break; // flattened: one signature, of which no rule has to be chosen
        setOutcome(inspection, Reason::SignaturesApart);
        break;
    case SignatureRule::Any:
        break;
    case SignatureRule::All:
        if (const auto wrong = std::ranges::find_if_not(all, isRight); wrong != all.end())
            setOutcome(inspection, wrong->reason, Signature::Failed);
        break;
    }
}

} // namespace

void judgeJsonJws(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools)
{
    auto parsed = jose::JsonJws::parse(inspection.token);
    if (!parsed) {
        inspection.jsonError = parsed.error();
        inspection.form = Form::Malformed;
        setOutcome(inspection, reasonOf(parsed.error().kind));
        return;
    }
    if (parsed->isDetached && policy.detachedPayload)
        parsed->payload = *policy.detachedPayload;
    const auto disclosing = jose::SdJwt::fromJson(*parsed);
    if (disclosing && !*disclosing) {
        inspection.sdJwtError = disclosing->error();
        refuseDisclosures(inspection, policy);
        return;
    }
    const jose::SdJwt *sdJwt = disclosing ? &**disclosing : nullptr;
    QList<SignatureVerdict> verdicts;
    std::optional<qsizetype> chosen;
    const auto single = [&](qsizetype index) {
        TokenInspection one;
        one.removed = inspection.removed;
        one.scheme = inspection.scheme;
        one.isDetached = parsed->isDetached;
        one.jws = compactOf(*parsed, index,
                            parsed->isDetached && policy.detachedPayload
                                ? parsed->signingInput(index, *policy.detachedPayload)
                                : parsed->signingInput(index));
        return one;
    };
    // Only what is shown of the whole is explained: its first right signature, or else the first.
    VerificationPolicy quiet = policy;
    quiet.explain = false;
    quiet.judgePolicy = false;
    for (qsizetype i = 0; i < parsed->signatures.size(); ++i) {
        TokenInspection one = single(i);
        judgeJws(one, quiet, tools, sdJwt);
        if (!chosen && one.hasValidSignature())
            chosen = i;
        verdicts.append({.algorithm = one.algorithm,
                         .kid = one.kid,
                         .isAlgorithmUnprotected = parsed->signatures[i].isAlgorithmUnprotected(),
                         .signature = one.signature,
                         .reason = one.hasValidSignature() ? Reason::Verified : one.reason,
                         .key = one.key});
    }
    TokenInspection whole = single(chosen.value_or(0));
    whole.signatures = std::move(verdicts);
    judgeJws(whole, policy, tools, sdJwt);
    whole.token = std::move(inspection.token);
    inspection = std::move(whole);
    inspection.isGeneralJson = !parsed->isFlattened;
    inspection.signatureRule = policy.signatureRule;
    judgeWhole(inspection, policy);
    if (sdJwt)
        explainSdJwt(inspection, policy, *sdJwt);
    QList<Finding> first;
    FindingSink(first, policy.explain).report(kinds::jsonSerialization, "count"_p = inspection.signatures.size());
    inspection.findings = first + inspection.findings;
}

} // namespace gatehouse::inspector
