#pragma once

#include "models/base/Descriptor.h"

#include <QString>

#include <memory>
#include <optional>

namespace gatehouse::app {

/// How the processes on one store find the server that one of them runs: a file beside the store with its port, and a
/// lock on that file for as long as the server lives. The kernel gives the lock back when the process dies, however it
/// dies, so that what a killed server leaves behind is not believed: client secrets are sent where it points.
class ServerAnnouncement
{
public:
    explicit ServerAnnouncement(QString path);
    ~ServerAnnouncement();
    ServerAnnouncement(const ServerAnnouncement &) = delete;
    ServerAnnouncement &operator=(const ServerAnnouncement &) = delete;

    /// Says that this process serves on `port`; said again, it replaces what was said. False when another server of
    /// the store is announced already or the file cannot be written: nobody finds this one then, which harms nothing.
    bool publish(int port);
    /// Takes it back and removes the file.
    void withdraw();
    /// The port of the server that lives and is announced at `path`, whoever runs it; a file that nobody holds, or
    /// that is not this user's own, says nothing.
    static std::optional<int> read(const QString &path);

private:
    bool take();

    QString m_path;
    std::unique_ptr<base::Descriptor> m_file;
};

} // namespace gatehouse::app
