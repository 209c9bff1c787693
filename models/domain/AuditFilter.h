#pragma once

#include "models/domain/AuditEntry.h"

#include <optional>

namespace gatehouse::domain {

/// Which entries of the activity are wanted: all that is said must hold, and what is not said holds.
struct AuditFilter
{
    std::optional<base::Instant> since = {}; ///< the first moment
    std::optional<base::Instant> until = {}; ///< the first moment that is too late
    QString user = {};                       ///< the whole name of who made the change
    QString source = {};                     ///< the whole of AuditEntry::source
    QString object = {}; ///< part of the name or the id of something that was changed, whatever the case

    bool operator==(const AuditFilter &) const = default;

    bool matches(const AuditEntry &entry) const;
};

} // namespace gatehouse::domain
