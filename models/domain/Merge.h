#pragma once

#include "models/domain/ChangeSet.h"

#include <expected>

namespace gatehouse::domain {

/// The field in which two people changed the same thing to different values.
struct MergeConflict
{
    QString field;

    bool operator==(const MergeConflict &) const = default;
};

/// What `current` becomes when the difference between `before` and `after` is applied to it: changes of other fields
/// (and of other scopes) made elsewhere meanwhile stay. The same field changed to two values is a conflict.
/// Defined for every kind of object that a change set changes.
template <typename Object>
std::expected<Object, MergeConflict> merge(const Object &current, const Object &before, const Object &after);

} // namespace gatehouse::domain
