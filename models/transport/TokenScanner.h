#pragma once

#include "models/transport/Base64Walk.h"
#include "models/transport/Containers.h"
#include "models/transport/HttpMessage.h"
#include "models/transport/JsonSearch.h"

#include <array>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>

namespace gatehouse::transport {

class Base64Run;
class HarEntries;

/// Compressed bytes that an input holds: the body of a response, a release of Helm.
struct PackedBytes
{
    /// What they stood in.
    enum class Holder {
        Base64,
        Body,  ///< of an HTTP message
        Bytes, ///< none: they are there as they are, and what is behind them is not theirs
    };

    QByteArray bytes = {};
    Place place = {};
    bool isWhole = true; ///< otherwise it is larger than what is decoded at once
    Holder holder = Holder::Base64;
    Transports through = {};
    qint64 end = 0;    ///< offset of what stands behind them in the input; 0 when they have no place of their own
    qint64 seenTo = 0; ///< up to where what they store as it is may be found beside them
    std::optional<SkipReason> skipped = {}; ///< why they are not to be opened
};

/// Who opens such bytes. Without one, they are passed over.
struct PackedSink
{
    std::function<bool(QByteArrayView beginning)> isPacked;
    std::function<void(PackedBytes &&packed)> take;
};

/// Finds every JWS, JWE and SD-JWT, in compact form and in JSON serialization, in a stream of bytes, in one pass and in
/// memory that the stream's length does not change. Bytes may come in pieces of any size. Not thread-safe; several
/// scanners may share one input by ranges.
class TokenScanner
{
public:
    using Sink = std::function<void(FoundToken &&found)>;

    /// Which seeds are this scanner's, when several share an input: those in [begin, end). The bytes fed start
    /// `lookBack` in front of `begin`, and go on beyond `end` until isDone().
    struct Range
    {
        qint64 begin = 0;
        qint64 end = std::numeric_limits<qint64>::max();
        qsizetype lookBack = 0;
    };
    /// What is in front of a token is looked at this far: its name, the width of its line, the frame of a log's line.
    static constexpr qsizetype lookBack = qsizetype{64} * 1024;

    TokenScanner(ReadHeader readHeader, Sink sink);
    TokenScanner(ReadHeader readHeader, Sink sink, Range range);
    ~TokenScanner();
    void setPackedSink(PackedSink sink) { m_packed = std::move(sink); }
    TokenScanner(const TokenScanner &) = delete;
    TokenScanner &operator=(const TokenScanner &) = delete;

    void feed(QByteArrayView bytes);
    /// Where the next `size` bytes may be written, to be followed by took(): saves whoever reads a file a copy.
    char *room(qsizetype size);
    void took(qsizetype size);
    void finish();
    /// Nothing beyond is this scanner's any more.
    bool isDone() const { return m_done; }

    /// Up to where was scanned.
    qint64 at() const { return m_base + m_at; }
    /// Line feeds in the range, once it is done.
    qint64 lineFeeds() const { return m_lines - 1; }
    /// Bytes looked at, each time they were.
    qint64 steps() const;

private:
    static constexpr int deepestDocument = 3;
    static constexpr qsizetype longestDocument = qsizetype{128} * 1024;
    static constexpr qsizetype longestPacked = qsizetype{16} * 1024 * 1024;
    /// Of compressed bytes, to tell that they are.
    static constexpr qsizetype packedBeginning = 512;

    void scan(bool isFinal);
    /// How far documents in base64 were read, each by where its groups of four begin: lines of base64 go on in the
    /// next, and each begins as a document may.
    class Documents
    {
    public:
        qint64 &readTo(qint64 seed, QByteArrayView buffer, qint64 base);

    private:
        std::array<qint64, 4> m_ends{};
        qint64 m_count = 0; ///< of characters in front of m_countedTo
        qint64 m_countedTo = 0;
    };

