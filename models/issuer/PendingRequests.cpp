#include "models/issuer/PendingRequests.h"

#include <algorithm>

namespace gatehouse::issuer {

void PendingRequests::add(const store::TokenHash &handle, const store::TokenHash &browser, AuthorizationRequest request,
                          base::Instant now)
{
    const std::scoped_lock lock(m_mutex);
    if (m_entries.size() >= most) {
        m_entries.removeIf([&](const auto &entry) { return entry.value().since + lifetime <= now; });
        if (m_entries.size() >= most) {
            const auto oldest = std::ranges::min_element(std::as_const(m_entries), {}, &Entry::since);
            m_entries.erase(oldest);
        }
    }
    m_entries.insert(handle, {browser, std::move(request), now});
}

std::optional<AuthorizationRequest> PendingRequests::find(const store::TokenHash &handle,
                                                          const store::TokenHash &browser, base::Instant now) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.constFind(handle);
    if (entry == m_entries.cend() || entry->browser != browser || entry->since + lifetime <= now)
        return {};
    return entry->request;
}

void PendingRequests::setLogin(const store::TokenHash &handle, const store::LoginSession &login)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto entry = m_entries.find(handle); entry != m_entries.end())
        entry->request.login = login;
}

bool PendingRequests::take(const store::TokenHash &handle)
{
    const std::scoped_lock lock(m_mutex);
    return m_entries.remove(handle);
}

} // namespace gatehouse::issuer
