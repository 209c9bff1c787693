#include "models/archive/Layer.h"

#include "models/archive/Frames.h"
#include "models/archive/ZipLayout.h"

#include <QList>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <utility>

namespace gatehouse::archive {

namespace {

constexpr qsizetype blockSize = qsizetype{64} * 1024;

struct Freeing
{
    void operator()(struct archive *handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<struct archive, Freeing>;

/// Bytes that were read ahead, and then what follows them.
class RestSource : public Source
{
public:
    RestSource(QByteArray ahead, Source &more)
        : m_ahead(std::move(ahead))
        , m_more(more)
    {
    }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        const qint64 count = std::min<qint64>(size, m_ahead.size() - m_at);
        if (count <= 0)
            return m_more.read(to, size);
        std::memcpy(to, m_ahead.constData() + m_at, static_cast<std::size_t>(count));
        m_at += count;
        return count;
    }

private:
    QByteArray m_ahead;
    qsizetype m_at = 0;
    Source &m_more;
};

/// What libarchive reads from. The last two blocks are kept: it reads ahead.
struct Input
{
    Source &source;
    QByteArray block = QByteArray(blockSize, Qt::Uninitialized);
    QByteArray previous = QByteArray(blockSize, Qt::Uninitialized);
    qsizetype filled = 0;
    qsizetype previousFilled = 0;
    qint64 given = 0;

    /// What is behind the first `used` bytes of all that were given.
    std::unique_ptr<Source> behind(qint64 used)
    {
        const QByteArray kept = previous.first(previousFilled) + block.first(filled);
        return restOf(kept.last(std::clamp<qint64>(given - used, 0, kept.size())), source);
    }
};

la_ssize_t readBlock(struct archive * /*handle*/, void *data, const void **block)
{
    auto *input = static_cast<Input *>(data);
    const qint64 count = input->source.read(input->previous.data(), input->previous.size());
    if (count <= 0)
        return count;
    std::swap(input->block, input->previous);
    input->previousFilled = std::exchange(input->filled, count);
    input->given += count;
    *block = input->block.constData();
    return count;
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
        : m_frames(format == ContainerFormat::Bzip2 ? nullptr : std::make_unique<Frames>(format, packed))
        , m_input{m_frames ? *m_frames : packed}
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
    std::unique_ptr<Source> rest() override
    {
        if (!m_isAtEnd)
            return nullptr;
        return m_frames ? m_frames->rest() : m_input.behind(archive_filter_bytes(m_handle.get(), -1));
    }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        const qint64 count = m_isEmpty ? 0 : m_isOpen ? readData(m_handle.get(), to, size) : -1;
        m_isAtEnd = count == 0;
        return count;
    }

private:
    std::unique_ptr<Frames> m_frames; ///< where its decoder does not stop at what is behind them
    Input m_input;
    Handle m_handle;
    bool m_isOpen = false;
    bool m_isEmpty = false;
    bool m_isAtEnd = false;
};

/// A zlib stream (RFC 1950), what is in one (RFC 1951), or the members of a gzip one after the other (RFC 1952).
class InflatingSource : public Source
{
public:
    InflatingSource(ContainerFormat format, Source &packed)
        : m_packed(packed)
        , m_isGzip(format == ContainerFormat::Gzip)
        , m_isOpen(inflateInit2(&m_stream, windowBits(format)) == Z_OK)
    {
    }
    ~InflatingSource() override { inflateEnd(&m_stream); }

