#include "models/archive/ZipLayout.h"

#include <algorithm>
#include <cstdio>

namespace gatehouse::archive {

namespace {

constexpr qsizetype endRecordSize = 22;
constexpr qsizetype locatorSize = 20;
constexpr qsizetype longEndRecordSize = 56;
constexpr qsizetype entrySize = 46;
constexpr qsizetype localSize = 30;
/// Larger directories are of more members than are opened.
constexpr qint64 largestDirectory = qint64{16} * 1024 * 1024;
/// No token has room in less.
constexpr qint64 smallestGap = 32;
constexpr quint64 elsewhere = 0xFFFFFFFF;

quint64 numberAt(QByteArrayView bytes, qsizetype at, int size)
{
    quint64 number = 0;
    for (int i = 0; i < size && at + i < bytes.size(); ++i)
        number |= quint64{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return number;
}

QByteArray bytesAt(Source &source, qint64 at, qint64 size)
{
    if (at < 0 || source.seek(at, SEEK_SET) < 0)
        return {};
    QByteArray bytes(size, Qt::Uninitialized);
    qsizetype filled = 0;
    while (filled < size) {
        const qint64 count = source.read(bytes.data() + filled, size - filled);
        if (count <= 0)
            break;
        filled += count;
    }
    bytes.truncate(filled);
    return bytes;
}

struct Directory
{
    quint64 offset = 0; ///< as it is said
    quint64 size = 0;
    qint64 end = -1; ///< where its end records begin; -1 when there is none
};

Directory directoryOf(Source &source, qint64 endRecord)
{
    const QByteArray record = bytesAt(source, endRecord, endRecordSize);
    Directory directory{
        .offset = numberAt(record, 16, 4), .size = numberAt(record, 12, 4), .end = record.isEmpty() ? -1 : endRecord};
    const QByteArray locator = bytesAt(source, endRecord - locatorSize, locatorSize);
    if (!locator.startsWith("PK\x06\x07"))
        return directory;
    // What is in front of the archive shifts it; its end records are next to one another.
    for (const qint64 at :
         {static_cast<qint64>(numberAt(locator, 8, 8)), endRecord - locatorSize - longEndRecordSize}) {
        const QByteArray longRecord = bytesAt(source, at, longEndRecordSize);
        if (longRecord.startsWith("PK\x06\x06"))
            return {.offset = numberAt(longRecord, 48, 8), .size = numberAt(longRecord, 40, 8), .end = at};
    }
    return {};
}

/// The two numbers of a member that may be in its extra field (APPNOTE section 4.5.3).
void readLongNumbers(QByteArrayView extra, bool isUnpackedThere, quint64 &packedSize, quint64 &offset)
{
    while (extra.size() >= 4) {
        const auto size = static_cast<qsizetype>(numberAt(extra, 2, 2));
        const QByteArrayView field = extra.sliced(4).first(std::min(size, extra.size() - 4));
        if (numberAt(extra, 0, 2) == 1) {
            qsizetype at = isUnpackedThere ? 8 : 0;
            for (quint64 *number : {&packedSize, &offset}) {
                if (*number != elsewhere)
                    continue;
                *number = numberAt(field, at, 8);
                at += 8;
            }
            return;
        }
        extra = extra.sliced(4 + field.size());
    }
}

/// Behind what is written of a member: its header, its content, and the sizes behind that.
qint64 endOfMember(Source &source, qint64 at, quint64 packedSize)
{
    const QByteArray local = bytesAt(source, at, localSize);
    if (local.size() < localSize || !local.startsWith("PK\x03\x04"))
        return -1;
    qint64 end = at + localSize + static_cast<qint64>(numberAt(local, 26, 2) + numberAt(local, 28, 2) + packedSize);
    const bool hasSizesBehind = (numberAt(local, 6, 2) & 8) != 0;
    if (hasSizesBehind) {
        const QByteArray sizes = bytesAt(source, end, 24);
        const qint64 mark = sizes.startsWith("PK\x07\x08") ? 4 : 0;
        const bool isLong = numberAt(sizes, mark + 4, 8) == packedSize && packedSize != 0;
        end += mark + (isLong ? 20 : 12);
    }
    return end;
}

} // namespace

qint64 endOfZipDirectory(Source &source)
{
    constexpr qint64 searched = qint64{16} * 1024;
    const qint64 size = source.seek(0, SEEK_END);
    const qint64 from = std::max<qint64>(0, size - searched);
    const QByteArray end = size < 0 ? QByteArray() : bytesAt(source, from, size - from);
    const qsizetype at = end.size() < endRecordSize ? -1 : end.lastIndexOf("PK\x05\x06", end.size() - endRecordSize);
    return at < 0 ? -1 : from + at + endRecordSize;
}

QList<ZipGap> gapsOfZip(Source &source)
{
    const qint64 endRecord = endOfZipDirectory(source) - endRecordSize;
    const Directory directory = endRecord < 0 ? Directory() : directoryOf(source, endRecord);
    if (directory.end < 0 || directory.size > largestDirectory ||
        directory.size > static_cast<quint64>(directory.end) ||
        directory.offset > static_cast<quint64>(directory.end) - directory.size)
        return {};
    const qint64 begin = directory.end - static_cast<qint64>(directory.size);
    const qint64 shift = begin - static_cast<qint64>(directory.offset);
    const QByteArray entries = bytesAt(source, begin, static_cast<qint64>(directory.size));
    struct Span
    {
        qint64 begin = 0;
        qint64 end = 0;
    };
    QList<Span> members{{.begin = begin, .end = endRecord + endRecordSize}};
    QByteArrayView rest(entries);
    while (rest.size() >= entrySize && rest.startsWith("PK\x01\x02")) {
        const auto name = static_cast<qsizetype>(numberAt(rest, 28, 2));
        const auto extra = static_cast<qsizetype>(numberAt(rest, 30, 2));
        const qsizetype size = entrySize + name + extra + static_cast<qsizetype>(numberAt(rest, 32, 2));
        if (size > rest.size())
            return {};
        quint64 packedSize = numberAt(rest, 20, 4);
        quint64 offset = numberAt(rest, 42, 4);
        readLongNumbers(rest.sliced(entrySize + name, extra), numberAt(rest, 24, 4) == elsewhere, packedSize, offset);
        rest = rest.sliced(size);
        if (offset > static_cast<quint64>(begin) || packedSize > static_cast<quint64>(begin))
            return {};
        const qint64 at = static_cast<qint64>(offset) + shift;
        const qint64 end = endOfMember(source, at, packedSize);
        if (end < 0)
            return {};
        members.append({.begin = at, .end = end});
    }
    std::ranges::sort(members, {}, &Span::begin);
    QList<ZipGap> gaps;
    qint64 at = 0;
    for (const Span &member : std::as_const(members)) {
        if (member.begin - at >= smallestGap)
            gaps.append({.begin = at, .size = member.begin - at});
        at = std::max(at, member.end);
    }
    return gaps;
}

PartSource::PartSource(Source &whole, ZipGap part)
    : m_whole(whole)
    , m_left(whole.seek(part.begin, SEEK_SET) < 0 ? 0 : part.size)
{
}

qint64 PartSource::readMore(char *to, qint64 size)
{
    const qint64 count = m_left > 0 ? m_whole.read(to, std::min(size, m_left)) : 0;
    m_left -= std::max<qint64>(0, count);
    return count;
}

} // namespace gatehouse::archive
