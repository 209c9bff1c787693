#pragma once

#include "models/base/Result.h"

#include <QString>

#include <sys/types.h>

namespace gatehouse::store::sql {

/// What the file system says of a store, before SQLite has seen it. Nothing here opens the store file: closing any
/// descriptor of a file drops all locks this process holds on it (fcntl(2)), also those of another connection.
struct StoreFile
{
    bool exists = false;
    bool isEmpty = true;
    bool isWritable = true; ///< file and folder: SQLite needs its -wal and -shm beside the file
    bool isPrivate = true;  ///< nobody else may even read it
    dev_t device = 0;
    ino_t inode = 0;

    /// StoreForeign for what is no regular file; StoreIsLink, StoreOfOthers and StoreOpenToAll for one that somebody
    /// else may control, who would then control which clients get tokens.
    static base::Result<StoreFile> inspect(const QString &path);
    /// Makes an empty file (0600) and the folders that are missing (0700). One that has appeared meanwhile is fine.
    static base::Result<void> create(const QString &path);
    /// Takes the rights of all others away: an existing file keeps those it had when it becomes a store.
    static void makePrivate(const QString &path);
    /// Whether the file begins as a store does. Opens it, so only where this process has no connection to it.
    static bool isDatabase(const QString &path);
    /// Makes the folders above `path` that are missing, each 0700.
    static base::Result<void> createFolder(const QString &path);

    bool isSameFile(const StoreFile &other) const { return device == other.device && inode == other.inode; }
};

/// The same demands, for the files beside the store.
base::Result<void> checkPrivate(const QString &path, base::ErrorStep step);

} // namespace gatehouse::store::sql
