#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// A store in which the state that this machine saw last is missing: an older copy was put in its place by hand.
struct Rollback
{
    struct State
    {
        Revision revision = 0;
        base::Instant at; ///< of its newest change

        bool operator==(const State &) const = default;
    };
    State found;
    State seen; ///< what is missing

    bool operator==(const Rollback &) const = default;
};

} // namespace gatehouse::store
