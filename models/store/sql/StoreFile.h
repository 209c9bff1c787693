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
    dev_t device = 0;
    ino_t inode = 0;

    /// StoreForeign for what is no regular file; StoreUnreadable for a symbolic link, a file of another user and one
    /// that everybody may write: who controls the file would control which clients get tokens.
    static base::Result<StoreFile> inspect(const QString &path);
    /// Makes an empty file (0600) and the folders that are missing (0700). One that has appeared meanwhile is fine.
    static base::Result<void> create(const QString &path);
    /// Makes the folders above `path` that are missing, each 0700.
    static base::Result<void> createFolder(const QString &path);

    bool isSameFile(const StoreFile &other) const { return device == other.device && inode == other.inode; }
};

/// The same demands, for the files beside the store.
base::Result<void> checkPrivate(const QString &path, const char *step);

} // namespace gatehouse::store::sql
