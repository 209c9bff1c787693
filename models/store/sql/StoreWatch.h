#pragma once

#include <QString>

#include <sys/stat.h>

namespace gatehouse::store::sql {

/// Which file a path leads to. Asked by name: nothing is opened.
struct FileId
{
    bool exists = false;
    dev_t device = 0;
    ino_t inode = 0;

    static FileId of(const QString &path);
    bool operator==(const FileId &) const = default;
};

/// Compares the files at a store's path with those that were there when it was opened.
class StoreWatch
{
public:
    enum class State {
        Same,
        Written,  ///< the same file, written since note(): by a checkpoint, or by a program that is not SQLite
        Gone,     ///< nothing is at the path: moved or deleted
        Replaced, ///< another file is at the path
        LogGone,  ///< the same file, but its log or the log's index is missing or another one
    };

    StoreWatch() = default;
    /// Remembers which files are at `path` and beside it now. What is in the store counts as Written until note().
    explicit StoreWatch(QString path);

    State look() const;
    /// What the file's content is like now is known: Written means after this.
    void note();
    /// Whether a process writes the log into the file at this moment (sqlite.org/walformat.html, section 2.2.1).
    bool isCheckpointing() const;

    const QString &path() const { return m_path; }
    FileId store() const { return m_store; }
    /// Removes log and index from the path, if they are still the ones that were opened: the index, and an empty log,
    /// for good, a log that holds something with putLogAside().
    void removeLog() const;
    /// Gives the log another name, under which SQLite does not find it; answers that. An empty one is removed.
    static QString putLogAside(const QString &storePath);

    static QString logPath(const QString &storePath);
    static QString indexPath(const QString &storePath);

private:
    /// Size and time of the last write.
    struct Stamp
    {
        qint64 size = 0;
        qint64 seconds = 0;
        qint64 nanoseconds = 0;
        bool operator==(const Stamp &) const = default;
    };
    static Stamp stampOf(const struct stat &status);

    QString m_path;
    FileId m_store;
    FileId m_log;
    FileId m_index;
    Stamp m_stamp;
};

} // namespace gatehouse::store::sql
