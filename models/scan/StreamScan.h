#pragma once

#include "models/inspector/HeaderShape.h"
#include "models/scan/FileScan.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/WideInput.h"

#include <optional>
#include <utility>
#include <vector>

namespace gatehouse::scan {

/// Compressed bytes, and the tokens that were found where they are: what they store as it is is seen from outside, too,
/// and counts once.
struct PackedWithin
{
    struct Seen
    {
        qint64 offset = 0;
        QByteArray token;
    };

    transport::PackedBytes bytes;
    QList<Seen> seen = {};

    void see(const transport::FoundToken &token)
    {
        if (token.place.offset >= bytes.place.offset && token.place.offset < bytes.seenTo)
            seen.append({.offset = token.place.offset, .token = token.token});
    }
};

std::vector<PackedWithin> withSeen(std::vector<transport::PackedBytes> &&packed,
                                   const QList<transport::FoundToken> &found);

/// Takes what is compressed out of what is scanned, where something can open it.
transport::PackedSink packedSink(const transport::Containers *containers,
                                 std::function<void(transport::PackedBytes &&packed)> take);

/// Scans a stream that is handed over a piece at a time.
class StreamScan
{
public:
    StreamScan(const transport::Containers *containers, const FoundSink &sink);

    /// Room for `size` bytes, to be followed by took().
    char *room(qint64 size) { return m_scanner.room(size); }
    void took(char *bytes, qint64 size);
    void finish();
    /// What was found compressed since it was asked last, and was passed by the scan.
    std::vector<PackedWithin> takePacked();

private:
    void keep(transport::FoundToken &&token);
    void handOver();

    const FoundSink &m_sink;
    QList<transport::FoundToken> m_found;
    std::vector<PackedWithin> m_packed;
    transport::TokenScanner m_scanner;
    std::optional<transport::WideInput> m_wide;
    bool m_isFirst = true;
    bool m_isFinished = false;
};

} // namespace gatehouse::scan
