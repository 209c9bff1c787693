#include "models/base/FileWatch.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <utility>

namespace gatehouse::base {

FileWatch::FileWatch(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::follow);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::follow);
    follow();
    m_state = look();
}

FileWatch::State FileWatch::look() const
{
    struct stat status{};
    if (::stat(QFile::encodeName(m_path).constData(), &status) != 0)
        return {};
    return {.device = status.st_dev,
            .file = status.st_ino,
            .size = status.st_size,
            .nanoseconds = qint64{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

void FileWatch::follow()
{
    // The file for what is written into it; its folder for one that takes its place. Of folders that are not there yet,
    // the innermost one that is.
    QStringList wanted;
    if (QFileInfo::exists(m_path))
        wanted.append(m_path);
    QString folder = QFileInfo(m_path).absolutePath();
    while (!QFileInfo::exists(folder) && folder != QFileInfo(folder).path())
        folder = QFileInfo(folder).path();
    wanted.append(folder);
    const QStringList folders = m_watcher.directories();
    for (const QString &old : folders) {
        if (old != folder)
            m_watcher.removePath(old);
    }
    m_watcher.addPaths(wanted); // passes over those it has
    if (std::exchange(m_state, look()) != m_state)
        Q_EMIT changed();
}

} // namespace gatehouse::base
