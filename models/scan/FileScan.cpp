#include "models/scan/FileScan.h"

#include "models/inspector/HeaderShape.h"
#include "models/scan/Parallel.h"
#include "models/transport/HarEntries.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/Utf16Input.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <optional>
#include <utility>
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

/// Compressed bytes inside one another, beside what one of them holds.
constexpr int deepestPacked = 4;

struct Piece
{
    QList<transport::FoundToken> found;
    std::vector<transport::PackedBytes> packed;
    qint64 lineFeeds = 0;
    QString error;
};

/// Takes what is compressed in base64 out of what is scanned, where something can open it.
transport::PackedSink packedSink(const transport::Containers *containers, std::vector<transport::PackedBytes> &packed)
{
    if (!containers)
        return {};
    return {.isPacked = [containers](QByteArrayView beginning) { return containers->isContainer(beginning); },
            .take = [&packed](transport::PackedBytes &&bytes) { packed.push_back(std::move(bytes)); }};
}

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
    scanner.setPackedSink(packedSink(options.containers, piece.packed));
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
    } while (isFirst && size < transport::Utf16Input::unitSize);
    return size;
}

/// From the byte of a unit to the unit's own place.
void widen(transport::FoundToken &token)
{
    token.place.offset *= transport::Utf16Input::unitSize;
    token.end *= transport::Utf16Input::unitSize;
    token.through |= transport::Transport::Utf16;
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

/// Scans a stream that is handed over a piece at a time.
class StreamScan
{
public:
    StreamScan(const transport::Containers *containers, const FoundSink &sink)
        : m_sink(sink)
        , m_scanner(inspector::headerShape, [this](transport::FoundToken &&token) { m_found.append(std::move(token)); })
    {
        m_scanner.setPackedSink(packedSink(containers, m_packed));
    }

    /// Room for `size` bytes, to be followed by took().
    char *room(qint64 size) { return m_scanner.room(size); }
    void took(char *bytes, qint64 size)
    {
        if (std::exchange(m_isFirst, false))
            m_utf16 = transport::Utf16Input::of(QByteArrayView(bytes, size));
        m_scanner.took(m_utf16 ? m_utf16->narrow(bytes, size) : size);
        handOver();
    }
    void finish()
    {
        m_scanner.finish();
        handOver();
    }
    /// What was found compressed since it was asked last.
    std::vector<transport::PackedBytes> takePacked() { return std::exchange(m_packed, {}); }

private:
    void handOver()
    {
        if (m_found.isEmpty())
            return;
        if (m_utf16)
            std::ranges::for_each(m_found, widen);
        std::ranges::stable_sort(m_found, {}, [](const transport::FoundToken &token) { return token.place.offset; });
        m_sink(std::exchange(m_found, {}));
    }

    const FoundSink &m_sink;
    QList<transport::FoundToken> m_found;
    std::vector<transport::PackedBytes> m_packed;
    transport::TokenScanner m_scanner;
    std::optional<transport::Utf16Input> m_utf16;
    bool m_isFirst = true;
};

base::Result<void> scanPacked(std::vector<transport::PackedBytes> &&packed, const QString &within,
                              const ScanOptions &options, const FoundSink &sink, transport::ContainerUse &use);

/// Scans each member of a container as a stream of its own.
class MemberScan : public transport::ContainerVisitor
{
public:
    struct Inner
    {
        QString within;                          ///< the name of what the container was found in
        const transport::Place *place = nullptr; ///< of a container in a text: of what is in it, likewise
        transport::Transports through = {};      ///< of the container
    };

    MemberScan(QIODevice &device, Inner inner, const ScanOptions &options, const FoundSink &sink,
               transport::ContainerUse &use)
        : m_device(device)
        , m_use(use)
        , m_inner(std::move(inner))
        , m_options(options)
        , m_sink(inner.place ? placed(*inner.place, inner.through, sink) : sink)
    {
    }

    void begin(const QString &member) override
    {
        m_member = nameOf(member);
        if (m_options.entered)
            m_options.entered(m_member);
        m_scan.emplace(m_options.containers, m_sink);
        scanName(member);
    }
    bool bytes(QByteArrayView bytes) override
    {
        if (m_options.stop.stop_requested())
            return false;
        char *room = m_scan->room(bytes.size());
        std::memcpy(room, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_scan->took(room, bytes.size());
        if (m_options.progress && !m_inner.place && !m_device.isSequential())
            m_options.progress(m_device.pos());
        return scanFoundPacked();
    }
    void end() override
    {
        m_scan->finish();
        scanFoundPacked();
        m_scan.reset();
    }
    void skipped(const QString &member, transport::SkipReason reason) override
    {
        if (m_options.skipped)
            m_options.skipped(nameOf(member), reason);
    }

private:
    /// A member may be called what is in it.
    void scanName(const QString &member)
    {
        if (!member.contains("ey"_L1) && !member.contains("ew"_L1))
            return;
        QList<transport::FoundToken> found;
        transport::TokenScanner scanner(inspector::headerShape, [&found](transport::FoundToken &&token) {
            token.place = {};
            token.end = 0;
            found.append(std::move(token));
        });
        scanner.feed(member.toUtf8());
        scanner.finish();
        if (!found.isEmpty())
            m_sink(std::move(found));
    }
    QString nameOf(const QString &member) const
    {
        return m_inner.within.isEmpty() || member.isEmpty() ? m_inner.within + member : m_inner.within + u'/' + member;
    }
    bool scanFoundPacked()
    {
        ++m_use.level; // what is inside was opened
        const auto scanned = scanPacked(m_scan->takePacked(), m_member, m_options, m_sink, m_use);
        --m_use.level;
        return scanned.has_value();
    }
    /// What is found is at one place of the input.
    static FoundSink placed(const transport::Place &place, transport::Transports through, const FoundSink &sink)
    {
        return [&place, through, &sink](QList<transport::FoundToken> &&found) {
            for (transport::FoundToken &token : found) {
                const QString name = token.place.name.isEmpty() ? place.name : token.place.name;
                token.place = place;
                token.place.name = name;
                token.through |= through;
            }
            sink(std::move(found));
        };
    }

    QIODevice &m_device;
    transport::ContainerUse &m_use;
    Inner m_inner;
    const ScanOptions &m_options;
    FoundSink m_sink;
    QString m_member;
    std::optional<StreamScan> m_scan;
};

QLatin1StringView holderName(transport::PackedBytes::Holder holder)
{
    switch (holder) {
    case transport::PackedBytes::Holder::Base64:
        return "base64:"_L1;
    case transport::PackedBytes::Holder::Body:
        return "body:"_L1;
    case transport::PackedBytes::Holder::Bytes:
        return "bytes:"_L1;
    }
    return {};
}

/// Opens what was compressed inside a text. Its members are named behind the line that it begins in.
base::Result<void> scanPacked(std::vector<transport::PackedBytes> &&packed, const QString &within,
                              const ScanOptions &options, const FoundSink &sink, transport::ContainerUse &use)
{
    for (transport::PackedBytes &one : packed) {
        const QLatin1StringView holder = holderName(one.holder);
        const QString line = holder + QString::number(one.place.line);
        const QString name = within.isEmpty() ? line : within + u'/' + line;
        const auto skip = [&](transport::SkipReason reason) {
            if (options.skipped)
                options.skipped(name, reason);
        };
        if (one.skipped || use.level == deepestPacked) {
            skip(one.skipped.value_or(transport::SkipReason::TooDeep));
            continue;
        }
        QBuffer buffer(&one.bytes);
        buffer.open(QIODevice::ReadOnly);
        const bool wasRestApart = std::exchange(use.isRestApart, one.holder == transport::PackedBytes::Holder::Bytes);
        MemberScan members(buffer, {.within = name, .place = &one.place, .through = one.through}, options, sink, use);
        if (const auto visited = options.containers->visit(buffer, members, use); !visited)
            return visited;
        use.isRestApart = wasRestApart;
        if (!one.isWhole)
            skip(transport::SkipReason::TooLarge);
    }
    if (!packed.empty() && options.entered)
        options.entered(within);
    return {};
}

base::Result<qint64> scanContainer(QIODevice &device, const ScanOptions &options, const FoundSink &sink)
{
    transport::ContainerUse use;
    MemberScan members(device, {}, options, sink, use);
    if (const auto visited = options.containers->visit(device, members, use); !visited)
        return std::unexpected(visited.error());
    return device.isSequential() ? 0 : device.size();
}

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
        transport::Utf16Input::of(head)) {
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
        if (!found.isEmpty())
            sink(std::move(found));
        if (const auto scanned = scanPacked(std::move(packed), {}, options, sink, use); !scanned)
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
