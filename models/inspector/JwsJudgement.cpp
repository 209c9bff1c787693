#include "models/inspector/CertificateJudgement.h"
#include "models/inspector/ClaimRules.h"
#include "models/inspector/Expectations.h"
#include "models/inspector/FormJudgement.h"
#include "models/inspector/HeaderRules.h"
#include "models/inspector/KeyResolver.h"
#include "models/inspector/Probes.h"
#include "models/inspector/TokenShape.h"
#include "models/inspector/rules/RuleRun.h"

#include <algorithm>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;
using Apis = QList<const domain::ResourceServer *>;

/// What the signature is over: the text as received, or a payload that came apart from it.
QByteArray signedBytes(const TokenInspection &inspection, const VerificationPolicy &policy)
{
    const jose::CompactJws &jws = *inspection.jws;
    if (policy.detachedPayload && jws.payload.isEmpty())
        return jws.signingInput(*policy.detachedPayload);
    const QByteArrayView input = jws.signingInput();
    return QByteArray::fromRawData(input.data(), input.size());
}

/// Nothing stands where the payload belongs, and none was given: it was kept apart (RFC 7515 appendix F), or is empty.
bool lacksContent(const TokenInspection &inspection, const VerificationPolicy &policy)
{
    return inspection.isDetached && !policy.detachedPayload;
}

/// RFC 7519 section 7.2: the payload of a JWT is a JSON object. A claim that stands twice leaves a JWT whose claims
/// nobody may use; anything else is not a JWT at all.
bool readPayload(TokenInspection &inspection, const VerificationPolicy &policy)
{
    inspection.isDetached |= inspection.jws->payload.isEmpty();
    const bool isGiven = inspection.isDetached && policy.detachedPayload;
    if (lacksContent(inspection, policy))
        return true; // the signature says whether nothing is all there was
    auto claims = jose::parseStrictJson(isGiven ? *policy.detachedPayload : inspection.jws->payload);
    if (claims && claims->isObject()) {
        inspection.claims = std::move(*claims);
        return true;
    }
    if (!inspection.nested.isEmpty()) {
        // A JWT in a JWT (RFC 7519 section 5.2): well formed, and this signature says nothing of the inner one's
        // claims.
        inspection.claimsVerdict = Claims::NotJudged;
        return true;
    }
    inspection.claimsVerdict = Claims::Malformed;
    if (!claims && claims.error().kind == jose::JsonError::Kind::DuplicateName) {
        inspection.claimsError = claims.error();
        FindingSink(inspection.findings, policy.explain)
            .report(kinds::duplicateClaim, "member"_p = claims.error().name);
        return true;
    }
    if (policy.genericJws) {
        inspection.claimsVerdict = Claims::NotJudged;
        inspection.form = Form::NotAJwt;
        return true;
    }
    if (!claims)
        inspection.claimsError = claims.error();
    FindingSink(inspection.findings, policy.explain).report(kinds::payloadNotObject);
    inspection.form = claims ? Form::NotAJwt : Form::Malformed;
    return false;
}

/// The claims as RFC 9901 section 7.1 processes them. False when a disclosure does not fit.
bool disclose(TokenInspection &inspection, const jose::SdJwt &sdJwt)
{
    if (!inspection.claims)
        return true;
    auto disclosed = sdJwt.disclose(*inspection.claims);
    if (!disclosed) {
        inspection.sdJwtError = disclosed.error();
        return false;
    }
    inspection.claims = disclosed->claims;
    inspection.disclosed = std::move(*disclosed);
    return true;
}

/// What the refusal of a key means for the signature: not looked at where no key was found, refused where one was.
Signature signatureFor(Reason reason)
{
    switch (reason) {
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::KeyInvalid:
    case Reason::KeyAmbiguous:
        return Signature::NotChecked;
    default:
        return Signature::Failed;
    }
}