    std::unique_ptr<Source> rest() override
    {
        if (!m_isDone)
            return nullptr;
        return restOf(QByteArray(reinterpret_cast<const char *>(m_stream.next_in), m_stream.avail_in), m_packed);
    }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(to);
        m_stream.avail_out = static_cast<uInt>(std::min<qint64>(size, blockSize));
        const uInt room = m_stream.avail_out;
        while (m_isOpen && !m_isDone && m_stream.avail_out == room) {
            if (!has(1))
                return -1;
            const int status = inflate(&m_stream, Z_NO_FLUSH);
            if (status == Z_STREAM_END)
                m_isDone = !isNextMember() || inflateReset(&m_stream) != Z_OK;
            else if (status != Z_OK && status != Z_BUF_ERROR)
                m_isOpen = false;
        }
        const uInt count = room - m_stream.avail_out;
        return count > 0 || m_isDone ? static_cast<qint64>(count) : -1;
    }

private:
    static int windowBits(ContainerFormat format)
    {
        return format == ContainerFormat::Gzip      ? MAX_WBITS + 16
               : format == ContainerFormat::Deflate ? -MAX_WBITS
                                                    : MAX_WBITS;
    }
    bool isNextMember()
    {
        constexpr std::array<Bytef, 3> magic{0x1F, 0x8B, Z_DEFLATED};
        return m_isGzip && has(magic.size()) && std::equal(magic.begin(), magic.end(), m_stream.next_in);
    }
    /// Whether so many bytes are at hand; reads on when there are fewer.
    bool has(std::size_t wanted)
    {
        while (m_stream.avail_in < wanted) {
            if (m_stream.avail_in > 0)
                std::memmove(m_block.data(), m_stream.next_in, m_stream.avail_in);
            m_stream.next_in = reinterpret_cast<Bytef *>(m_block.data());
            const qint64 count = m_packed.read(m_block.data() + m_stream.avail_in, blockSize - m_stream.avail_in);
            if (count <= 0)
                return false;
            m_stream.avail_in += static_cast<uInt>(count);
        }
        return true;
    }

    Source &m_packed;
    QByteArray m_block = QByteArray(blockSize, '\0');
    z_stream m_stream{};
    bool m_isGzip;
    bool m_isOpen;
    bool m_isDone = false;
};

constexpr qsizetype endRecordSize = 22;

/// Reads over the records of a zip's central directory (APPNOTE section 4.3.12); what was read beyond them.
QByteArray skipDirectory(Source &source)
{
    struct Record
    {
        QByteArrayView magic;
        qsizetype size;
        QList<qsizetype> lengthsAt; ///< of what follows it
    };
    static const std::array records{Record{"PK\x01\x02", 46, {28, 30, 32}}, Record{"PK\x06\x06", 56, {}},
                                    Record{"PK\x06\x07", 20, {}}, Record{"PK\x05\x06", endRecordSize, {}}};
    QByteArray held;
    const auto fill = [&](qsizetype size) {
        while (held.size() < size) {
            std::array<char, 4096> piece{};
            const qint64 count = source.read(piece.data(), std::min<qint64>(size - held.size(), piece.size()));
            if (count <= 0)
                return false;
            held.append(piece.data(), count);
        }
        return true;
    };
    for (;;) {
        held.clear();
        fill(4);
        const auto record = std::ranges::find_if(records, [&held](const Record &known) { return held == known.magic; });
        if (record == records.end() || !fill(record->size))
            return held;
        qsizetype size = record->size;
        for (const qsizetype at : record->lengthsAt)
            size += static_cast<unsigned char>(held[at]) + 256 * static_cast<unsigned char>(held[at + 1]);
        if (!fill(size))
            return held;
    }
}

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

std::unique_ptr<Source> restOf(QByteArray ahead, Source &more)
{
    return std::make_unique<RestSource>(std::move(ahead), more);
}

std::unique_ptr<Source> decoded(ContainerFormat format, Source &packed)
{
    if (format == ContainerFormat::Zlib || format == ContainerFormat::Deflate || format == ContainerFormat::Gzip)
        return std::make_unique<InflatingSource>(format, packed);
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
    std::unique_ptr<Source> behind; ///< the last member, where the input cannot be read again
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

std::unique_ptr<Source> ZipMembers::rest()
{
    Source &source = d->input.source;
    // Read in order, it ends in front of the central directory.
    const qint64 used = archive_filter_bytes(d->handle.get(), -1);
    if (!source.canSeek()) {
        d->behind = d->input.behind(used);
        return restOf(skipDirectory(*d->behind), *d->behind);
    }
    const qint64 directoryEnd = endOfZipDirectory(source);
    if (source.seek(directoryEnd < 0 ? used : directoryEnd, SEEK_SET) < 0)
        return nullptr;
    return restOf(directoryEnd < 0 ? skipDirectory(source) : QByteArray(), source);
}

} // namespace gatehouse::archive
