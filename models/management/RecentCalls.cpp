#include "models/management/RecentCalls.h"

#include <algorithm>

namespace gatehouse::management {

qsizetype RecentCalls::outdated(base::Instant now) const
{
    // Answers come from several threads and may be a moment out of order: the first that is young enough ends it.
    const auto young = std::ranges::find_if(m_calls, [&](const ManagementCall &call) { return now - call.at < span; });
    return young - m_calls.cbegin();
}

void RecentCalls::dropOldest(qsizetype count)
{
    m_calls.remove(0, std::min(count, m_calls.size()));
    if (m_calls.isEmpty())
        m_isCut = false;
}

void RecentCalls::makeRoom()
{
    dropOldest(1);
    m_isCut = true;
}

} // namespace gatehouse::management
