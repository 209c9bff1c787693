#pragma once

#include "models/inspector/MemberDifference.h"
#include "models/inspector/TokenInspection.h"

namespace gatehouse::scan {

/// What sets two tokens apart: meaning first, bytes second.
struct TokenDiff
{
    /// Where in the first token a byte is; of a JSON serialization and of most of a JWE, Elsewhere.
    enum class Part { Header, Payload, Signature, Disclosures, Elsewhere };

    QList<inspector::MemberDifference> header;
    QList<inspector::MemberDifference> claims;
    /// False when the claims of one cannot be read: one stands twice, they are encrypted, or there are none.
    bool areClaimsCompared = true;
    bool isSameText = false;
    qsizetype firstByte = -1; ///< in which the texts differ
    Part part = Part::Elsewhere;
    bool isSameSignature = false;
};

/// Compares two tokens of any form, as they were read; whether they verify is no matter. Of an SD-JWT the claims are
/// those that were disclosed.
TokenDiff diffTokens(const inspector::TokenInspection &before, const inspector::TokenInspection &after);

} // namespace gatehouse::scan
