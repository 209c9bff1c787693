#include "models/inspector/ClaimRules.h"
#include "models/inspector/FormJudgement.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

void refuseDisclosures(TokenInspection &inspection, const VerificationPolicy &policy)
{
    inspection.form = Form::Malformed;
    setOutcome(inspection, Reason::BadDisclosure, Signature::Failed);
    if (policy.explain) {
        inspection.findings.append(
            makeFinding("sd-jwt-disclosure"_L1, {},
                        {jose::sdJwtErrorName(inspection.sdJwtError->kind), inspection.sdJwtError->name}));
    }
}

QString faultName(jose::KeyBindingFault fault)
{
    switch (fault) {
    case jose::KeyBindingFault::None:
        return {};
    case jose::KeyBindingFault::Type:
        return u"type"_s;
    case jose::KeyBindingFault::Missing:
        return u"missing"_s;
    case jose::KeyBindingFault::SdHash:
        return u"sd-hash"_s;
    case jose::KeyBindingFault::Algorithm:
        return u"algorithm"_s;
    }
    return {};
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

/// What is wrong with the key-binding JWT; empty when nothing is. What it says is noted either way.
QString keyBindingFault(const TokenInspection &inspection, const jose::SdJwt &sdJwt,
                        const std::optional<jose::Jwk> &holder, const JudgementTools &tools, HolderBinding &noted)
{
    const auto binding = jose::CompactJws::parse(*sdJwt.keyBindingJwt);
    const auto claims = binding ? jose::parseStrictJson(binding->payload) : std::unexpected(jose::JsonError());
    if (!binding || !claims || !claims->isObject())
        return u"form"_s;
    const auto text = [&claims](QStringView name) {
        const jose::JsonValue *value = claims->member(name);
        return value && value->isString() ? value->string : QString();
    };
    noted.audience = text(u"aud");
    noted.nonce = text(u"nonce");
    noted.issuedAt = timeClaim(*claims, u"iat");
    if (!holder)
        return u"no-key"_s;
    const QString hash = inspection.disclosed ? inspection.disclosed->hash : u"sha-256"_s;
    if (const auto fault = jose::checkKeyBinding(sdJwt, hash, binding->header, *claims);
        fault != jose::KeyBindingFault::None)
        return faultName(fault);
    const jose::JsonValue *alg = binding->header.member(u"alg");
    const auto algorithm = alg ? jose::parseAlgorithm(alg->string) : std::nullopt;
    const bool isRight = algorithm && jose::suits(*algorithm, *holder) &&
                         tools.verifier.verify(*algorithm, *holder, binding->signingInput(), binding->signature) ==
                             jose::SignatureVerifier::Outcome::Verified;
    return isRight ? QString() : u"signature"_s;
}

} // namespace

void judgeKeyBinding(TokenInspection &inspection, const JudgementTools &tools, const jose::SdJwt &sdJwt)
{
    const auto holder = holderKey(inspection);
    HolderBinding binding;
    if (sdJwt.keyBindingJwt) {
        binding.fault = keyBindingFault(inspection, sdJwt, holder, tools, binding);
        binding.state = binding.fault.isEmpty() ? HolderBinding::State::Right : HolderBinding::State::Wrong;
    } else if (!holder) {
        return;
    }
    if (binding.state == HolderBinding::State::Wrong)
        setOutcome(inspection, Reason::KeyBindingWrong, Signature::Failed);
    inspection.holderBinding = std::move(binding);
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
    if (policy.explain) {
        const int concealed = inspection.disclosed ? inspection.disclosed->concealed : 0;
        inspection.findings.append(
            makeFinding("sd-jwt"_L1, {}, {QString::number(sdJwt->disclosures.size()), QString::number(concealed)}));
    }
    if (inspection.sdJwtError)
        refuseDisclosures(inspection, policy);
}

} // namespace gatehouse::inspector
