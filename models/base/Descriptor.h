#pragma once

#include <QByteArrayView>
#include <QString>

namespace gatehouse::base {

/// A file descriptor that is closed when it goes; standard input, output and error stay open.
class Descriptor
{
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor();
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// Writes all of `bytes`, however often the system takes a part. False, with errno set, when it takes no more.
bool writeAll(int descriptor, QByteArrayView bytes);
/// Puts on the disk what was made, renamed or removed in the folder that `path` is in. False, with errno set, where
/// nobody can tell whether it would survive a power failure.
bool syncFolderOf(const QString &path);

} // namespace gatehouse::base
