#pragma once

#include "models/archive/ContainerFormat.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace gatehouse::archive {

/// A stream of bytes that is read once; what begins it can be looked at first.
class Source
{
public:
    virtual ~Source() = default;

    /// Up to `size` bytes; 0 at the end, -1 when they cannot be read or decoded.
    qint64 read(char *to, qint64 size);
    /// The first bytes, formatBytes of them where there are as many.
    QByteArrayView beginning();

    virtual bool canSeek() const { return false; }
    virtual qint64 seek(qint64 offset, int whence);
    /// What is behind the end of a compressed stream, once all of it was read; nothing where it has no end of its own,
    /// or was not read to it. Uses this source, and the one it decodes.
    virtual std::unique_ptr<Source> rest() { return nullptr; }

protected:
    virtual qint64 readMore(char *to, qint64 size) = 0;
    void forgetBeginning()
    {
        m_held.clear();
        m_at = 0;
    }

private:
    QByteArray m_held;
    qsizetype m_at = 0;
    bool m_isBegun = false;
};

/// Bytes that were read ahead, and then what follows them.
std::unique_ptr<Source> restOf(QByteArray ahead, Source &more);

/// What a compressed stream decodes to.
std::unique_ptr<Source> decoded(ContainerFormat format, Source &packed);

/// The members of a zip, one after the other.
class ZipMembers
{
public:
    explicit ZipMembers(Source &packed);
    ~ZipMembers();
    ZipMembers(const ZipMembers &) = delete;
    ZipMembers &operator=(const ZipMembers &) = delete;

    enum class Next { Member, End, Damaged };
    Next next();
    QString name() const;
    bool isFile() const;
    bool isEncrypted() const;
    /// Of the member at hand; gone with the next one.
    Source &content();
    /// What is behind the last member: the archive's comment, and whatever was appended. After Next::End.
    std::unique_ptr<Source> rest();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::archive
