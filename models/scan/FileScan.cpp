#include "models/scan/FileScan.h"

#include "models/scan/HarReader.h"
#include "models/scan/Parallel.h"
#include "models/scan/TokenScanner.h"
#include "models/scan/Utf16Input.h"

#include <QFile>

#include <algorithm>
#include <vector>

namespace gatehouse::scan {

namespace {

constexpr qint64 pieceSize = qint64{4} * 1024 * 1024;
constexpr qint64 readSize = qint64{256} * 1024;
constexpr qint64 headSize = qint64{64} * 1024;
/// Pieces handed out at once, for each thread: some finish early.
constexpr int piecesPerThread = 4;

std::unexpected<base::Error> cannotRead(const QString &path, const QString &detail)
{
    return base::failure(base::ErrorCode::FileUnreadable, "scan file", path, detail);
}

struct Piece
{
    QList<FoundToken> found;
    qint64 lineFeeds = 0;
    QString error;
};

Piece scanPiece(const QString &path, qint64 begin, qint64 end, const std::stop_token &stop)
{
    Piece piece;
    QFile file(path);
    const qint64 back = std::min<qint64>(begin, TokenScanner::lookBack);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(begin - back)) {
        piece.error = file.errorString();
        return piece;
    }
    TokenScanner scanner([&piece](FoundToken &&found) { piece.found.append(std::move(found)); },
                         {.begin = begin, .end = end, .lookBack = back});
    while (!scanner.isDone() && !stop.stop_requested()) {
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

/// The next bytes of what may be a pipe, and comes in drops: of the very first there are enough to tell UTF-16.
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
    } while (isFirst && size < Utf16Input::unitSize);
    return size;
}

/// From the byte of a unit to the unit's own place.
void widen(FoundToken &token)
{
    token.place.offset *= Utf16Input::unitSize;
    token.end *= Utf16Input::unitSize;
    token.through |= Transport::Utf16;
}

/// Puts the pieces' findings together: line numbers counted on, and no token found again inside another.
class Joined
{
public:
    QList<FoundToken> add(Piece &&piece)
    {
        QList<FoundToken> kept;
        for (FoundToken &found : piece.found) {
            if (found.place.offset < m_end)
                continue;
            found.place.line += m_lines;
            m_end = found.end;
            kept.append(std::move(found));
        }
        m_lines += piece.lineFeeds;
        return kept;
    }

private:
    qint64 m_end = 0;
    qint64 m_lines = 0;
};

} // namespace

base::Result<qint64> scanDevice(QIODevice &device, const ScanOptions &options, const FoundSink &sink)
{
    QList<FoundToken> found;
    TokenScanner scanner([&found](FoundToken &&token) { found.append(std::move(token)); });
    std::optional<Utf16Input> utf16;
    qint64 done = 0;
    const auto handOver = [&] {
        if (utf16) {
            for (FoundToken &token : found)
                widen(token);
        }
        std::ranges::stable_sort(found, {}, [](const FoundToken &token) { return token.place.offset; });
        if (!found.isEmpty())
            sink(std::exchange(found, {}));
    };
    for (;;) {
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, "scan");
        char *room = scanner.room(readSize);
        const qint64 count = readPiece(device, room, done == 0);
        if (count < 0)
            return cannotRead({}, device.errorString());
        if (count == 0)
            break;
        if (done == 0)
            utf16 = Utf16Input::of(QByteArrayView(room, count));
        scanner.took(utf16 ? utf16->narrow(room, count) : count);
        done += count;
        handOver();
        if (options.progress)
            options.progress(done);
    }
    scanner.finish();
    handOver();
    if (options.stop.stop_requested())
        return base::failure(base::ErrorCode::Cancelled, "scan");
    return done;
}

base::Result<qint64> scanFile(const QString &path, const ScanOptions &options, const FoundSink &sink)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotRead(path, file.errorString());
    const QByteArray head = file.isSequential() ? QByteArray() : file.peek(headSize);
    if (file.isSequential() || HarReader::isHar(head) || Utf16Input::of(head)) {
        auto done = scanDevice(file, options, sink);
        if (!done)
            done.error().subject = path;
        return done;
    }
    const qint64 size = file.size();
    Joined joined;
    const int inRound = std::max(1, options.threads * piecesPerThread);
    for (qint64 begin = 0; begin < size; begin += inRound * pieceSize) {
        const qint64 left = (size - begin + pieceSize - 1) / pieceSize;
        std::vector<Piece> pieces(static_cast<std::size_t>(std::min<qint64>(left, inRound)));
        forEachIndex(std::ssize(pieces), options.threads, [&](qsizetype index) {
            const qint64 from = begin + index * pieceSize;
            pieces[static_cast<std::size_t>(index)] =
                scanPiece(path, from, std::min(from + pieceSize, size), options.stop);
        });
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, "scan", path);
        QList<FoundToken> found;
        for (Piece &piece : pieces) {
            if (!piece.error.isEmpty())
                return cannotRead(path, piece.error);
            found.append(joined.add(std::move(piece)));
        }
        if (!found.isEmpty())
            sink(std::move(found));
        // What was found in this round may not have been judged to the end.
        if (options.stop.stop_requested())
            return base::failure(base::ErrorCode::Cancelled, "scan", path);
        if (options.progress)
            options.progress(std::min(size, begin + inRound * pieceSize));
    }
    return size;
}

} // namespace gatehouse::scan