/// A public key is recognised by its thumbprint, also by the rules that bear on the policy.
void noteKey(TokenInspection &inspection, KeyUsed found, const jose::Jwk &key, const VerificationPolicy &policy)
{
    inspection.key = std::move(found);
    inspection.key.kid = key.kid.value_or(QString());
    inspection.key.bits = key.bits();
    if (key.type == jose::KeyType::Akp)
        inspection.key.parameterSet = key.alg.value_or(QString());
    inspection.key.type = key.type;
    inspection.key.exponentThree = key.hasExponentThree();
    inspection.key.certificates = key.certificates;
    if (policy.explain || policy.judgePolicy)
        inspection.key.thumbprint = key.thumbprint();
}

/// That the key is one of the past: whoever has it today could sign a token of that time.
void noteGoneKey(TokenInspection &inspection, const VerificationPolicy &policy, const Resolution &resolution,
                 const jose::Jwk &key)
{
    const auto gone = std::ranges::find_if(resolution.gone, [&key](const trust::IssuerKey &known) {
        return known.key.kid == key.kid && jose::isSameKey(known.key, key);
    });
    if (gone != resolution.gone.cend()) {
        FindingSink(inspection.findings, policy.explain)
            .report(kinds::issuerKeyGone, "kid"_p = gone->name(), "issuer"_p = resolution.used.issuerName);
    }
}

void explainFailure(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
                    jose::Algorithm algorithm, const QList<jose::Jwk> &candidates, const QByteArray &input)
{
    // Why a signature fails over content that is not there is no riddle.
    FindingSink findings(inspection.findings, policy.explain);
    if (findings.isWanted() && !lacksContent(inspection, policy)) {
        probeFailure({.inspection = inspection,
                      .policy = policy,
                      .tools = tools,
                      .algorithm = algorithm,
                      .candidates = candidates,
                      .input = input},
                     findings);
    }
}

/// Finds the key and verifies; the APIs the token is for, if it is for any of the tenant's.
Apis verify(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
            const KeyResolver &resolver, jose::Algorithm algorithm)
{
    Resolution resolution = resolver.resolve(inspection, algorithm);
    // Which API it is for is known already; a key is named only once something was verified with it.
    inspection.key.api = resolution.used.api;
    inspection.key.apiName = resolution.used.apiName;
    inspection.key.issuerName = resolution.used.issuerName;
    inspection.key.provider = resolution.used.provider;
    inspection.resolution = std::move(resolution.steps);
    inspection.findings.append(std::move(resolution.findings));
    inspection.keyError = std::move(resolution.keyError);
    const Apis apis = std::move(resolution.apis);

    const QByteArrayView signature = inspection.jws->signature;
    if (signature.isEmpty()) {
        setOutcome(inspection, Reason::SignatureMissing, Signature::Failed);
        return apis;
    }
    // What the policy demands is not for the token to bargain with; a confusion found by the resolver says more.
    const auto isDemanded = [&policy, algorithm](const jose::Jwk &key) {
        // EdDSA is the older name of Ed25519 and Ed448, by the key's curve (RFC 9864).
        return jose::bindsTo(*policy.algorithm, algorithm, key.crv);
    };
    if (policy.algorithm && *policy.algorithm != jose::algorithmName(algorithm) &&
        std::ranges::none_of(std::as_const(resolution.candidates), isDemanded) &&
        resolution.refusal != Reason::AlgorithmConfusion)
        resolution.refusal = Reason::AlgorithmMismatch;
    const QByteArray input = signedBytes(inspection, policy);
    if (resolution.refusal) {
        setOutcome(inspection, *resolution.refusal, signatureFor(*resolution.refusal));
        explainFailure(inspection, policy, tools, algorithm, resolution.candidates, input);
        return apis;
    }
    setOutcome(inspection, Reason::SignatureWrong, Signature::Failed);
    for (const jose::Jwk &key : std::as_const(resolution.candidates)) {
        if (tools.verifier.verify(algorithm, key, input, signature) == jose::SignatureVerifier::Outcome::Verified) {
            setOutcome(inspection, Reason::Verified, Signature::Verified);
            noteKey(inspection, resolution.used, key, policy);
            if (!resolution.previousSecret.isEmpty() && key.k.equals(resolution.previousSecret)) {
                FindingSink(inspection.findings, policy.explain)
                    .report(kinds::secretReplaced, "api"_p = inspection.key.apiName);
            }
            noteGoneKey(inspection, policy, resolution, key);
            return apis;
        }
    }
    if (resolution.candidates.size() == 1)
        noteKey(inspection, resolution.used, resolution.candidates.first(), policy);
    explainFailure(inspection, policy, tools, algorithm, resolution.candidates, input);
    return apis;
}

