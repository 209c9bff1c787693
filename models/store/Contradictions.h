#pragma once

#include "models/domain/AuditEntry.h"
#include "models/domain/Merge.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// Something that was changed here and differently elsewhere since it was read, with the three values in the trail's
/// words. Untrusted text.
struct Contradiction
{
    enum class Kind {
        Member,    ///< `member` has two new values
        GoneThere, ///< changed here, deleted there
        GoneHere,  ///< deleted here, changed there; `theirs` is empty
    };

    Kind kind = Kind::Member;
    domain::Entity entity = domain::Entity::Api;
    QString object; ///< as people know it
    QString member = {};
    QString element = {}; ///< of a list
    QString read = {};
    QString ours = {};
    QString theirs = {};

    bool operator==(const Contradiction &) const = default;
};

/// Where `refused`, which was made of what was read before, and the tenant as it is `now` contradict each other.
QList<Contradiction> contradictions(const domain::ChangeSet &refused, const StoreSnapshot &now);

/// What is left to be changed `now` of `refused`, with each of the contradictions() decided as in `sides`, in their
/// order; what `sides` does not reach is theirs.
domain::ChangeSet settled(const domain::ChangeSet &refused, const StoreSnapshot &now, const QList<domain::Side> &sides);

} // namespace gatehouse::store
