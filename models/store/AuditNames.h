#pragma once

#include "models/store/StoreSnapshot.h"

namespace gatehouse::store {

/// Names for the audit entry of one commit: as they are after it, or, for what it deleted, as they were before.
class AuditNames final : public domain::NameLookup
{
public:
    AuditNames(const StoreSnapshot &before, const StoreSnapshot &after)
        : m_before(before)
        , m_after(after)
    {
    }

    QString clientName(const domain::ClientId &id) const override
    {
        return m_after.client(id) ? m_after.clientName(id) : m_before.clientName(id);
    }
    QString apiName(const domain::ResourceServerId &id) const override
    {
        return m_after.resourceServer(id) ? m_after.apiName(id) : m_before.apiName(id);
    }
    QString userName(const domain::UserId &id) const override
    {
        return m_after.user(id) ? m_after.userName(id) : m_before.userName(id);
    }

private:
    const StoreSnapshot &m_before;
    const StoreSnapshot &m_after;
};

} // namespace gatehouse::store
