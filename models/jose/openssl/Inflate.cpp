#include "models/jose/openssl/Inflate.h"

#include "models/jose/Decrypter.h"

#include <algorithm>
#include <zlib.h>

namespace gatehouse::jose::openssl {

std::expected<QByteArray, InflateFault> inflateWithin(QByteArrayView compressed)
{
    constexpr int rawDeflate = -15; // a window of 32 KiB, without zlib's header
    if (compressed.isEmpty())
        return std::unexpected(InflateFault::NotDeflate);
    if (compressed.size() > maxJweSize)
        return std::unexpected(InflateFault::TooLarge);
    const qsizetype most = std::min(mostInflatedBytes, compressed.size() * mostInflationRatio);
    QByteArray input = compressed.toByteArray(); // zlib wants a pointer it could write through
    QByteArray output(most, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, rawDeflate) != Z_OK)
        return std::unexpected(InflateFault::NotDeflate);
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    // All of the room there may be is there: whatever does not end within it is refused.
    const int outcome = inflate(&stream, Z_FINISH);
    const bool isWhole = outcome == Z_STREAM_END && stream.avail_in == 0;
    const bool isFull = outcome == Z_BUF_ERROR && stream.avail_out == 0;
    output.truncate(most - static_cast<qsizetype>(stream.avail_out));
    inflateEnd(&stream);
    if (isWhole)
        return output;
    return std::unexpected(isFull ? InflateFault::TooLarge : InflateFault::NotDeflate);
}

} // namespace gatehouse::jose::openssl
