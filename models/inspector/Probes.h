#pragma once

#include "models/inspector/FormJudgement.h"
#include "models/inspector/findings/FindingSink.h"

namespace gatehouse::inspector {

/// What a failed signature is asked with.
struct ProbeContext
{
    const TokenInspection &inspection;
    const VerificationPolicy &policy;
    const JudgementTools &tools;
    jose::Algorithm algorithm;
    const QList<jose::Jwk> &candidates; ///< the keys that were tried
    QByteArray input;                   ///< what the signature should have been over
};

/// Why a signature failed: harmless experiments, bounded in number and time, whose answers are findings and never a
/// verdict. Run only after the verdict has fallen.
void probeFailure(const ProbeContext &context, FindingSink &findings);

} // namespace gatehouse::inspector
