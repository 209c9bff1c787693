#include "models/archive/Layer.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace gatehouse::archive {

namespace {

constexpr qsizetype blockSize = qsizetype{64} * 1024;

struct Freeing
{
    void operator()(struct archive *handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<struct archive, Freeing>;

/// What libarchive reads from.
struct Input
{
    Source &source;
    QByteArray block = QByteArray(blockSize, Qt::Uninitialized);
};

la_ssize_t readBlock(struct archive * /*handle*/, void *data, const void **block)
{
    auto *input = static_cast<Input *>(data);
    *block = input->block.constData();
    return input->source.read(input->block.data(), input->block.size());
}

la_int64_t seekTo(struct archive * /*handle*/, void *data, la_int64_t offset, int whence)
{
    const qint64 at = static_cast<Input *>(data)->source.seek(offset, whence);
    return at < 0 ? ARCHIVE_FATAL : at;
}

bool open(struct archive *handle, Input &input)
{
    archive_read_set_callback_data(handle, &input);
    archive_read_set_read_callback(handle, readBlock);
    if (input.source.canSeek())
        archive_read_set_seek_callback(handle, seekTo);
    return archive_read_open1(handle) >= ARCHIVE_WARN;
}

qint64 readData(struct archive *handle, char *to, qint64 size)
{
    const la_ssize_t count = archive_read_data(handle, to, static_cast<std::size_t>(size));
    return count < 0 ? -1 : count;
}

int filterOf(ContainerFormat format)
{
    switch (format) {
    case ContainerFormat::Gzip:
        return ARCHIVE_FILTER_GZIP;
    case ContainerFormat::Bzip2:
        return ARCHIVE_FILTER_BZIP2;
    case ContainerFormat::Xz:
        return ARCHIVE_FILTER_XZ;
    default:
        return ARCHIVE_FILTER_ZSTD;
    }
}

/// One filter and no format: libarchive would otherwise open any number of filters inside one another.
class FilteredSource : public Source
{
public:
    FilteredSource(ContainerFormat format, Source &packed)
        : m_input{packed}
        , m_handle(archive_read_new())
    {
        struct archive_entry *entry = nullptr;
        m_isOpen = archive_read_support_format_raw(m_handle.get()) == ARCHIVE_OK &&
                   archive_read_append_filter(m_handle.get(), filterOf(format)) >= ARCHIVE_WARN &&
                   open(m_handle.get(), m_input);
        if (!m_isOpen)
            return;
        const int status = archive_read_next_header(m_handle.get(), &entry);
        m_isEmpty = status == ARCHIVE_EOF;
        m_isOpen = status == ARCHIVE_OK || m_isEmpty;
    }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        return m_isEmpty ? 0 : m_isOpen ? readData(m_handle.get(), to, size) : -1;
    }

private:
    Input m_input;
    Handle m_handle;
    bool m_isOpen = false;
    bool m_isEmpty = false;
};

class ZlibSource : public Source
{
public:
    explicit ZlibSource(Source &packed)
        : m_packed(packed)
        , m_isOpen(inflateInit(&m_stream) == Z_OK)
    {
    }
    ~ZlibSource() override { inflateEnd(&m_stream); }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(to);
        m_stream.avail_out = static_cast<uInt>(std::min<qint64>(size, blockSize));
        const uInt room = m_stream.avail_out;
        while (m_isOpen && !m_isDone && m_stream.avail_out == room) {
            if (m_stream.avail_in == 0) {
                const qint64 count = m_packed.read(m_block.data(), m_block.size());
                if (count <= 0)
                    return -1;
                m_stream.next_in = reinterpret_cast<Bytef *>(m_block.data());
                m_stream.avail_in = static_cast<uInt>(count);
            }
            const int status = inflate(&m_stream, Z_NO_FLUSH);
            m_isDone = status == Z_STREAM_END;
            if (status != Z_OK && !m_isDone && status != Z_BUF_ERROR)
                m_isOpen = false;
        }
        const uInt count = room - m_stream.avail_out;
        return count > 0 || m_isDone ? static_cast<qint64>(count) : -1;
    }

private:
    Source &m_packed;
    QByteArray m_block = QByteArray(blockSize, Qt::Uninitialized);
    z_stream m_stream{};
    bool m_isOpen;
    bool m_isDone = false;
};

class MemberSource : public Source
{
public:
    explicit MemberSource(struct archive *handle)
        : m_handle(handle)
    {
    }

protected:
    qint64 readMore(char *to, qint64 size) override { return readData(m_handle, to, size); }

private:
    struct archive *m_handle;
};

} // namespace

qint64 Source::read(char *to, qint64 size)
{
    const qint64 held = std::min<qint64>(size, m_held.size() - m_at);
    if (held <= 0)
        return readMore(to, size);
    std::memcpy(to, m_held.constData() + m_at, static_cast<std::size_t>(held));
    m_at += held;
    return held;
}

QByteArrayView Source::beginning()
{
    if (!m_isBegun) {
        m_isBegun = true;
        m_held.resize(formatBytes);
        qsizetype filled = 0;
        while (filled < formatBytes) {
            const qint64 count = readMore(m_held.data() + filled, formatBytes - filled);
            if (count <= 0)
                break;
            filled += count;
        }
        m_held.truncate(filled);
    }
    return m_held;
}

qint64 Source::seek(qint64 /*offset*/, int /*whence*/)
{
    return -1;
}

std::unique_ptr<Source> decoded(ContainerFormat format, Source &packed)
{
    if (format == ContainerFormat::Zlib)
        return std::make_unique<ZlibSource>(packed);
    return std::make_unique<FilteredSource>(format, packed);
}

struct ZipMembers::Private
{
    explicit Private(Source &packed)
        : input{packed}
        , handle(archive_read_new())
    {
    }

    Input input;
    Handle handle;
    struct archive_entry *entry = nullptr;
    std::unique_ptr<MemberSource> content;
    bool isOpen = false;
};

ZipMembers::ZipMembers(Source &packed)
    : d(std::make_unique<Private>(packed))
{
    d->isOpen = archive_read_support_format_zip(d->handle.get()) == ARCHIVE_OK && open(d->handle.get(), d->input);
}

ZipMembers::~ZipMembers() = default;

ZipMembers::Next ZipMembers::next()
{
    if (!d->isOpen)
        return Next::Damaged;
    const int status = archive_read_next_header(d->handle.get(), &d->entry);
    if (status == ARCHIVE_EOF)
        return Next::End;
    if (status < ARCHIVE_WARN)
        return Next::Damaged;
    d->content = std::make_unique<MemberSource>(d->handle.get());
    return Next::Member;
}

QString ZipMembers::name() const
{
    const char *name = archive_entry_pathname_utf8(d->entry);
    return QString::fromUtf8(name ? name : archive_entry_pathname(d->entry));
}

bool ZipMembers::isFile() const
{
    return archive_entry_filetype(d->entry) == AE_IFREG;
}

bool ZipMembers::isEncrypted() const
{
    return archive_entry_is_encrypted(d->entry) != 0;
}

Source &ZipMembers::content()
{
    return *d->content;
}

} // namespace gatehouse::archive
