#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/Signer.h"

namespace gatehouse::flow {

/// What the inspector ought to say of a test token. Absent members may be anything.
struct ExpectedVerdict
{
    bool isSignatureValid = false;
    std::optional<inspector::Time> time = {};
    bool isClaimsFault = false; ///< malformed, or not as expected where anything is
    bool isPolicyFault = false; ///< the policy is violated

    bool isMetBy(const inspector::TokenInspection &inspection) const;
};

/// A deliberately wrong (or right) token to try a verifier with.
struct TestVariant
{
    enum class Kind {
        Unchanged,
        ClaimsAltered, ///< other claims under the old signature
        SignatureFlipped,
        SignatureCut,
        SignatureRemoved,
        AlgorithmNone,
        AlgorithmNoneLookalike, ///< "nOnE"
        Padded,                 ///< base64 padding, which JOSE has not
        KeyConfusion,           ///< HS256 with the public key's PEM as the secret
        EmbeddedKey,            ///< a key of its own in the header
        // Signed again with the key, so that only the content is wrong:
        Expired,
        NotYetValid,
        NoExpiry,
        ExpiryAsText,
        OtherIssuer,
        DuplicateClaim,
        UnknownKeyId,
        UnknownCritical,
        FarTooLong, ///< lives ten years
    };
    Kind kind = Kind::Unchanged;
    QByteArray token;
    ExpectedVerdict expected;
};

/// Variants of a good token, which `good` is taken for. Those whose content is wrong need its key (`signer`, may be
/// null); key confusion needs its public key in PEM. `now` is what times are set from.
QList<TestVariant> makeTestVariants(const inspector::TokenInspection &good, const jose::Signer *signer,
                                    const QByteArray &publicPem, base::Instant now);

} // namespace gatehouse::flow
