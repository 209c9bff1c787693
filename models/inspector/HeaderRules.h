#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/inspector/findings/FindingSink.h"
#include "models/jose/Algorithm.h"

#include <span>

namespace gatehouse::inspector {

/// What the header alone decides, before any key is looked for.
struct HeaderJudgement
{
    std::optional<jose::Algorithm> algorithm; ///< set when there is no refusal
    std::optional<Reason> refusal;
    bool malformed = false;                  ///< the refusal is one of form, not of policy
    Signature signature = Signature::Failed; ///< with a refusal
};

/// RFC 7515 section 4, RFC 7797, and RFC 8725: the algorithm, types of parameters, `crit` and `b64`. A refusal comes
/// with its finding. In a generic JWS, as opposed to a JWT, the payload may stand unencoded (RFC 7797 section 7).
HeaderJudgement judgeHeader(const jose::CompactJws &jws, bool genericJws, FindingSink &findings);

/// Names with a meaning of their own (RFC 7515 section 4.1, RFC 7516 section 4.1): no `crit` list may hold them.
std::span<const QLatin1StringView> registeredParameters();

} // namespace gatehouse::inspector
