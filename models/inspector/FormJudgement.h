#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/inspector/findings/FindingSink.h"
#include "models/jose/SdJwt.h"

namespace gatehouse::inspector {

/// What judges signatures and opens what is encrypted.
struct JudgementTools
{
    const jose::SignatureVerifier &verifier;
    const jose::KeyCodec &codec;
    const jose::SignatureProbe *probe = nullptr;
    const jose::Decrypter *decrypter = nullptr;
    const jose::Certificates *certificates = nullptr;
};

/// Sets the outcome of a judgement.
void setOutcome(TokenInspection &inspection, Reason reason, Signature signature = Signature::NotChecked);

/// What the text is when it is no compact JWS: `inspection.jwsError` says why.
void judgeJwsError(TokenInspection &inspection, const VerificationPolicy &policy);

/// Judges `inspection.jws`: payload, claims, header, key, signature, and the rules. With an SD-JWT, its disclosures are
/// put into the claims first.
void judgeJws(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
              const jose::SdJwt *sdJwt = nullptr);

/// The outcome for disclosures that do not fit, which `inspection.sdJwtError` says; and what is told of an SD-JWT.
void refuseDisclosures(TokenInspection &inspection, const VerificationPolicy &policy);
void explainSdJwt(TokenInspection &inspection, const VerificationPolicy &policy, const jose::SdJwt &sdJwt);

/// Flattened or general JSON serialization (RFC 7515 section 7.2), an SD-JWT in it included (RFC 9901 section 8): a
/// verdict for each signature, and one for the whole only by the policy's rule.
void judgeJsonJws(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools);

/// The holder's proof of an SD-JWT whose issuer's signature is right: into `inspection.holderBinding`, and into the
/// outcome when it is wrong.
void judgeKeyBinding(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools,
                     const jose::SdJwt &sdJwt);

/// A JWE (RFC 7516): its header is judged, and it is opened only with a key of the policy's. That it opens says nothing
/// about who made it.
void judgeEncrypted(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools);

/// An SD-JWT (RFC 9901): the issuer's signature, every disclosure, and the key binding when there is one.
void judgeSdJwt(TokenInspection &inspection, const VerificationPolicy &policy, const JudgementTools &tools);

} // namespace gatehouse::inspector
