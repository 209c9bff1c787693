#pragma once

#include "models/jose/StrictJson.h"

#include <optional>

namespace gatehouse::inspector {

/// How one member of two JSON objects, a header or a claims set, differs. Everything in it is hostile.
struct MemberDifference
{
    enum class Kind { Added, Removed, Changed };

    Kind kind = Kind::Changed;
    QString name;
    std::optional<jose::JsonValue> before;
    std::optional<jose::JsonValue> after;
    /// What was added to and removed from a set: scopes, audiences, any array of strings. Order is no difference.
    QStringList added;
    QStringList removed;
    std::optional<qint64> seconds; ///< by which a time moved, later being positive
};

/// In the order of `before`, then what only `after` has; values are compared as written, sets as sets. nullptr has no
/// members. Linear in both.
QList<MemberDifference> compareMembers(const jose::JsonValue *before, const jose::JsonValue *after);

} // namespace gatehouse::inspector
