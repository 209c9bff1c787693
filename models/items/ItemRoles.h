#pragma once

#include <Qt>

namespace gatehouse::items {

/// Roles that all models share; presenters and proxies read these.
enum ItemRole {
    KeyRole = Qt::UserRole + 1, ///< the object's id, as text
    SortRole,                   ///< a value that sorts right where the shown text would not
    FilterRole,                 ///< the text a filter looks in
    SeverityRole,               ///< int of inspector::Severity
    PendingRole,                ///< bool: shown, not committed yet
    SystemRole,                 ///< bool: the Management API
    SampleRole,                 ///< bool
    FavoriteRole,               ///< bool
    StateRole,                  ///< int of the row's own state enum
};

} // namespace gatehouse::items
