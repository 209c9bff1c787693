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

/// What the signature of a DPoP proof is under the key it carries.
OwnSignature dpopOwnSignature(const RuleContext &context);

} // namespace gatehouse::inspector::rules
