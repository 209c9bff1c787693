#pragma once

#include <QFileSystemWatcher>
#include <QObject>

namespace gatehouse::base {

/// Says when a file is another one, or has other content, than before; also one that does not exist yet. By the
/// system's word alone: the file is never opened.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(const QString &path, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    /// What tells one state of a file from another; all zero where there is none.
    struct State
    {
        quint64 device = 0;
        quint64 file = 0;
        qint64 size = 0;
        qint64 nanoseconds = 0; ///< since 1970, of the last change

        bool operator==(const State &) const = default;
    };

    State look() const;
    void follow();

    QString m_path;
    QFileSystemWatcher m_watcher;
    State m_state;
};

} // namespace gatehouse::base
