#include "models/scan/FileScan.h"

#include "models/inspector/HeaderShape.h"
#include "models/scan/ContainerScan.h"
#include "models/scan/Parallel.h"
#include "models/scan/StreamScan.h"
#include "models/transport/HarEntries.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/WideInput.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <vector>

namespace gatehouse::scan {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 pieceSize = qint64{4} * 1024 * 1024;
constexpr qint64 readSize = qint64{256} * 1024;
/// In front of a piece, so that an object in JSON is seen whole that a token in the piece belongs to.
constexpr qint64 overlap = qint64{256} * 1024;
constexpr qint64 headSize = qint64{64} * 1024;
/// Pieces handed out at once, for each thread: some finish early.
constexpr int piecesPerThread = 4;

std::unexpected<base::Error> cannotRead(const QString &path, const QString &detail)
{
    return base::failure(base::ErrorCode::FileUnreadable, base::ErrorStep::ScanFile, path, detail);
}

struct Piece
{
    QList<transport::FoundToken> found;
    std::vector<transport::PackedBytes> packed;
    qint64 lineFeeds = 0;
    QString error;
};

Piece scanPiece(const QString &path, qint64 begin, qint64 end, const ScanOptions &options)
{
    Piece piece;
    QFile file(path);
    const qint64 back = std::min(begin, overlap);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(begin - back)) {
        piece.error = file.errorString();
        return piece;
    }
    transport::TokenScanner scanner(inspector::headerShape,
                                    [&piece](transport::FoundToken &&found) { piece.found.append(std::move(found)); },
                                    {.begin = begin, .end = end, .lookBack = back});
    scanner.setPackedSink(packedSink(
        options.containers, [&piece](transport::PackedBytes &&packed) { piece.packed.push_back(std::move(packed)); }));
    while (!scanner.isDone() && !options.stop.stop_requested()) {
        const qint64 count = file.read(scanner.room(readSize), readSize);
        if (count < 0)
            piece.error = file.errorString();
        if (count <= 0)
            break;
        scanner.took(count);
    }
    scanner.finish();
    piece.lineFeeds = scanner.lineFeeds();
    return piece;
}

/// The next bytes of what may be a pipe, and comes in drops: of the very first there are enough to tell a text's code
/// units.
qint64 readPiece(QIODevice &device, char *room, bool isFirst)
{
    qint64 size = 0;
    do {
        const qint64 count = device.read(room + size, readSize - size);
        if (count < 0 && size == 0)
            return count;
        if (count <= 0)
            break;
        size += count;
    } while (isFirst && size < transport::WideInput::utf32Size);
    return size;
}

/// Puts the pieces' findings together: line numbers counted on, and no token found again inside another.
class Joined
{
public:
    QList<transport::FoundToken> add(Piece &&piece)
    {
        QList<transport::FoundToken> kept;
        // Several of one document are all at its place: what was found in the pieces before ends there.
        const qint64 begin = m_end;
        for (transport::FoundToken &found : piece.found) {
            if (found.place.offset < begin)
                continue;
            found.place.line += m_lines;
            m_end = std::max(m_end, found.end);
            kept.append(std::move(found));
        }
        // What begins inside another container is a part of it.
        std::erase_if(piece.packed, [this](const transport::PackedBytes &packed) {
            const bool isInside = packed.place.offset < m_packedEnd;
            m_packedEnd = std::max(m_packedEnd, packed.end);
            return isInside;
        });
        for (transport::PackedBytes &packed : piece.packed)
            packed.place.line += m_lines;
        m_lines += piece.lineFeeds;
        return kept;
    }

private:
    qint64 m_end = 0;
    qint64 m_packedEnd = 0;
    qint64 m_lines = 0;
};

bool isContainer(QIODevice &device, const ScanOptions &options)
{
    return options.containers && options.containers->isContainer(device.peek(headSize));
}

} // namespace

base::Result<qint64> scanDevice(QIODevice &device, const ScanOptions &options, const FoundSink &sink)
{
    if (isContainer(device, options))
        return scanContainer(device, options, sink);
    StreamScan scan(options.containers, sink);
    transport::ContainerUse use;
    const auto scanFoundPacked = [&] { return scanPacked(scan.takePacked(), {}, options, sink, use); };
    qint64 done = 0;
    for (;;) {
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::Scan);
        char *room = scan.room(readSize);
        const qint64 count = readPiece(device, room, done == 0);
        if (count < 0)
            return cannotRead({}, device.errorString());
        if (count == 0)
            break;
        scan.took(room, count);
        done += count;
        if (const auto scanned = scanFoundPacked(); !scanned)
            return std::unexpected(scanned.error());
        if (options.progress)
            options.progress(done);
    }
    scan.finish();
    if (const auto scanned = scanFoundPacked(); !scanned)
        return std::unexpected(scanned.error());
    if (options.stop.stop_requested())
        return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::Scan);
    return done;
}

base::Result<qint64> scanFile(const QString &path, const ScanOptions &options, const FoundSink &sink)
{
    if (QFileInfo(path).isDir())
        return cannotRead(path, u"folder"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotRead(path, file.errorString());
    const QByteArray head = file.isSequential() ? QByteArray() : file.peek(headSize);
    if (file.isSequential() || isContainer(file, options) || transport::HarEntries::isHar(head) ||
        transport::WideInput::of(head)) {
        auto done = scanDevice(file, options, sink);
        if (!done)
            done.error().subject = path;
        return done;
    }
    const qint64 size = file.size();
    Joined joined;
    transport::ContainerUse use;
    const int inRound = std::max(1, options.threads * piecesPerThread);
    for (qint64 begin = 0; begin < size; begin += inRound * pieceSize) {
        const qint64 left = (size - begin + pieceSize - 1) / pieceSize;
        std::vector<Piece> pieces(static_cast<std::size_t>(std::min<qint64>(left, inRound)));
        forEachIndex(std::ssize(pieces), options.threads, [&](qsizetype index) {
            const qint64 from = begin + index * pieceSize;
            pieces[static_cast<std::size_t>(index)] = scanPiece(path, from, std::min(from + pieceSize, size), options);
        });
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::Scan, path);
        QList<transport::FoundToken> found;
        std::vector<transport::PackedBytes> packed;
        for (Piece &piece : pieces) {
            if (!piece.error.isEmpty())
                return cannotRead(path, piece.error);
            found.append(joined.add(std::move(piece)));
            std::ranges::move(piece.packed, std::back_inserter(packed));
        }
        std::vector<PackedWithin> within = withSeen(std::move(packed), found);
        if (!found.isEmpty())
            sink(std::move(found));
        if (const auto scanned = scanPacked(std::move(within), {}, options, sink, use); !scanned)
            return std::unexpected(scanned.error());
        // What was found in this round may not have been judged to the end.
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, base::ErrorStep::Scan, path);
        if (options.progress)
            options.progress(std::min(size, begin + inRound * pieceSize));
    }
    return size;
}

} // namespace gatehouse::scan
