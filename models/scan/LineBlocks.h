#pragma once

#include "models/scan/LineVerification.h"

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace gatehouse::scan {

/// Hands out whole lines to several threads, in blocks, and takes their answers back in order.
class LineBlocks
{
public:
    using Read = LineVerification::Read;
    using Write = LineVerification::Write;

    /// Both outlive this.
    LineBlocks(const Read &read, const Write &write);

    struct Block
    {
        QByteArray bytes;
        qint64 number = 0;
        qint64 firstLine = 1;
        bool mayBeLast = false; ///< less came than was asked for
    };

    /// Fills `block`, whose memory is reused; false at the end.
    bool next(Block &block);
    /// The answers to the block of that number; waits for its turn.
    void put(qint64 number, QByteArrayView answers);
    /// Whether everything so far could be written.
    bool isWritten() const { return m_isWritten; }

private:
    qsizetype skipRest(char *bytes, qsizetype count);

    const Read &m_read;
    const Write &m_write;
    std::mutex m_mutex;
    QByteArray m_rest;
    qint64 m_handedOut = 0;
    qint64 m_line = 1;
    bool m_isAtEnd = false;
    bool m_isSkipping = false;

    std::mutex m_writing;
    std::condition_variable m_turn;
    qint64 m_written = 0;
    std::atomic<bool> m_isWritten = true;
};

} // namespace gatehouse::scan
