#include "models/scan/LineBlocks.h"

#include "models/transport/SeedSearch.h"

#include <cstring>

namespace gatehouse::scan {

namespace {

/// Large enough that the hand-over costs nothing, small enough that cores finish together.
constexpr qsizetype blockSize = qsizetype{128} * 1024;

} // namespace

LineBlocks::LineBlocks(const Read &read, const Write &write)
    : m_read(read)
    , m_write(write)
{
}

bool LineBlocks::next(Block &block)
{
    const std::lock_guard lock(m_mutex);
    if (m_isAtEnd || !m_isWritten)
        return false;
    block.bytes.resize(m_rest.size());
    std::memcpy(block.bytes.data(), m_rest.constData(), static_cast<std::size_t>(m_rest.size()));
    m_rest.resize(0);
    qsizetype size = block.bytes.size();
    qsizetype lineEnd = 0;
    while (lineEnd == 0 && !m_isAtEnd) {
        block.bytes.resizeForOverwrite(size + blockSize);
        const qint64 count = m_read(block.bytes.data() + size, blockSize);
        m_isAtEnd = count <= 0;
        block.mayBeLast = count < blockSize;
        if (m_isAtEnd) {
            lineEnd = size;
            break;
        }
        const qsizetype came = skipRest(block.bytes.data() + size, count);
        lineEnd = QByteArrayView(block.bytes).first(size + came).lastIndexOf('\n') + 1;
        size += came;
        if (lineEnd == 0 && size > LineVerification::lineLimit) {
            // The beginning tells that it is too long; the rest is not kept.
            size = LineVerification::lineLimit + 1;
            m_isSkipping = true;
        }
    }
    m_rest.append(block.bytes.constData() + lineEnd, size - lineEnd);
    block.bytes.resize(lineEnd);
    block.number = m_handedOut++;
    block.firstLine = m_line;
    m_line += transport::countLineFeeds(block.bytes.constData(), block.bytes.constData() + lineEnd);
    return true;
}

void LineBlocks::put(qint64 number, QByteArrayView answers)
{
    std::unique_lock lock(m_writing);
    m_turn.wait(lock, [&] { return m_written == number; });
    if (!answers.isEmpty() && m_isWritten && !m_write(answers))
        m_isWritten = false;
    ++m_written;
    m_turn.notify_all();
}

/// Drops the rest of a line that was too long; returns how many bytes stay, at the beginning.
qsizetype LineBlocks::skipRest(char *bytes, qsizetype count)
{
    if (!m_isSkipping)
        return count;
    const void *found = std::memchr(bytes, '\n', static_cast<std::size_t>(count));
    if (!found)
        return 0;
    const qsizetype dropped = static_cast<const char *>(found) - bytes;
    std::memmove(bytes, found, static_cast<std::size_t>(count - dropped));
    m_isSkipping = false;
    return count - dropped;
}

} // namespace gatehouse::scan
