#include "models/archive/Frames.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace gatehouse::archive {

namespace {

using Step = FrameReader::Step;
using Kind = FrameReader::Step::Kind;

constexpr qsizetype blockSize = qsizetype{64} * 1024;

quint32 littleEndian(QByteArrayView bytes)
{
    quint32 number = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i)
        number |= quint32{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return number;
}

/// RFC 8878 section 3.1.
class ZstdFrames : public FrameReader
{
public:
    Step step(QByteArrayView bytes) override
    {
        switch (m_state) {
        case State::Between:
            return between(bytes);
        case State::Blocks:
            return block(bytes);
        case State::Checksum:
            m_state = State::Between;
            return {.kind = Kind::Take, .size = 4};
        }
        return {};
    }

private:
    enum class State { Between, Blocks, Checksum };

    Step between(QByteArrayView bytes)
    {
        constexpr qint64 sizesAt = 5;
        if (bytes.size() < 4)
            return {.kind = Kind::More, .size = 4};
        const bool isSkippable = (bytes[0] & 0xF0) == 0x50 && bytes.sliced(1).startsWith("\x2A\x4D\x18");
        if (isSkippable)
            return bytes.size() < 8 ? Step{.kind = Kind::More, .size = 8}
                                    : Step{.kind = Kind::Take, .size = 8 + qint64{littleEndian(bytes.sliced(4, 4))}};
        if (!bytes.startsWith("\x28\xB5\x2F\xFD"))
            return {};
        if (bytes.size() < sizesAt)
            return {.kind = Kind::More, .size = sizesAt};
        const auto descriptor = static_cast<unsigned char>(bytes[4]);
        const bool isSingle = (descriptor & 0x20) != 0;
        constexpr std::array dictionaryBytes{0, 1, 2, 4};
        const int flag = descriptor >> 6;
        const int contentBytes = flag == 0 ? (isSingle ? 1 : 0) : 1 << flag;
        m_hasChecksum = (descriptor & 4) != 0;
        m_state = State::Blocks;
        return {.kind = Kind::Take,
                .size = sizesAt + (isSingle ? 0 : 1) + dictionaryBytes[descriptor & 3U] + contentBytes};
    }
    Step block(QByteArrayView bytes)
    {
        if (bytes.size() < 3)
            return {.kind = Kind::More, .size = 3};
        const quint32 header = littleEndian(bytes.first(3));
        const bool isRepeated = (header >> 1 & 3) == 1;
        if ((header & 1) != 0)
            m_state = m_hasChecksum ? State::Checksum : State::Between;
        return {.kind = Kind::Take, .size = 3 + (isRepeated ? 1 : qint64{header >> 3})};
    }

    State m_state = State::Between;
    bool m_hasChecksum = false;
};

/// A number in the .xz file format, section 1.2; nothing when it breaks off.
std::optional<quint64> takeNumber(QByteArrayView &bytes)
{
    constexpr int mostBytes = 9;
    quint64 number = 0;
    for (int i = 0; i < mostBytes && i < bytes.size(); ++i) {
        number |= quint64{static_cast<unsigned char>(bytes[i]) & 0x7FU} << (7 * i);
        if ((bytes[i] & 0x80) == 0) {
            bytes = bytes.sliced(i + 1);
            return number;
        }
    }
    return std::nullopt;
}

/// The bytes of the blocks that an index lists (section 4); nothing when it is none.
std::optional<quint64> blocksIn(QByteArrayView index)
{
    if (index.isEmpty() || index.front() != '\0')
        return std::nullopt;
    index = index.sliced(1);
    const auto count = takeNumber(index);
    quint64 size = 0;
    for (quint64 i = 0; count && i < *count; ++i) {
        const auto packed = takeNumber(index);
        if (!packed || !takeNumber(index))
            return std::nullopt;
        size += (*packed + 3) / 4 * 4;
    }
    return count ? std::optional(size) : std::nullopt;
}

/// The .xz file format, section 2.1: where a stream ends, its footer says, with a checksum, behind an index of all that
/// is in front. Each part's size is a multiple of four.
class XzFrames : public FrameReader
{
public:
    Step step(QByteArrayView bytes) override
    {
        if (m_isInside)
            return footer(bytes);
        if (bytes.size() < 4)
            return {.kind = Kind::More, .size = 4};
        if (bytes.startsWith(QByteArrayView("\0\0\0\0", 4)))
            return {.kind = Kind::Take, .size = 4};
        const QByteArrayView magic("\xFD"
                                   "7zXZ\0",
                                   6);
        if (!bytes.startsWith(magic.first(4)))
            return {};
        if (bytes.size() < headerSize)
            return {.kind = Kind::More, .size = headerSize};
        if (!bytes.startsWith(magic))
            return {};
        m_flags = bytes.sliced(6, 2).toByteArray();
        m_isInside = true;
        m_offset = headerSize;
        m_tail.clear();
        return {.kind = Kind::Take, .size = headerSize};
    }

private:
    static constexpr qint64 headerSize = 12;
    static constexpr qint64 footerSize = 12;
    /// Of indexes: each block has some six bytes in them.
    static constexpr qsizetype longestTail = qsizetype{256} * 1024;