/// A signature that is right over nothing belongs to an empty payload: a JWS, and no JWT. Any other was made over
/// content that is not here; without a key that could tell, the content is what is wanted first, since the key is found
/// by what it says.
void judgeMissingContent(TokenInspection &inspection, const VerificationPolicy &policy)
{
    if (inspection.hasValidSignature()) {
        inspection.form = Form::NotAJwt;
        if (policy.genericJws)
            return;
        inspection.reason = Reason::BadPayload;
        inspection.claimsVerdict = Claims::Malformed;
        FindingSink(inspection.findings, policy.explain).report(kinds::payloadNotObject);
        return;
    }
    switch (inspection.reason) {
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
    case Reason::SignatureWrong:
        setOutcome(inspection, Reason::ContentMissing);
        break;
    default:
        break;
    }
    FindingSink(inspection.findings, policy.explain).report(kinds::payloadDetached);
}

/// The signature has its own verdict, whatever it is over. A valid one, or one that no key was found for, leaves the
/// payload as what is wrong.
void judgeOtherPayload(TokenInspection &inspection)
{
    switch (inspection.reason) {
    case Reason::Verified:
    case Reason::KeyNotGiven:
    case Reason::KeyNotFound:
        inspection.reason = Reason::BadPayload;
        break;
    default:
        break;
    }
}

/// What the header says of itself, as it stands.
void noteHeader(TokenInspection &inspection)
{
    const jose::JsonValue &header = inspection.jws->header;
    if (const jose::JsonValue *alg = header.member(u"alg"))
        inspection.algorithm = alg->isString() ? alg->string : QString::fromUtf8(alg->toJson());
    if (const jose::JsonValue *kid = header.member(u"kid"); kid && kid->isString())
        inspection.kid = kid->string;
    const jose::JsonValue *cty = header.member(u"cty");
    const QByteArray &payload = inspection.jws->payload;
    if (cty && cty->isString() && looksLikeToken(payload))
        inspection.nested = payload;
}

} // namespace

void setOutcome(TokenInspection &inspection, Reason reason, Signature signature)
{
    inspection.reason = reason;
    inspection.signature = signature;
}

void judgeJws(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
              const jose::SdJwt *sdJwt)
{
    inspection.form = inspection.removed.isEmpty() ? Form::Ok : Form::Repaired;
    noteHeader(inspection);
    const bool payloadFits = readPayload(inspection, policy);
    const bool disclosuresFit = !sdJwt || disclose(inspection, *sdJwt);
    FindingSink findings(inspection.findings, policy.explain);
    readClaims(inspection, findings);
    judgeTime(inspection, policy.now, policy.leeway);

    const KeyResolver resolver(policy, tools.codec);
    const HeaderJudgement judgement = judgeHeader(*inspection.jws, policy.genericJws, findings);
    Apis apis;
    if (judgement.refusal) {
        if (judgement.malformed)
            inspection.form = Form::Malformed;
        setOutcome(inspection, *judgement.refusal, judgement.signature);
    } else {
        apis = verify(inspection, policy, tools, resolver, *judgement.algorithm);
        if (lacksContent(inspection, policy))
            judgeMissingContent(inspection, policy);
        else if (!payloadFits)
            judgeOtherPayload(inspection);
    }
    if (!disclosuresFit) {
        inspection.form = Form::Malformed;
        setOutcome(inspection, Reason::BadDisclosure, Signature::Failed);
    } else if (sdJwt && inspection.hasValidSignature()) {
        judgeKeyBinding(inspection, policy, tools, *sdJwt);
    }
    compareScopeSets(inspection, policy, apis);
    judgeExpectations(inspection, policy, apis.value(0));
    judgeTrustPaths(inspection, policy);
    applyRules(inspection, {.token = inspection,
                            .policy = policy,
                            .keys = resolver,
                            .verifier = tools.verifier,
                            .codec = tools.codec,
                            .certificates = tools.certificates,
                            .apis = apis});
}

} // namespace gatehouse::inspector
