#include "models/inspector/ClaimRules.h"
#include "models/inspector/FormJudgement.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

std::optional<HolderFault> faultOf(jose::KeyBindingFault fault)
{
    switch (fault) {
    case jose::KeyBindingFault::None:
        return std::nullopt;
    case jose::KeyBindingFault::Type:
        return HolderFault::Type;
    case jose::KeyBindingFault::Missing:
        return HolderFault::Missing;
    case jose::KeyBindingFault::SdHash:
        return HolderFault::SdHash;
    case jose::KeyBindingFault::Algorithm:
        return HolderFault::Algorithm;
    }
    return std::nullopt;
}

/// The key of the holder, which the issuer named (RFC 7800 section 3.2).
std::optional<jose::Jwk> holderKey(const TokenInspection &inspection)
{
    const jose::JsonValue *cnf = inspection.claims ? inspection.claims->member(u"cnf") : nullptr;
    const jose::JsonValue *jwk = cnf ? cnf->member(u"jwk") : nullptr;
    if (!jwk)
        return std::nullopt;
    auto key = jose::Jwk::parse(*jwk);
    return key ? std::optional(std::move(*key)) : std::nullopt;
}

/// A key-binding JWT is a JWT: where it says until when it is valid, or from when, that holds. Its iat is a rule's.
std::optional<HolderFault> timeFault(const jose::JsonValue &claims, const VerificationPolicy &policy)
{
    TokenTimes times;
    for (const QStringView name : {u"exp", u"nbf"}) {
        if (claims.member(name) && !timeClaim(claims, name))
            return HolderFault::Form;
    }
    const auto read = [&claims](QStringView name) {
        const auto seconds = timeClaim(claims, name);
        return seconds ? std::optional(static_cast<double>(*seconds)) : std::nullopt;
    };
    times.expiresAt = read(u"exp");
    times.notBefore = read(u"nbf");
    if (!policy.now)
        return std::nullopt;
    const Time time = timeVerdict(times, *policy.now, policy.leeway);
    return time == Time::Expired  ? std::optional(HolderFault::Expired)
           : time == Time::NotYet ? std::optional(HolderFault::NotYet)
                                  : std::nullopt;
}

/// What is wrong with the key-binding JWT; nothing when it is right. What it says is noted either way.
std::optional<HolderFault> keyBindingFault(const TokenInspection &inspection, const jose::SdJwt &sdJwt,
                                           const std::optional<jose::Jwk> &holder, const VerificationPolicy &policy,
                                           const JudgementTools &tools, HolderBinding &noted)
{
    const auto binding = jose::CompactJws::parse(*sdJwt.keyBindingJwt);
    const auto claims = binding ? jose::parseStrictJson(binding->payload) : std::unexpected(jose::JsonError());
    if (!binding || !claims || !claims->isObject())
        return HolderFault::Form;
    const auto text = [&claims](QStringView name) {
        const jose::JsonValue *value = claims->member(name);
        return value && value->isString() ? value->string : QString();
    };
    noted.audience = text(u"aud");
    noted.nonce = text(u"nonce");
    noted.issuedAt = timeClaim(*claims, u"iat");
    if (!holder)
        return HolderFault::NoKey;
    const QString hash = inspection.disclosed ? inspection.disclosed->hash : u"sha-256"_s;
    if (const auto fault = jose::checkKeyBinding(sdJwt, hash, binding->header, *claims);
        fault != jose::KeyBindingFault::None)
        return faultOf(fault);
    const jose::JsonValue *alg = binding->header.member(u"alg");
    const auto algorithm = alg ? jose::parseAlgorithm(alg->string) : std::nullopt;
    const bool isRight = algorithm && jose::suits(*algorithm, *holder) &&
                         tools.verifier.verify(*algorithm, *holder, binding->signingInput(), binding->signature) ==
                             jose::SignatureVerifier::Outcome::Verified;
    return isRight ? timeFault(*claims, policy) : HolderFault::Signature;
}

} // namespace

void judgeKeyBinding(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
                     const jose::SdJwt &sdJwt)
{
    const auto holder = holderKey(inspection);
    HolderBinding binding;
    if (sdJwt.keyBindingJwt) {
        binding.fault = keyBindingFault(inspection, sdJwt, holder, policy, tools, binding);
        binding.state = binding.fault ? HolderBinding::State::Wrong : HolderBinding::State::Right;
    } else if (!holder) {
        return;
    }
    if (binding.state == HolderBinding::State::Wrong)
        setOutcome(inspection, Reason::KeyBindingWrong, Signature::Failed);
    inspection.holderBinding = std::move(binding);
}

void refuseDisclosures(TokenInspection &inspection, const VerificationPolicy &policy)
{
    inspection.form = Form::Malformed;
    setOutcome(inspection, Reason::BadDisclosure, Signature::Failed);
    FindingSink(inspection.findings, policy.explain)
        .report(kinds::sdJwtDisclosure, "fault"_p = inspection.sdJwtError->kind,
                "name"_p = inspection.sdJwtError->name);
}

void explainSdJwt(TokenInspection &inspection, const VerificationPolicy &policy, const jose::SdJwt &sdJwt)
{
    const int concealed = inspection.disclosed ? inspection.disclosed->concealed : 0;
    FindingSink(inspection.findings, policy.explain)
        .report(kinds::sdJwt, "disclosed"_p = sdJwt.disclosures.size(), "concealed"_p = concealed);
    if (inspection.sdJwtError)
        refuseDisclosures(inspection, policy);
}

void judgeSdJwt(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools)
{
    const auto sdJwt = jose::SdJwt::parse(inspection.token);
    if (!sdJwt) {
        inspection.sdJwtError = sdJwt.error();
        refuseDisclosures(inspection, policy);
        return;
    }
    auto issued = jose::CompactJws::parse(sdJwt->issuerJwt);
    if (!issued) {
        inspection.jwsError = issued.error();
        judgeJwsError(inspection, policy);
        return;
    }
    inspection.jws = std::move(*issued);
    judgeJws(inspection, policy, tools, &*sdJwt);
    explainSdJwt(inspection, policy, *sdJwt);
}

} // namespace gatehouse::inspector
