#include "models/domain/ChangeSet.h"

#include <ranges>

namespace gatehouse::domain {

ChangeSet ChangeSet::inverse() const
{
    ChangeSet inverted;
    inverted.changes.reserve(changes.size());
    for (const Change &change : changes | std::views::reverse) {
        inverted.changes.append(std::visit(
            []<typename T>(const Changed<T> &one) -> Change { return Changed<T>{one.after, one.before}; }, change));
    }
    return inverted;
}

} // namespace gatehouse::domain
