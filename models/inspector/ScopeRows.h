#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::inspector {

/// One scope in the four sets; nothing where a set is not known.
struct ScopeRow
{
    QString scope; ///< hostile
    bool inToken = false;
    std::optional<bool> definedByApi;
    std::optional<bool> granted;
    std::optional<bool> needed; ///< by the call

    /// In the token without being defined or granted, or needed without being in the token.
    bool isConspicuous() const;
    bool operator==(const ScopeRow &) const = default;
};

/// Every scope of the four sets once: what the token has, in its order, then what the call needs, what was granted, and
/// what the API defines beside.
QList<ScopeRow> scopeRows(const ScopeSets &sets);

} // namespace gatehouse::inspector
