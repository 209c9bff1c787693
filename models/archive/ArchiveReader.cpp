#include "models/archive/ArchiveReader.h"

#include "models/archive/Layer.h"
#include "models/archive/ZipLayout.h"

#include <QIODevice>

#include <algorithm>
#include <cstdio>

namespace gatehouse::archive {

namespace {

using namespace Qt::StringLiterals;
using transport::SkipReason;

constexpr qsizetype pieceSize = qsizetype{256} * 1024;

/// The input itself.
class DeviceSource : public Source
{
public:
    DeviceSource(QIODevice &device, transport::ContainerUse &use)
        : m_device(device)
        , m_use(use)
        , m_start(device.isSequential() ? 0 : device.pos())
    {
    }

    bool canSeek() const override { return !m_device.isSequential(); }
    qint64 seek(qint64 offset, int whence) override
    {
        forgetBeginning();
        const qint64 base = whence == SEEK_SET ? m_start : whence == SEEK_CUR ? m_device.pos() : m_device.size();
        // Where to is read from the archive: any number.
        if (offset < m_start - base || offset > m_device.size() - base)
            return -1;
        return m_device.seek(base + offset) ? m_device.pos() - m_start : -1;
    }

protected:
    qint64 readMore(char *to, qint64 size) override
    {
        const qint64 count = m_device.read(to, size);
        // What came out of another is not read of the input.
        if (m_use.level == 0)
            m_use.taken += static_cast<quint64>(std::max<qint64>(count, 0));
        return count;
    }

private:
    QIODevice &m_device;
    transport::ContainerUse &m_use;
    qint64 m_start;
};

class Walk
{
public:
    Walk(transport::ContainerVisitor &visitor, const ArchiveReader::Limits &limits, transport::ContainerUse &use)
        : m_visitor(visitor)
        , m_use(use)
        , m_limits(limits)
    {
    }

    void open(Source &source, const QString &name, int depth);
    bool isStopped() const { return m_isStopped; }

private:
    void openZip(Source &packed, const QString &name, int depth);
    void openRest(const std::unique_ptr<Source> &rest, const QString &name, int depth);
    void openGaps(Source &packed, const QString &name, int depth);
    void readPlain(Source &source, const QString &name);
    /// Counts what came out; why no more may, when it may not.
    std::optional<SkipReason> count(qint64 bytes);
    void skip(const QString &name, SkipReason reason) { m_visitor.skipped(name, reason); }

    transport::ContainerVisitor &m_visitor;
    transport::ContainerUse &m_use;
    const ArchiveReader::Limits &m_limits;
    QByteArray m_piece = QByteArray(pieceSize, Qt::Uninitialized);
    bool m_isStopped = false; ///< by the visitor
    bool m_isSpent = false;   ///< a limit of the whole input is reached
};

std::optional<SkipReason> Walk::count(qint64 bytes)
{
    m_use.produced += static_cast<quint64>(bytes);
    std::optional<SkipReason> reason;
    if (m_use.produced > m_limits.total)
        reason = SkipReason::TooLarge;
    else if (m_use.produced > m_limits.freely && m_use.produced / m_limits.ratio > m_use.taken)
        reason = SkipReason::Expanding;
    m_isSpent = reason.has_value();
    return reason;
}

void Walk::open(Source &source, const QString &name, int depth)
{
    const QByteArrayView beginning = source.beginning();
    const auto format = formatOf(beginning);
    if (!format || *format == ContainerFormat::Other) {
        readPlain(source, name);
        if (format && !m_isStopped)
            skip(name, SkipReason::Unsupported);
        return;
    }
    if (depth == m_limits.depth) {
        skip(name, SkipReason::TooDeep);
    } else if (windowOf(*format, beginning) > m_limits.window) {
        skip(name, SkipReason::Window);
    } else if (*format == ContainerFormat::Zip) {
        openZip(source, name, depth + 1);
    } else {
        const std::unique_ptr<Source> inner = decoded(*format, source);
        open(*inner, name, depth + 1);
        if (!m_isStopped && !m_isSpent)
            openRest(inner->rest(), name, depth + 1);
    }
}

/// What is behind the end of a compressed stream or of an archive, which those who unpack it do not see.
void Walk::openRest(const std::unique_ptr<Source> &rest, const QString &name, int depth)
{
    if (!rest)
        return;
    if (depth == 1 && m_use.isRestApart) {
        m_use.rest = 0;
        while (const qint64 size = std::max<qint64>(0, rest->read(m_piece.data(), m_piece.size())))
            m_use.rest += size;
    } else if (!rest->beginning().isEmpty())
        open(*rest, name.isEmpty() ? u"trailing"_s : name + u"/trailing"_s, depth);
}

void Walk::openZip(Source &packed, const QString &name, int depth)
{
    ZipMembers zip(packed);
    while (!m_isStopped && !m_isSpent) {
        const ZipMembers::Next next = zip.next();
        if (next == ZipMembers::Next::End) {
            openRest(zip.rest(), name, depth);
            openGaps(packed, name, depth);
            return;
        }
        if (next == ZipMembers::Next::Damaged || ++m_use.members > m_limits.members) {
            skip(name, next == ZipMembers::Next::Damaged ? SkipReason::Damaged : SkipReason::TooLarge);
            return;
        }
        if (!zip.isFile())
            continue;
        const QString member = name.isEmpty() ? zip.name() : name + u'/' + zip.name();
        if (zip.isEncrypted())
            skip(member, SkipReason::Encrypted);
        else
            open(zip.content(), member, depth);
    }
    if (m_isSpent && !m_isStopped)
        skip(name, SkipReason::TooLarge);
}

/// What a zip has beside its members, which those who unpack it do not see either.
void Walk::openGaps(Source &packed, const QString &name, int depth)
{
    const QList<ZipGap> gaps = packed.canSeek() ? gapsOfZip(packed) : QList<ZipGap>();
    for (const ZipGap &gap : gaps) {
        if (m_isStopped || m_isSpent)
            return;
        PartSource part(packed, gap);
        open(part, name.isEmpty() ? u"unlisted"_s : name + u"/unlisted"_s, depth);
    }
}

void Walk::readPlain(Source &source, const QString &name)
{
    m_visitor.begin(name);
    std::optional<SkipReason> reason;
    while (!reason && !m_isStopped) {
        const qint64 size = source.read(m_piece.data(), m_piece.size());
        if (size < 0)
            reason = SkipReason::Damaged;
        if (size <= 0)
            break;
        m_isStopped = !m_visitor.bytes(QByteArrayView(m_piece.constData(), size));
        reason = count(size);
    }
    m_visitor.end();
    if (reason && !m_isStopped)
        skip(name, *reason);
}

} // namespace

bool ArchiveReader::isContainer(QByteArrayView beginning) const
{
    return formatOf(beginning).has_value();
}

base::Result<void> ArchiveReader::visit(QIODevice &device, transport::ContainerVisitor &visitor,
                                        transport::ContainerUse &use) const
{
    DeviceSource input(device, use);
    Walk walk(visitor, m_limits, use);
    walk.open(input, {}, 0);
    if (walk.isStopped())
        return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::OpenContainer);
    return {};
}

} // namespace gatehouse::archive
