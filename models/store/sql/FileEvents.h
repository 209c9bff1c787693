#pragma once

#include "models/base/Descriptor.h"

#include <QString>

#include <chrono>

namespace gatehouse::store::sql {

/// Lets one thread sleep until something happens to a store's files, or another thread wakes it. The files are watched
/// by inotify, which opens none of them; so are the folders that lead to them, since moving one moves the store.
class FileEvents
{
public:
    explicit FileEvents(const QString &storePath);

    /// Watches what is at the path now. False where that cannot be relied on (a network's file system, a system without
    /// watches to spare): then only looking tells.
    bool watch();
    /// Returns when the time is over, wake() was called, or, with watch(), something happened. Whether it did.
    bool wait(std::chrono::milliseconds longest);
    /// From any thread.
    void wake() const;

private:
    bool isLocal() const;
    bool readEvents() const;

    QString m_path;
    base::Descriptor m_wake;
    base::Descriptor m_watch;
    bool m_isWatching = false;
};

} // namespace gatehouse::store::sql
