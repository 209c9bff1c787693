#pragma once

#include <QtTypes>

namespace gatehouse::store {

/// Where the chain through the audit breaks first: something that is not Gatehouse changed it there.
struct AuditBreak
{
    enum class Kind {
        Altered, ///< the entry is not as it was written
        Missing, ///< the entry, and perhaps others after it, was removed
        Added,   ///< the entry was not written by Gatehouse
    };
    Kind kind = Kind::Altered;
    qint64 entry = 0; ///< its sequence

    bool operator==(const AuditBreak &) const = default;
};

} // namespace gatehouse::store
