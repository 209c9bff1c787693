#pragma once

#include "models/transport/CookieChunks.h"
#include "models/transport/HeaderShape.h"
#include "models/transport/TransportReader.h"

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// What came of following one seed.
struct Walked
{
    enum class Outcome {
        Token,
        Nothing, ///< no token begins here, nor anywhere before `end`
        More,    ///< the bytes end before this can be told
    };

    Outcome outcome = Outcome::Nothing;
    const char *end = nullptr; ///< where to go on looking
    FoundToken::Kind kind = FoundToken::Kind::Jws;
    FoundToken::Extent extent = FoundToken::Extent::Whole;
    QByteArray token = {};
    QByteArray name = {}; ///< of what it was decoded from, when that has one
    Transports through = {};
    bool isComplete = false;
};

/// Follows a token from where its header may begin, through whatever it travelled in. Goes forward only, except to a
/// chunk of a cookie that is in front of the first; what it looks ahead at is bounded by a line, and by a budget for
/// the rest of a cookie. A header that its reader knows decides: dotted text is none.
class TokenWalk
{
public:
    /// The longest token in the input's own bytes, and the longest JWE; what is longer is not read to its end.
    static constexpr qsizetype longestInput = qsizetype{1024} * 1024;
    /// The longest token.
    static constexpr qsizetype longestToken = qsizetype{256} * 1024;
    static constexpr qsizetype longestHeader = longestToken;

    explicit TokenWalk(ReadHeader readHeader)
        : m_readHeader(readHeader)
    {
    }

    /// [begin, end) are the bytes at hand; what stands before a seed in them tells the width of its line.
    void setBytes(const char *begin, const char *end, bool isFinal);
    Walked from(const char *seed);
    /// Whether the last walk met no dot, and so found that no token begins in what it passed.
    bool isDotless() const { return m_dots == 0 && !m_isHeaderBad; }
    /// Whether it was given up for its length.
    bool isTooLong() const { return m_isTooLong; }
    /// Bytes looked at since the beginning, for the proof that the work is linear.
    qint64 steps() const { return m_steps; }

private:
    enum class Next { On, Stop, More };

    Walked walk(const char *seed);
    Next take(const char *at, const Special &special);
    Next joinLine(const char *at, const Special &lineBreak);
    Next joinSource(const char *at);
    Next joinLogLine(const char *at);
    Next joinHttpChunk(const char *at, const Special &lineBreak);
    Next joinChunk(const char *at);
    bool hasLaterChunk();
    Next goOn(const char *at);
    bool takeFault(const char *&at);
    bool isPaddingAtEnd(const char *next, int count) const;
    bool hasEmptyPartInFront() const;
    static bool isEndOfValue(const char *at, const char *end);
    static bool isRsaSignatureLength(qsizetype length);
    bool fitsWidth(const char *at);
    bool isOfAnyWidth(const char *next, const char *nextEnd) const;
    bool isLoneBreak(const char *nextEnd) const;
    bool reachesWholeEnd(const char *next) const;
    const char *behindBreak(const char *at) const;
    void noteCut(const char *next, const char *nextEnd);
    void noteInterruption(const char *at);
    bool isUnfinished() const { return m_dots < (m_shape.isEncrypted ? 4 : 2); }
    qsizetype lastLength() const { return m_text.size() - m_lastDot - 1; }
    bool isWholeLength(qsizetype last) const;
    bool hasWholeEnd() const;
    bool lacksEnd() const;
    bool mustGoOn() const;
    bool isComplete(const char *next, const char *nextEnd) const;
    bool isHeader(QByteArrayView segment);
    bool isHeaderBeginning() const;
    const char *passed(const char *at) const;
    Walked giveUp(const char *run);
    Walked finish(const char *end);

    const char *m_begin = nullptr;
    const char *m_end = nullptr;
    bool m_isFinal = false;

    // Of the walk under way.
    const char *m_seed = nullptr;
    const char *m_at = nullptr;
    const char *m_lineStart = nullptr; ///< of the line m_at is in, once a break was met
    qsizetype m_width = -1;            ///< of the first wrapped line, without its quoting
    qsizetype m_rawWidth = -1;
    int m_breaks = 0; ///< lines that were joined
    const char *m_firstChunkEnd = nullptr;
    bool m_isNameRead = false;
    CookieChunks m_chunks;
    FoundToken::Extent m_extent = FoundToken::Extent::Whole;
    QByteArray m_text;
    int m_dots = 0;
    qsizetype m_lastDot = -1;
    bool m_hasTilde = false;
    bool m_isHeaderBad = false;
    bool m_isTooLong = false;
    Transports m_through;
    Transports m_pending; ///< of what is only known to matter once the token goes on

    // Of the header seen last: logs repeat one for thousands of lines.
    ReadHeader m_readHeader;
    QByteArray m_header;
    HeaderShape m_shape;

    qint64 m_steps = 0;
    qint64 m_lookedAhead = 0;
};

} // namespace gatehouse::transport
