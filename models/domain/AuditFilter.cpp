#include "models/domain/AuditFilter.h"

#include <algorithm>

namespace gatehouse::domain {

bool AuditFilter::matches(const AuditEntry &entry) const
{
    if ((since && entry.at < *since) || (until && entry.at >= *until))
        return false;
    if ((!user.isEmpty() && entry.user != user) || (!source.isEmpty() && entry.source != source))
        return false;
    return object.isEmpty() || std::ranges::any_of(entry.items, [this](const AuditItem &item) {
               return item.name.contains(object, Qt::CaseInsensitive) || item.id.contains(object, Qt::CaseInsensitive);
           });
}

} // namespace gatehouse::domain
