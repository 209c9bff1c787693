#include "models/archive/ContainerFormat.h"

#include <QByteArray>

#include <zlib.h>

#include <algorithm>
#include <array>

namespace gatehouse::archive {

namespace {

struct Inflated
{
    QByteArray bytes;
    bool isGood = false; ///< as far as the input goes
    bool isEnded = false;
};

Inflated inflated(QByteArrayView beginning, int windowBits)
{
    constexpr qsizetype most = 4096;
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return {};
    QByteArray input = beginning.toByteArray();
    Inflated result{.bytes = QByteArray(most, Qt::Uninitialized)};
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.bytes.data());
    stream.avail_out = static_cast<uInt>(most);
    const int status = inflate(&stream, Z_SYNC_FLUSH);
    result.isEnded = status == Z_STREAM_END;
    result.isGood = result.isEnded || status == Z_OK || status == Z_BUF_ERROR;
    result.bytes.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return result;
}

/// RFC 1950 has no magic number: two bytes with a checksum of five bits, and a block that inflates.
bool isZlib(QByteArrayView beginning)
{
    if (beginning.size() < 8 || (beginning[0] & 0x0F) != 8)
        return false;
    const auto first = static_cast<unsigned char>(beginning[0]);
    const auto second = static_cast<unsigned char>(beginning[1]);
    if ((first >> 4) > 7 || (first * 256 + second) % 31 != 0 || (second & 0x20) != 0)
        return false;
    const Inflated begun = inflated(beginning, MAX_WBITS);
    return begun.isEnded || (begun.isGood && (begun.bytes.size() > 0 || beginning.size() >= formatBytes));
}

/// RFC 1951 has no header: what inflates to text, and is none.
bool isDeflate(QByteArrayView beginning)
{
    constexpr qsizetype shortest = 24;
    const auto isControl = [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code >= 0x7F;
    };
    constexpr int blockKinds = 3;
    if (beginning.size() < shortest || (beginning[0] >> 1 & 3) == blockKinds ||
        std::ranges::none_of(beginning, isControl))
        return false;
    const Inflated begun = inflated(beginning, -MAX_WBITS);
    return begun.isGood && begun.bytes.size() >= shortest && std::ranges::none_of(begun.bytes, isControl);
}

/// The dictionary of the first block of an .xz file (its format's sections 2.1.1, 3.1 and 5.3.1).
quint64 xzDictionary(QByteArrayView beginning)
{
    constexpr qsizetype blockAt = 12;
    if (beginning.size() < blockAt + 12 || beginning[blockAt] == 0)
        return 0;
    const auto flags = static_cast<unsigned char>(beginning[blockAt + 1]);
    qsizetype at = blockAt + 2;
    const auto skipNumber = [&] {
        while (at < beginning.size() && (beginning[at] & 0x80) != 0)
            ++at;
        ++at;
    };
    if ((flags & 0x40) != 0)
        skipNumber();
    if ((flags & 0x80) != 0)
        skipNumber();
    for (int filter = 0; filter <= (flags & 3) && at + 2 < beginning.size(); ++filter) {
        const auto id = static_cast<unsigned char>(beginning[at]);
        skipNumber();
        const auto size = at < beginning.size() ? static_cast<unsigned char>(beginning[at]) : 0U;
        ++at;
        if (id == 0x21 && at < beginning.size()) {
            const auto bits = static_cast<unsigned char>(beginning[at]) & 0x3FU;
            return bits >= 40 ? ~quint64{0} : quint64{2 | (bits & 1U)} << (bits / 2 + 11);
        }
        at += size;
    }
    return 0;
}

/// The window of a Zstandard frame (RFC 8878 section 3.1.1.1).
quint64 zstdWindow(QByteArrayView beginning)
{
    if (beginning.size() < 14 || !beginning.startsWith("\x28\xB5\x2F\xFD"))
        return 0;
    const auto descriptor = static_cast<unsigned char>(beginning[4]);
    if ((descriptor & 0x20) == 0) {
        const auto byte = static_cast<unsigned char>(beginning[5]);
        const quint64 base = quint64{1} << (10 + (byte >> 3));
        return base + base / 8 * (byte & 7U);
    }
    constexpr std::array dictionaryBytes{0, 1, 2, 4};
    const int count = 1 << (descriptor >> 6);
    const qsizetype at = 5 + dictionaryBytes[descriptor & 3U];
    quint64 size = 0;
    for (int i = 0; i < count && at + i < beginning.size(); ++i)
        size |= quint64{static_cast<unsigned char>(beginning[at + i])} << (8 * i);
    return count == 2 ? size + 256 : size;
}

/// LZMA from before xz has no magic number: the properties that programs write, a dictionary of a power of two, and a
/// size that is not known or below 2^40.
bool isLzma(QByteArrayView beginning)
{
    constexpr qsizetype headerSize = 13;
    if (beginning.size() <= headerSize || !beginning.startsWith(QByteArrayView("\x5D\0\0", 3)) ||
        beginning[headerSize] != '\0')
        return false;
    const QByteArrayView size = beginning.sliced(5, 8);
    return size == QByteArrayView("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8) ||
           (size.endsWith(QByteArrayView("\0\0\0", 3)) && size != QByteArrayView("\0\0\0\0\0\0\0\0", 8));
}

} // namespace

std::optional<ContainerFormat> formatOf(QByteArrayView beginning)
{
    struct Magic
    {
        QByteArrayView bytes;
        ContainerFormat format;
    };
    static constexpr std::array magics{
        Magic{"\x1F\x8B\x08", ContainerFormat::Gzip},
        Magic{"\xFD"
              "7zXZ\0",
              ContainerFormat::Xz},
        Magic{"\x28\xB5\x2F\xFD", ContainerFormat::Zstd},
        Magic{"PK\x03\x04", ContainerFormat::Zip},
        Magic{"PK\x05\x06", ContainerFormat::Zip},
        Magic{"PK\x07\x08", ContainerFormat::Zip},
        Magic{"7z\xBC\xAF\x27\x1C", ContainerFormat::Other},
        Magic{"Rar!\x1A\x07", ContainerFormat::Other},
        Magic{"\x04\x22\x4D\x18", ContainerFormat::Other}, // LZ4
        Magic{"\x1F\x9D", ContainerFormat::Other},         // compress
        Magic{"LZIP", ContainerFormat::Other},
        Magic{"\x89LZO", ContainerFormat::Other},
        Magic{QByteArrayView("\xFF\x06\0\0sNaPpY", 10), ContainerFormat::Other},
        Magic{"MSCF\0\0\0\0", ContainerFormat::Other},
        Magic{"%PDF-", ContainerFormat::Other},
    };
    for (const Magic &magic : magics) {
        if (beginning.startsWith(magic.bytes))
            return magic.format;
    }
    if (beginning.size() > 10 && beginning.startsWith("BZh") && beginning[3] >= '1' && beginning[3] <= '9' &&
        (beginning.sliced(4).startsWith("1AY&SY") || beginning.sliced(4).startsWith("\x17\x72\x45\x38\x50\x90")))
        return ContainerFormat::Bzip2;
    if (isLzma(beginning))
        return ContainerFormat::Other;
    const bool isSkippable =
        beginning.size() > 4 && (beginning[0] & 0xF0) == 0x50 && beginning.sliced(1).startsWith("\x2A\x4D\x18");
    if (isSkippable)
        return ContainerFormat::Zstd;
    if (isZlib(beginning))
        return ContainerFormat::Zlib;
    return isDeflate(beginning) ? std::optional(ContainerFormat::Deflate) : std::nullopt;
}

quint64 windowOf(ContainerFormat format, QByteArrayView beginning)
{
    if (format == ContainerFormat::Xz)
        return xzDictionary(beginning);
    return format == ContainerFormat::Zstd ? zstdWindow(beginning) : 0;
}

} // namespace gatehouse::archive
