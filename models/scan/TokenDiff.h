#pragma once

#include "models/inspector/MemberDifference.h"
#include "models/jose/CompactJws.h"

namespace gatehouse::scan {

/// What sets two tokens apart: meaning first, bytes second.
struct TokenDiff
{
    QList<inspector::MemberDifference> header;
    QList<inspector::MemberDifference> claims;
    bool isSameText = false;
    qsizetype firstByte = -1; ///< in which the texts differ
    int segment = -1;         ///< 0 header, 1 payload, 2 signature: where that is, in the first
    bool isSameSignature = false;
};

/// Compares two tokens. A payload that is no JSON object has no claims, and shows in the bytes alone.
TokenDiff diffTokens(const jose::CompactJws &before, const jose::CompactJws &after);

} // namespace gatehouse::scan