    Step footer(QByteArrayView bytes)
    {
        if (bytes.size() < footerSize)
            return {.kind = Kind::More, .size = footerSize};
        qsizetype at = 0;
        while (at + footerSize <= bytes.size() && !isFooter(bytes, at))
            at += 4;
        m_isInside = at + footerSize > bytes.size();
        if (!m_isInside)
            return {.kind = Kind::Take, .size = at + footerSize};
        m_tail.append(bytes.first(at));
        if (m_tail.size() > 2 * longestTail)
            m_tail = m_tail.last(longestTail);
        m_offset += at;
        return {.kind = Kind::Take, .size = at};
    }
    /// What is stored as it is may hold a footer, of another stream.
    bool isFooter(QByteArrayView bytes, qsizetype at) const
    {
        const QByteArrayView there = bytes.sliced(at, footerSize);
        if (!there.endsWith("YZ") || there.sliced(8, 2) != m_flags ||
            crc32(0, reinterpret_cast<const Bytef *>(there.data() + 4), 6) != littleEndian(there.first(4)))
            return false;
        const qint64 indexSize = (qint64{littleEndian(there.sliced(4, 4))} + 1) * 4;
        const qint64 inFront = m_offset + at;
        const QByteArray known = m_tail + bytes.first(at).toByteArray();
        if (indexSize > known.size())
            return known.size() < inFront - headerSize;
        const auto blocks = blocksIn(QByteArrayView(known).last(indexSize));
        return blocks && static_cast<qint64>(*blocks) + headerSize == inFront - indexSize;
    }

    QByteArray m_flags;
    QByteArray m_tail;   ///< of what is in front
    qint64 m_offset = 0; ///< in the stream
    bool m_isInside = false;
};

} // namespace

Frames::Frames(ContainerFormat format, Source &packed)
    : m_packed(packed)
    , m_reader(format == ContainerFormat::Xz ? std::unique_ptr<FrameReader>(std::make_unique<XzFrames>())
                                             : std::make_unique<ZstdFrames>())
{
}

bool Frames::readAhead()
{
    m_ahead = m_ahead.sliced(m_at);
    m_at = 0;
    const qsizetype held = m_ahead.size();
    m_ahead.resize(held + blockSize);
    const qint64 count = m_packed.read(m_ahead.data() + held, blockSize);
    m_ahead.resize(held + std::max<qint64>(0, count));
    return count > 0;
}

qint64 Frames::readMore(char *to, qint64 size)
{
    // A decoder takes a piece that nothing comes out of for the end.
    qint64 filled = 0;
    while (filled < size) {
        const qint64 count = readPiece(to + filled, size - filled);
        if (count <= 0)
            break;
        filled += count;
    }
    return filled;
}

qint64 Frames::readPiece(char *to, qint64 size)
{
    while (m_known == 0 && !m_isDone && !m_isCut) {
        const Step next = m_reader->step(QByteArrayView(m_ahead).sliced(m_at));
        if (next.kind == Kind::Take) {
            m_known = next.size;
        } else if (next.kind == Kind::End) {
            m_isDone = true;
        } else if (!readAhead()) {
            // Where a frame would begin, its beginning is not there: what is there is none.
            m_isDone = next.size == 4 || m_ahead.size() == m_at;
            m_isCut = !m_isDone;
            m_known = m_isCut ? m_ahead.size() - m_at : 0;
        }
    }
    if (m_known > 0 && m_at == m_ahead.size() && !readAhead())
        return 0;
    const qint64 count = std::min({size, m_known, m_ahead.size() - m_at});
    if (count <= 0)
        return 0;
    std::memcpy(to, m_ahead.constData() + m_at, static_cast<std::size_t>(count));
    m_at += count;
    m_known -= count;
    return count;
}

std::unique_ptr<Source> Frames::rest()
{
    return m_isDone ? restOf(m_ahead.sliced(m_at), m_packed) : nullptr;
}

} // namespace gatehouse::archive