    Walked enclosed(const char *seed, bool isFinal);
    Walked tooLarge(const char *seed, bool wasOpen);
    Walked walk(const char *seed, const char *end, bool isFinal);
    Walked header(const char *seed, const char *end, bool isFinal);
    Walked document(const char *seed, const char *end, bool isFinal);
    QByteArray joinedChunks(const char *seed, const char *&at, const char *end, bool isFinal, bool &isShort);
    Walked chunk(const char *seed, const char *end, bool isFinal);
    Walked packed(const char *seed, const char *end, bool isFinal);
    Walked utf16(const char *seed, const char *end, bool isFinal);
    Walked encodedUtf16(const char *seed, const char *end, bool isFinal);
    Walked message(const char *seed, const char *end, bool isFinal);
    Walked encodedMessage(const char *seed, const char *end, bool isFinal);
    Walked saml(const char *seed, const char *end, bool isFinal);
    Walked content(const char *seed, const char *end, bool isFinal);
    static bool decodeAll(Base64Run &run, const char *end, bool isFinal);
    const char *nextContent(const char *at, const char *end) const;
    Walked embedded(const char *seed, const char *end, bool isFinal);
    Walked escaped(const char *seed, const char *end, bool isFinal);
    Walked tooDeep(const char *seed, const char *end, bool isFinal);
    bool mustWait(const char *seed, const char *end, bool isFinal) const;
    Walked wait(const char *seed, const char *end);
    Place placeOf(const char *seed, QByteArray name);
    Walked percentEncoded(const char *seed, const char *end, bool isFinal);
    /// Where a text stood that was decoded.
    struct Decoded
    {
        QByteArrayView text;
        Transports through;
        qsizetype inFront = 0; ///< of `text`: looked at for names alone
        qsizetype unit = 0;    ///< bytes of the input for each of the text; 0 when it is all at one place
        std::span<const HttpChunks::Part> parts = {}; ///< of the input, which the text was put together from
    };
    int scanInner(const char *seed, const char *end, const Decoded &decoded);
    void found(const char *seed, Walked &&walked);
    void countLines(const char *to);
    void compact(const char *keepFrom);
    qint64 offsetOf(const char *at) const { return m_base + (at - m_buffer.constData()); }

    ReadHeader m_readHeader;
    Sink m_sink;
    Range m_range;
    TokenWalk m_walk;
    Base64Walk m_encoded;
    std::unique_ptr<HarEntries> m_har; ///< once the input turned out to be one
    QByteArray m_buffer;
    qsizetype m_size = 0;    ///< of the buffer that is filled
    qsizetype m_at = 0;      ///< in the buffer, where to go on
    qsizetype m_counted = 0; ///< in the buffer, up to where lines are counted
    qsizetype m_scanned = 0; ///< of m_size when scan() ran last
    qint64 m_base = 0;       ///< offset of the buffer's first byte
    qint64 m_lines = 1;
    qint64 m_sought = 0;
    JsonSearch m_json; ///< as far as seeds had to know what they are in
    Documents m_documents;
    qint64 m_dotless = 0;    ///< in front of this offset no token begins that is not encoded
    qint64 m_percentEnd = 0; ///< of what was decoded last
    qint64 m_utf16End = 0;   ///< likewise
    qint64 m_escapedEnd = 0; ///< likewise
    qint64 m_waitFor = -1;   ///< a seed that needs more bytes…
    qint64 m_waitSize = 0;   ///< …as many
    qint64 m_headEnd = 0;    ///< of the head of a message that was read last
    qint64 m_contentEnd = 0; ///< of the content of a HAR that was decoded last
    qint64 m_tooLarge = -1;  ///< where the last object began that was too large for a token
    qint64 m_messageEnd = 0; ///< of what was decoded last to see whether it is one
    int m_level = 0;         ///< of documents inside one another: what is scanned was decoded
    PackedSink m_packed;
    bool m_done = false;
    bool m_isKindKnown = false;
};

} // namespace gatehouse::transport
