#pragma once

#include "models/inspector/rules/Rule.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector::rules {

// The header.
extern const Rule embeddedKey;
extern const Rule keyAddress;
extern const Rule certificateChain;
extern const Rule keyIdShape;
extern const Rule tokenType;
extern const Rule nestedToken;
extern const Rule compression;
extern const Rule nonceParameter;
extern const Rule dpopProof;
extern const Rule dpopRequest;
extern const Rule replicatedClaims;
extern const Rule similarNames;
extern const Rule unprotectedAlgorithm;
// Key and signature.
extern const Rule sampleKeys;
extern const Rule rsaExponent;
extern const Rule ecdsaMalleability;
// The claims.
extern const Rule expiry;
extern const Rule timeOrder;
extern const Rule lifetime;
extern const Rule audienceClaim;
extern const Rule nearMisses;
extern const Rule scopeForm;
extern const Rule scopeDifference;
extern const Rule clientIdentity;
extern const Rule profile;
extern const Rule idToken;
extern const Rule senderConstraint;
extern const Rule personalData;
extern const Rule secretsInClaims;
extern const Rule deceptiveText;
extern const Rule numbers;
extern const Rule selectiveDisclosure;
extern const Rule holderBinding;
// The whole.
extern const Rule implementationsDiffer;

/// What the signature of a DPoP proof is under the key it carries: "right", "wrong", or "no-key" when none fits.
QString dpopOwnSignature(const RuleContext &context);

// Findings that come with the judgement of form, header, key and claim types, or with a probe, and not from a rule.
std::span<const FindingKind> judgementKinds();
std::span<const FindingKind> formKinds();
std::span<const FindingKind> probeKinds();

} // namespace gatehouse::inspector::rules
