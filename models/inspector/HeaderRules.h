#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/Algorithm.h"

#include <functional>

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
/// with its finding.
HeaderJudgement judgeHeader(const jose::CompactJws &jws, QList<Finding> &findings);

/// What else is worth saying of a header: keys and addresses it carries (shown, never used), the shape of its `kid`,
/// `typ`, claims it repeats. `isOwnKey` says whether an RFC 7638 thumbprint is that of a key we trust. Nothing here
/// changes a verdict.
void explainHeader(const jose::JsonValue &header, const jose::JsonValue *claims,
                   const std::function<bool(const QString &thumbprint)> &isOwnKey, QList<Finding> &findings);

} // namespace gatehouse::inspector
