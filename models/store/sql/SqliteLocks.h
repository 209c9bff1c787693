#pragma once

namespace gatehouse::store::sql {

/// Makes the locks that SQLite takes in this process open file description locks (fcntl(2), F_OFD_SETLK). POSIX locks
/// belong to the process and go as soon as anything in it closes the file: a file dialog that reads the store to find
/// its type would take them away. Towards other processes both kinds are the same lock. Before the first connection.
void useDescriptorLocks();

} // namespace gatehouse::store::sql
