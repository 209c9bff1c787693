#pragma once

#include "models/store/StoreBackend.h"

#include <memory>
#include <mutex>

namespace gatehouse::store {

/// The committed tenant, for readers on other threads. With a backend that other processes write to, as it is at the
/// moment it is asked for; else as it was last written here.
class SnapshotSource
{
public:
    SnapshotSource() = default;
    /// `backend` outlives the source.
    explicit SnapshotSource(StoreBackend &backend)
        : m_backend(&backend)
    {
    }

    /// Null while there is no state that may be used: nothing is decided from one that does not exist any more.
    std::shared_ptr<const StoreSnapshot> read() const
    {
        if (m_backend) {
            if (const auto newest = m_backend->newest())
                return newest->value_or(nullptr);
        }
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
    StoreBackend *m_backend = nullptr;
    mutable std::mutex m_mutex;
    std::shared_ptr<const StoreSnapshot> m_snapshot = std::make_shared<const StoreSnapshot>();
};

} // namespace gatehouse::store
