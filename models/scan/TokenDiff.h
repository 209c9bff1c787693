#pragma once

#include "models/jose/CompactJws.h"

#include <optional>

namespace gatehouse::scan {

/// What sets two tokens apart: meaning first, bytes second.
struct TokenDiff
{
    struct Difference
    {
        enum class Part { Header, Claims };
        enum class Kind { Added, Removed, Changed };

        Part part = Part::Claims;
        Kind kind = Kind::Changed;
        QString name; ///< hostile, like all that follows
        std::optional<jose::JsonValue> before;
        std::optional<jose::JsonValue> after;
        /// What was added to and removed from a set: scopes, audiences, any array of strings. Order is no difference.
        QStringList added;
        QStringList removed;
        std::optional<qint64> seconds; ///< by which a time moved, later being positive
    };

    QList<Difference> differences;
    bool isSameText = false;
    qsizetype firstByte = -1; ///< in which the texts differ
    int segment = -1;         ///< 0 header, 1 payload, 2 signature: where that is, in the first
    bool isSameSignature = false;
};

/// Compares two tokens. A payload that is no JSON object has no claims, and shows in the bytes alone.
TokenDiff diffTokens(const jose::CompactJws &before, const jose::CompactJws &after);

} // namespace gatehouse::scan
