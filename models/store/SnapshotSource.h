#pragma once

#include "models/store/StoreSnapshot.h"

#include <memory>
#include <mutex>

namespace gatehouse::store {

/// The committed tenant, for readers on other threads: the server's sessions read here what the façade last saw
/// committed.
class SnapshotSource
{
public:
    std::shared_ptr<const StoreSnapshot> read() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }
    void write(const StoreSnapshot &snapshot)
    {
        auto fresh = std::make_shared<const StoreSnapshot>(snapshot);
        const std::scoped_lock lock(m_mutex);
        m_snapshot.swap(fresh);
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const StoreSnapshot> m_snapshot = std::make_shared<const StoreSnapshot>();
};

} // namespace gatehouse::store
