#pragma once

#include "models/domain/ChangeSet.h"

#include <expected>
#include <functional>

namespace gatehouse::domain {

/// The field in which two people changed the same thing to different values.
struct MergeConflict
{
    QString field;

    bool operator==(const MergeConflict &) const = default;
};

/// Whose change of the same thing is kept.
enum class Side { Theirs, Ours };

/// What two people changed to different values: a member, or of a list the element with that key.
struct Clash
{
    QString member; ///< the Management API's name
    QString element;

    bool operator==(const Clash &) const = default;
};

/// The same as merge() below, with each clash decided by `decide`, in the order of the members. There is always a
/// result.
template <typename Object>
Object mergeDeciding(const Object &current, const Object &before, const Object &after,
                     const std::function<Side(const Clash &)> &decide);

/// What `current` becomes when the difference between `before` and `after` is applied to it: changes of other fields
/// (and of other scopes) made elsewhere meanwhile stay. The same field changed to two values is a conflict.
/// Defined for every kind of object that a change set changes.
template <typename Object>
std::expected<Object, MergeConflict> merge(const Object &current, const Object &before, const Object &after);

} // namespace gatehouse::domain
